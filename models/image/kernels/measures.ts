import { type Code, type FunctionSource, i32, loopWhile, op, v128 } from '../search/assembler.ts';
import { splat, step } from './filters.ts';

/**
 * `variation(from, count, before, ahead, behind, mask, noise, taps, out)`: over `count` luma values (single precision)
 * from `from` on, the sum of the changes above `noise` since the value at `before` bytes from here, and the sum of what
 * a box of `taps` between `ahead` and `behind` takes off them: four partial sums each at `out`. `mask` (address of a
 * vector) picks lanes; noise and taps are addresses of single-precision numbers. Works on fours.
 */
export function variationSource(): FunctionSource {
  const [from, count, before, ahead, behind, mask, noise, taps, out] = [0, 1, 2, 3, 4, 5, 6, 7, 8];
  const [change, seen, sum, lost, lanes, floor, box, zero] = [9, 10, 11, 12, 13, 14, 15, 16];
  const end = 17;
  const at = (offset: number) => [...op.get(from), ...op.get(offset), ...op.add, ...op.loadVector()];
  return {
    name: 'variation',
    parameters: [i32, i32, i32, i32, i32, i32, i32, i32, i32],
    locals: [v128, v128, v128, v128, v128, v128, v128, v128, i32],
    result: i32,
    body: [
      [...op.get(mask), ...op.loadVector(), ...op.set(lanes)],
      [...op.get(noise), ...op.loadSplat(), ...op.set(floor)],
      [...op.get(taps), ...op.loadSplat(), ...op.set(box)],
      [...op.get(from), ...op.get(count), ...op.constant(2), ...op.shiftLeft, ...op.add, ...op.set(end)],
      loopWhile(
        [...op.get(from), ...op.get(end), ...op.lessThan],
        [...op.get(from), ...op.loadVector(), ...at(before), ...op.subtractVector, ...op.absoluteVector],
        op.set(change),
        [...op.get(floor), ...op.get(change), ...op.lessThanVector],
        [...op.get(lanes), ...op.andVector, ...op.set(seen)],
        [
          ...op.get(sum),
          ...op.get(change),
          ...op.get(seen),
          ...op.andVector,
          ...op.addVector,
          ...op.set(sum),
        ],
        [...op.get(lost), ...op.get(change)],
        [...at(ahead), ...at(behind), ...op.subtractVector, ...op.absoluteVector],
        [...op.get(box), ...op.divideVector, ...op.subtractVector],
        [...op.get(zero), ...op.largerVector, ...op.get(seen), ...op.andVector],
        [...op.addVector, ...op.set(lost)],
        step(from, 16),
      ),
      [...op.get(out), ...op.get(sum), ...op.storeVector()],
      [...op.get(out), ...op.get(lost), ...op.storeVector(16)],
      op.constant(0),
    ],
  };
}

/** `round(from, count, out)`: single-precision values of 0-255.5 to the nearest byte. Works on sixteens. */
export function roundSource(): FunctionSource {
  const [from, count, out] = [0, 1, 2];
  const half = 3;
  const end = 4;
  const four = (k: number) => [
    ...[...op.get(from), ...op.loadVector(k * 16), ...op.get(half), ...op.addVector],
    ...op.lanesOfSingle,
  ];
  return {
    name: 'round',
    parameters: [i32, i32, i32],
    locals: [v128, i32],
    result: i32,
    body: [
      [...op.vector(splat(0.5)), ...op.set(half)],
      [...op.get(out), ...op.get(count), ...op.add, ...op.set(end)],
      loopWhile(
        [...op.get(out), ...op.get(end), ...op.lessThan],
        op.get(out),
        [...four(0), ...four(1), ...op.wordsOfLanes, ...four(2), ...four(3), ...op.wordsOfLanes],
        [...op.bytesOfWords, ...op.storeVector()],
        step(from, 64),
        step(out, 16),
      ),
      op.constant(0),
    ],
  };
}

/**
 * `standing(local, data, count, floor, out)`: one byte a value: 1 where `data` lies more than the number at address
 * `floor` under `local`, 2 where it lies as far above. Works on sixteens.
 */
export function standingSource(): FunctionSource {
  const [local, data, count, floor, out] = [0, 1, 2, 3, 4];
  const [limit, one, two] = [5, 6, 7];
  const end = 8;
  const everyLane = (value: number): number[] => new Array(4).fill([value, 0, 0, 0]).flat();
  const load = (address: number, k: number) => [...op.get(address), ...op.loadVector(k * 16)];
  const four = (k: number) => [
    ...[...op.get(limit), ...load(local, k), ...load(data, k), ...op.subtractVector, ...op.lessThanVector],
    ...[...op.get(one), ...op.andVector],
    ...[...op.get(limit), ...load(data, k), ...load(local, k), ...op.subtractVector, ...op.lessThanVector],
    ...[...op.get(two), ...op.andVector, ...op.orVector],
  ];
  return {
    name: 'standing',
    parameters: [i32, i32, i32, i32, i32],
    locals: [v128, v128, v128, i32],
    result: i32,
    body: [
      [...op.vector(everyLane(1)), ...op.set(one)],
      [...op.vector(everyLane(2)), ...op.set(two)],
      [...op.get(floor), ...op.loadSplat(), ...op.set(limit)],
      [...op.get(out), ...op.get(count), ...op.add, ...op.set(end)],
      loopWhile(
        [...op.get(out), ...op.get(end), ...op.lessThan],
        op.get(out),
        [...four(0), ...four(1), ...op.wordsOfLanes, ...four(2), ...four(3), ...op.wordsOfLanes],
        [...op.bytesOfWords, ...op.storeVector()],
        step(local, 64),
        step(data, 64),
        step(out, 16),
      ),
      op.constant(0),
    ],
  };
}

/**
 * `histogram(from, count, bins)`: counts bytes into four times 256 bins (u32), in turn: equal neighbours would wait for
 * one another in one. `count` is a multiple of four; the bins are not cleared.
 */
export function histogramSource(): FunctionSource {
  const [from, count, bins] = [0, 1, 2];
  const [end, bin] = [3, 4];
  const one = (k: number): Code => [
    ...[...op.get(from), ...op.load8(k), ...op.constant(2), ...op.shiftLeft, ...op.get(bins), ...op.add],
    ...[...op.tee(bin), ...op.get(bin), ...op.load32(k * 1024), ...op.constant(1), ...op.add],
    ...op.store32(k * 1024),
  ];
  return {
    name: 'histogram',
    parameters: [i32, i32, i32],
    locals: [i32, i32],
    result: i32,
    body: [
      [...op.get(from), ...op.get(count), ...op.add, ...op.set(end)],
      loopWhile([...op.get(from), ...op.get(end), ...op.lessThan], [0, 1, 2, 3].flatMap(one), step(from, 4)),
      op.constant(0),
    ],
  };
}

/** `quarter(from, stride, count, out)`: `count` averages of two by two single-precision values. Works on fours. */
export function quarterSource(): FunctionSource {
  const [from, stride, count, out] = [0, 1, 2, 3];
  const [first, second, share] = [4, 5, 6];
  const end = 7;
  const lanes = (...picked: readonly number[]): number[] =>
    picked.flatMap((lane) => [0, 1, 2, 3].map((byte) => lane * 4 + byte));
  const pairs: Code = [
    ...[...op.get(first), ...op.get(second), ...op.shuffle(lanes(0, 2, 4, 6))],
    ...[...op.get(first), ...op.get(second), ...op.shuffle(lanes(1, 3, 5, 7)), ...op.addVector],
  ];
  return {
    name: 'quarter',
    parameters: [i32, i32, i32, i32],
    locals: [v128, v128, v128, i32],
    result: i32,
    body: [
      [...op.vector(splat(0.25)), ...op.set(share)],
      [...op.get(out), ...op.get(count), ...op.constant(2), ...op.shiftLeft, ...op.add, ...op.set(end)],
      loopWhile(
        [...op.get(out), ...op.get(end), ...op.lessThan],
        op.get(out),
        [...op.get(from), ...op.loadVector(), ...op.set(first)],
        [...op.get(from), ...op.loadVector(16), ...op.set(second)],
        pairs,
        [...op.get(from), ...op.get(stride), ...op.add, ...op.loadVector(), ...op.set(first)],
        [...op.get(from), ...op.get(stride), ...op.add, ...op.loadVector(16), ...op.set(second)],
        [...pairs, ...op.addVector, ...op.get(share), ...op.multiplyVector],
        op.storeVector(),
        step(from, 32),
        step(out, 16),
      ),
      op.constant(0),
    ],
  };
}
