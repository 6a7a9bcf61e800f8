import { type Code, type FunctionSource, i32, loopWhile, op, v128 } from '../search/assembler.ts';
import { step } from './filters.ts';

/** A vector of eight 16-bit whole numbers. */
const words = (values: readonly number[]): number[] => values.flatMap((value) => [value & 255, value >> 8]);

/** Byte lanes of a swizzle: `-1` takes a zero. */
const picked = (lanes: readonly number[]): number[] => lanes.map((lane) => (lane < 0 ? 128 : lane));

/**
 * `weigh(pixels, count, line)`: adds a row of `count` RGB pixels, weighed by Rec. 601 in whole numbers of 1,024ths, to
 * `line` (i32). Works on fours: the row and the line need room for the last four.
 */
export function weighSource(): FunctionSource {
  const [pixels, count, line] = [0, 1, 2];
  const twelve = 3;
  const [redGreenLanes, blueLanes, redGreenShare, blueShare] = [4, 5, 6, 7];
  const end = 8;
  const pairs = (lanes: number, share: number): Code => [
    ...[...op.get(twelve), ...op.get(lanes), ...op.swizzle, ...op.get(share), ...op.dotWords, ...op.addLanes],
  ];
  const redGreen = [0, -1, 1, -1, 3, -1, 4, -1, 6, -1, 7, -1, 9, -1, 10, -1];
  const blue = [2, -1, -1, -1, 5, -1, -1, -1, 8, -1, -1, -1, 11, -1, -1, -1];
  return {
    name: 'weigh',
    parameters: [i32, i32, i32],
    locals: [v128, v128, v128, v128, v128, i32],
    result: i32,
    body: [
      [...op.vector(picked(redGreen)), ...op.set(redGreenLanes)],
      [...op.vector(picked(blue)), ...op.set(blueLanes)],
      [...op.vector(words(redGreenWeights)), ...op.set(redGreenShare)],
      [...op.vector(words(blueWeights)), ...op.set(blueShare)],
      [...op.get(line), ...op.get(count), ...op.constant(2), ...op.shiftLeft, ...op.add, ...op.set(end)],
      loopWhile(
        [...op.get(line), ...op.get(end), ...op.lessThan],
        [...op.get(pixels), ...op.loadVector(), ...op.set(twelve)],
        [...op.get(line), ...op.get(line), ...op.loadVector()],
        pairs(redGreenLanes, redGreenShare),
        pairs(blueLanes, blueShare),
        op.storeVector(),
        step(pixels, 12),
        step(line, 16),
      ),
      op.constant(0),
    ],
  };
}

/** Rec. 601 in 1,024ths, as multipliers of pairs. */
const redGreenWeights = [306, 601, 306, 601, 306, 601, 306, 601];
const blueWeights = [117, 0, 117, 0, 117, 0, 117, 0];

/** Rows `stack` can add before its 16-bit sums could be read as negative. */
export const stackedRows = 128;

/** `stack(rows, stride, count, out)`: sums (u16) of the bytes of `count` rows, `stride` apart. Works on sixteens. */
export function stackSource(): FunctionSource {
  const [rows, stride, count, out] = [0, 1, 2, 3];
  const [low, high] = [4, 5];
  const [x, row, last] = [6, 7, 8];
  return {
    name: 'stack',
    parameters: [i32, i32, i32, i32],
    locals: [v128, v128, i32, i32, i32],
    result: i32,
    body: [
      loopWhile(
        [...op.get(x), ...op.get(stride), ...op.lessThan],
        [...op.vector(new Array(16).fill(0)), ...op.tee(low), ...op.set(high)],
        [...op.get(rows), ...op.get(x), ...op.add, ...op.tee(row)],
        [...op.get(stride), ...op.get(count), ...op.multiply, ...op.add, ...op.set(last)],
        loopWhile(
          [...op.get(row), ...op.get(last), ...op.lessThan],
          [...op.get(low), ...op.get(row), ...op.loadVector(), ...op.wordsOfLowBytes, ...op.addWords],
          op.set(low),
          [...op.get(high), ...op.get(row), ...op.loadVector(), ...op.wordsOfHighBytes, ...op.addWords],
          op.set(high),
          [...op.get(row), ...op.get(stride), ...op.add, ...op.set(row)],
        ),
        [...op.get(out), ...op.get(low), ...op.storeVector()],
        [...op.get(out), ...op.get(high), ...op.storeVector(16)],
        step(x, 16),
        step(out, 32),
      ),
      op.constant(0),
    ],
  };
}

/** `weighStack(words, count, line)`: `weigh` for a row of `count` pixels of 16-bit sums. Works on fours. */
export function weighStackSource(): FunctionSource {
  const [sums, count, line] = [0, 1, 2];
  const [early, late] = [3, 4];
  const masks = [5, 6, 7, 8] as const;
  const [redGreenShare, blueShare] = [9, 10];
  const end = 11;
  /** Twelve words lie in two vectors, the second from word 4 on; each word is taken from the one, zero from the other. */
  const taken = (numbers: readonly number[], fromLate: boolean): number[] =>
    numbers.flatMap((word) => {
      const lane = (fromLate ? word - 4 : word) * 2;
      return word >= 8 === fromLate && word >= 0 ? [lane, lane + 1] : [128, 128];
    });
  const redGreen = [0, 1, 3, 4, 6, 7, 9, 10];
  const blue = [2, -1, 5, -1, 8, -1, 11, -1];
  const pairs = (inEarly: number, inLate: number, share: number): Code => [
    ...[...op.get(early), ...op.get(inEarly), ...op.swizzle],
    ...[...op.get(late), ...op.get(inLate), ...op.swizzle, ...op.orVector],
    ...[...op.get(share), ...op.dotWords, ...op.addLanes],
  ];
  return {
    name: 'weighStack',
    parameters: [i32, i32, i32],
    locals: [v128, v128, v128, v128, v128, v128, v128, v128, i32],
    result: i32,
    body: [
      [...op.vector(taken(redGreen, false)), ...op.set(masks[0])],
      [...op.vector(taken(redGreen, true)), ...op.set(masks[1])],
      [...op.vector(taken(blue, false)), ...op.set(masks[2])],
      [...op.vector(taken(blue, true)), ...op.set(masks[3])],
      [...op.vector(words(redGreenWeights)), ...op.set(redGreenShare)],
      [...op.vector(words(blueWeights)), ...op.set(blueShare)],
      [...op.get(line), ...op.get(count), ...op.constant(2), ...op.shiftLeft, ...op.add, ...op.set(end)],
      loopWhile(
        [...op.get(line), ...op.get(end), ...op.lessThan],
        [...op.get(sums), ...op.loadVector(), ...op.set(early)],
        [...op.get(sums), ...op.loadVector(8), ...op.set(late)],
        [...op.get(line), ...op.get(line), ...op.loadVector()],
        pairs(masks[0], masks[1], redGreenShare),
        pairs(masks[2], masks[3], blueShare),
        op.storeVector(),
        step(sums, 24),
        step(line, 16),
      ),
      op.constant(0),
    ],
  };
}

/**
 * `running(line, count)`: every value of `line` (i32) becomes the sum of all up to itself, modulo 2^32. Works on fours.
 */
export function runningSource(): FunctionSource {
  const [line, count] = [0, 1];
  const [sum, end] = [2, 3];
  const one = (k: number): Code => [
    ...[...op.get(line), ...op.get(line), ...op.load32(k * 4), ...op.get(sum), ...op.add, ...op.tee(sum)],
    ...op.store32(k * 4),
  ];
  return {
    name: 'running',
    parameters: [i32, i32],
    locals: [i32, i32],
    result: i32,
    body: [
      [...op.get(line), ...op.get(count), ...op.constant(2), ...op.shiftLeft, ...op.add, ...op.set(end)],
      loopWhile([...op.get(line), ...op.get(end), ...op.lessThan], [0, 1, 2, 3].flatMap(one), step(line, 16)),
      op.constant(0),
    ],
  };
}

/**
 * `gather(sums, starts, count, cells)`: cell i is what `sums` (running sums, i32) grow by from byte starts[i] to byte
 * starts[i + 1].
 */
export function gatherSource(): FunctionSource {
  const [sums, starts, count, cells] = [0, 1, 2, 3];
  const [before, here, last] = [4, 5, 6];
  return {
    name: 'gather',
    parameters: [i32, i32, i32, i32],
    locals: [i32, i32, i32],
    result: i32,
    body: [
      [...op.get(cells), ...op.get(count), ...op.constant(2), ...op.shiftLeft, ...op.add, ...op.set(last)],
      [...op.get(sums), ...op.get(starts), ...op.load32(), ...op.add, ...op.load32(), ...op.set(before)],
      loopWhile(
        [...op.get(cells), ...op.get(last), ...op.lessThan],
        [...op.get(cells), ...op.get(sums), ...op.get(starts), ...op.load32(4), ...op.add, ...op.load32()],
        [...op.tee(here), ...op.get(before), ...op.subtract, ...op.store32()],
        [...op.get(here), ...op.set(before)],
        step(cells, 4),
        step(starts, 4),
      ),
      op.constant(0),
    ],
  };
}

/**
 * `mean(cells, sizes, count, share, out)`: (cell * share) / size in double precision, kept in single: `sizes` are
 * double, `share` the address of one. Works on fours.
 */
export function meanSource(): FunctionSource {
  const [cells, sizes, count, share, out] = [0, 1, 2, 3, 4];
  const [four, factor] = [5, 6];
  const [end] = [7];
  const half = (sizeOffset: number): Code => [
    ...[...op.doubleOfLanes, ...op.get(factor), ...op.multiplyDoubles],
    ...[...op.get(sizes), ...op.loadVector(sizeOffset), ...op.divideDoubles, ...op.singleOfDoubles],
  ];
  const low = [0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23];
  const high = [8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15];
  return {
    name: 'mean',
    parameters: [i32, i32, i32, i32, i32],
    locals: [v128, v128, i32],
    result: i32,
    body: [
      [...op.get(share), ...op.loadSplat64(), ...op.set(factor)],
      [...op.get(cells), ...op.get(count), ...op.constant(2), ...op.shiftLeft, ...op.add, ...op.set(end)],
      loopWhile(
        [...op.get(cells), ...op.get(end), ...op.lessThan],
        [...op.get(cells), ...op.loadVector(), ...op.set(four)],
        [...op.get(out), ...op.get(four), ...half(0)],
        [...op.get(four), ...op.get(four), ...op.shuffle(high), ...half(16)],
        [...op.shuffle(low), ...op.storeVector()],
        step(cells, 16),
        step(sizes, 32),
        step(out, 16),
      ),
      op.constant(0),
    ],
  };
}
