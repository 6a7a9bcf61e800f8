import { type Code, type FunctionSource, i32, loopWhile, op, v128 } from '../search/assembler.ts';
import { splat, step } from './filters.ts';

/** Rec. 601, held in single precision as the reference holds it. */
const weights = [0.299, 0.587, 0.114] as const;

/** Constants are made once and kept in locals: the compiler would make them anew at every turn. */
const constants = (lowByte: number, shares: readonly number[]): Code[] => [
  [...op.vector([255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0, 255, 0, 0, 0]), ...op.set(lowByte)],
  shares.flatMap((share, colour) => [...op.vector(splat(weights[colour] as number)), ...op.set(share)]),
];

/** Luma of four RGB pixels in the lanes of `four`, left on the stack: every product and sum rounded as in the reference. */
function lumaOf(four: number, lowByte: number, shares: readonly number[]): Code {
  const share = (colour: 0 | 1 | 2): Code => [
    ...[...op.get(four), ...op.constant(colour * 8), ...op.shiftRightLanes],
    ...[...op.get(lowByte), ...op.andVector, ...op.singleOfLanes],
    ...[...op.get(shares[colour] as number), ...op.multiplyVector],
  ];
  return [...share(0), ...share(1), ...op.addVector, ...share(2), ...op.addVector];
}

/**
 * `pick(row, offsets, count, out)`: luma of `count` RGB pixels at byte `offsets` (i32) of a row. `count` is a multiple
 * of four.
 */
export function pickSource(): FunctionSource {
  const [row, offsets, count, out] = [0, 1, 2, 3];
  const [four, sum, lowByte] = [4, 5, 6];
  const shares = [7, 8, 9] as const;
  const end = 10;
  const lane = (k: number): Code => [
    ...[...op.get(row), ...op.get(offsets), ...op.load32(k * 4), ...op.add],
    ...[...op.get(four), ...op.loadLane32(k), ...op.set(four)],
  ];
  return {
    name: 'pick',
    parameters: [i32, i32, i32, i32],
    locals: [v128, v128, v128, v128, v128, v128, i32],
    result: i32,
    body: [
      ...constants(lowByte, shares),
      [...op.get(offsets), ...op.get(count), ...op.constant(2), ...op.shiftLeft, ...op.add, ...op.set(end)],
      loopWhile(
        [...op.get(offsets), ...op.get(end), ...op.lessThan],
        [0, 1, 2, 3].flatMap(lane),
        [...lumaOf(four, lowByte, shares), ...op.set(sum)],
        [...op.get(out), ...op.get(sum), ...op.storeVector()],
        step(offsets, 16),
        step(out, 16),
      ),
      op.constant(0),
    ],
  };
}

/** Columns of a strip: rows of the picture that are filtered side by side. */
export const stripColumns = 16;

/**
 * `pickTurned(rows, rowBytes, offsets, count, out)`: of four rows of RGB pixels, `rowBytes` apart, the luma at byte
 * `offsets` (i32), turned into four columns of a strip: one line an offset.
 */
export function pickTurnedSource(): FunctionSource {
  const [rows, rowBytes, offsets, count, out] = [0, 1, 2, 3, 4];
  const [four, sum, lowByte] = [5, 6, 7];
  const shares = [8, 9, 10] as const;
  const [end, address] = [11, 12];
  const lane = (k: number): Code => [
    ...[...op.get(address), ...op.get(four), ...op.loadLane32(k), ...op.set(four)],
    ...[...op.get(address), ...op.get(rowBytes), ...op.add, ...op.set(address)],
  ];
  return {
    name: 'pickTurned',
    parameters: [i32, i32, i32, i32, i32],
    locals: [v128, v128, v128, v128, v128, v128, i32, i32],
    result: i32,
    body: [
      ...constants(lowByte, shares),
      [...op.get(offsets), ...op.get(count), ...op.constant(2), ...op.shiftLeft, ...op.add, ...op.set(end)],
      loopWhile(
        [...op.get(offsets), ...op.get(end), ...op.lessThan],
        [...op.get(rows), ...op.get(offsets), ...op.load32(), ...op.add, ...op.set(address)],
        [0, 1, 2, 3].flatMap(lane),
        [...lumaOf(four, lowByte, shares), ...op.set(sum)],
        [...op.get(out), ...op.get(sum), ...op.storeVector()],
        step(offsets, 4),
        step(out, stripColumns * 4),
      ),
      op.constant(0),
    ],
  };
}
