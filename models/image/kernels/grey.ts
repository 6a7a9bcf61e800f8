import { type Code, type FunctionSource, i32, loopWhile, op, v128 } from '../search/assembler.ts';
import { step } from './filters.ts';

const zeros = new Array(16).fill(0);
const lanesOf = (value: number): number[] =>
  [0, 1, 2, 3].flatMap(() => [value & 255, (value >> 8) & 255, 0, 0]);

/** `narrow(line, count, out)`: luma in 1,024ths (i32) rounded to bytes. Works on sixteens. */
export function narrowSource(): FunctionSource {
  const [line, count, out] = [0, 1, 2];
  const half = 3;
  const end = 4;
  const rounded = (k: number): Code => [
    ...[...op.get(line), ...op.loadVector(k * 16), ...op.get(half), ...op.addLanes],
    ...[...op.constant(10), ...op.shiftRightLanes],
  ];
  return {
    name: 'narrow',
    parameters: [i32, i32, i32],
    locals: [v128, i32],
    result: i32,
    body: [
      [...op.vector(lanesOf(512)), ...op.set(half)],
      [...op.get(out), ...op.get(count), ...op.add, ...op.set(end)],
      loopWhile(
        [...op.get(out), ...op.get(end), ...op.lessThan],
        op.get(out),
        [...rounded(0), ...rounded(1), ...op.wordsOfLanes],
        [...rounded(2), ...rounded(3), ...op.wordsOfLanes],
        [...op.bytesOfWords, ...op.storeVector()],
        step(line, 64),
        step(out, 16),
      ),
      op.constant(0),
    ],
  };
}

/** Lines a cell of `steps` is high, and pixels it is wide. */
export const cellLines = 8;
export const cellColumns = 4;

/**
 * `steps(grey, stride, threshold, cells)`: for eight lines of bytes (and the two below them), how many pixels of every
 * cell (u32) differ by `threshold` or more from the second pixel to the right or below. `stride` is a multiple of 16.
 */
export function stepsSource(): FunctionSource {
  const [grey, stride, threshold, cells] = [0, 1, 2, 3];
  const [here, other, steep, limit, count] = [4, 5, 6, 7, 8];
  const [at, end, line, last] = [9, 10, 11, 12];
  const difference: Code = [
    ...[...op.get(here), ...op.get(other), ...op.excessOfBytes],
    ...[...op.get(other), ...op.get(here), ...op.excessOfBytes, ...op.orVector],
    ...[...op.get(limit), ...op.atLeastBytes],
  ];
  return {
    name: 'steps',
    parameters: [i32, i32, i32, i32],
    locals: [v128, v128, v128, v128, v128, i32, i32, i32, i32],
    result: i32,
    body: [
      [...op.get(threshold), ...op.splatOfByte, ...op.set(limit)],
      [...op.get(grey), ...op.get(stride), ...op.add, ...op.set(end)],
      loopWhile(
        [...op.get(grey), ...op.get(end), ...op.lessThan],
        [...op.vector(zeros), ...op.set(count)],
        [...op.get(grey), ...op.set(line)],
        [...op.get(grey), ...op.get(stride), ...op.constant(3), ...op.shiftLeft, ...op.add, ...op.set(last)],
        loopWhile(
          [...op.get(line), ...op.get(last), ...op.lessThan],
          [...op.get(line), ...op.loadVector(), ...op.set(here)],
          [...op.get(line), ...op.loadVector(2), ...op.set(other)],
          [...difference, ...op.set(steep)],
          [...op.get(line), ...op.get(stride), ...op.constant(1), ...op.shiftLeft, ...op.add, ...op.set(at)],
          [...op.get(at), ...op.loadVector(), ...op.set(other)],
          [...difference, ...op.get(steep), ...op.orVector, ...op.set(steep)],
          [...op.get(count), ...op.get(steep), ...op.subtractBytes, ...op.set(count)],
          [...op.get(line), ...op.get(stride), ...op.add, ...op.set(line)],
        ),
        [...op.get(cells), ...op.get(count), ...op.pairSumsOfBytes, ...op.pairSumsOfWords],
        op.storeVector(),
        step(grey, 16),
        step(cells, 16),
      ),
      op.constant(0),
    ],
  };
}

/** `halve(from, stride, to)`: two lines of bytes become one of half the pixels, by averages. `stride` in 32s. */
export function halveSource(): FunctionSource {
  const [from, stride, to] = [0, 1, 2];
  const two = 3;
  const [end, below] = [4, 5];
  const pairs = (offset: number): Code => [
    ...[...op.get(from), ...op.loadVector(offset), ...op.pairSumsOfBytes],
    ...[...op.get(below), ...op.loadVector(offset), ...op.pairSumsOfBytes, ...op.addWords],
    ...[...op.get(two), ...op.addWords],
    ...[...op.constant(2), ...op.shiftRightWords],
  ];
  return {
    name: 'halve',
    parameters: [i32, i32, i32],
    locals: [v128, i32, i32],
    result: i32,
    body: [
      [...op.vector([2, 0, 2, 0, 2, 0, 2, 0, 2, 0, 2, 0, 2, 0, 2, 0]), ...op.set(two)],
      [...op.get(from), ...op.get(stride), ...op.add, ...op.tee(end), ...op.set(below)],
      loopWhile(
        [...op.get(from), ...op.get(end), ...op.lessThan],
        [...op.get(to), ...pairs(0), ...pairs(16), ...op.bytesOfWords, ...op.storeVector()],
        step(from, 32),
        step(below, 32),
        step(to, 16),
      ),
      op.constant(0),
    ],
  };
}
