import { type Code, type FunctionSource, i32, loopWhile, op, v128, when } from '../search/assembler.ts';

const LANES = 4;
const VECTORS = 4;
/** Columns a turn of the filter takes: four vectors of four, so that sums do not wait for one another. */
export const blockColumns = LANES * VECTORS;

export const step = (local: number, by: number): Code => [
  ...op.get(local),
  ...op.constant(by),
  ...op.add,
  ...op.set(local),
];
/** The bytes of a vector of four times the same single-precision number. */
export const splat = (value: number): number[] => {
  const bytes = new Uint8Array(Float32Array.of(value).buffer);
  return [...bytes, ...bytes, ...bytes, ...bytes];
};

const eachVector = (of: (k: number) => Code): Code => Array.from({ length: VECTORS }, (_, k) => of(k)).flat();

/**
 * `columns(from, to, width, height, window)`: a box filter down every column, running sums in single precision in the
 * reference's order: the line ahead enters, the line behind leaves, the sum is divided by the lines in it. `width`
 * is a multiple of 16.
 */
export function columnsSource(): FunctionSource {
  const [from, to, width, height, window] = [0, 1, 2, 3, 4];
  const sums = [5, 6, 7, 8] as const;
  const share = 9;
  const [x, line, right, left, count, address, ahead, stride] = [10, 11, 12, 13, 14, 15, 16, 17];
  const lineAt = (base: number, index: number): Code => [
    ...[...op.get(index), ...op.get(stride), ...op.multiply, ...op.get(base), ...op.add],
    ...[...op.get(x), ...op.add, ...op.set(address)],
  ];
  const take = (index: number, how: Code): Code => [
    ...lineAt(from, index),
    ...eachVector((k) => [
      ...op.get(sums[k] as number),
      ...[...op.get(address), ...op.loadVector(k * 16)],
      ...how,
      ...op.set(sums[k] as number),
    ]),
  ];
  return {
    name: 'columns',
    parameters: [i32, i32, i32, i32, i32],
    locals: [v128, v128, v128, v128, v128, i32, i32, i32, i32, i32, i32, i32, i32],
    result: i32,
    body: [
      [...op.get(width), ...op.constant(2), ...op.shiftLeft, ...op.set(stride)],
      [
        ...op.get(window),
        ...op.constant(2),
        ...op.add,
        ...op.constant(1),
        ...op.shiftRight,
        ...op.set(ahead),
      ],
      loopWhile(
        [...op.get(x), ...op.get(stride), ...op.lessThan],
        eachVector((k) => [...op.vector(new Array(16).fill(0)), ...op.set(sums[k] as number)]),
        [...op.constant(0), ...op.set(count)],
        [...op.constant(1), ...op.get(ahead), ...op.subtract, ...op.set(line)],
        loopWhile(
          [...op.get(line), ...op.get(height), ...op.lessThanSigned],
          [...op.get(line), ...op.get(ahead), ...op.add, ...op.constant(1), ...op.subtract, ...op.tee(right)],
          [...op.get(height), ...op.lessThanSigned],
          when(take(right, op.addVector), step(count, 1)),
          [...op.get(right), ...op.get(window), ...op.subtract, ...op.tee(left)],
          [...op.constant(0), ...op.atLeastSigned],
          when(take(left, op.subtractVector), step(count, -1)),
          [...op.get(line), ...op.constant(0), ...op.atLeastSigned],
          when(
            [...op.get(count), ...op.splatOfInteger, ...op.set(share)],
            lineAt(to, line),
            eachVector((k) => [
              ...op.get(address),
              ...[...op.get(sums[k] as number), ...op.get(share), ...op.divideVector],
              ...op.storeVector(k * 16),
            ]),
          ),
          step(line, 1),
        ),
        step(x, blockColumns * 4),
      ),
      op.constant(0),
    ],
  };
}

/** Byte lanes that take 32-bit lanes of two vectors: 0-3 of the first, 4-7 of the second. */
const lanes = (...picked: readonly number[]): number[] =>
  picked.flatMap((lane) => [0, 1, 2, 3].map((byte) => lane * 4 + byte));

/** `transpose(from, to, width, height)`: rows become columns; both sides are multiples of four. */
export function transposeSource(): FunctionSource {
  const [from, to, width, height] = [0, 1, 2, 3];
  const rows = [4, 5, 6, 7] as const;
  const pairs = [8, 9, 10, 11] as const;
  const [x, y, address, inStride, outStride, strip, stop] = [12, 13, 14, 15, 16, 17, 18];
  const load = (k: number): Code => [
    ...[...op.get(address), ...op.loadVector(), ...op.set(rows[k] as number)],
    ...[...op.get(address), ...op.get(inStride), ...op.add, ...op.set(address)],
  ];
  const mix = (into: number, a: number, b: number, picked: readonly number[]): Code => [
    ...[...op.get(a), ...op.get(b), ...op.shuffle(lanes(...picked)), ...op.set(into)],
  ];
  const store = (k: number): Code => [
    ...[...op.get(address), ...op.get(rows[k] as number), ...op.storeVector()],
    ...[...op.get(address), ...op.get(outStride), ...op.add, ...op.set(address)],
  ];
  const place = (base: number, line: number, stride: number, column: number): Code => [
    ...[...op.get(line), ...op.get(stride), ...op.multiply, ...op.get(base), ...op.add],
    ...[...op.get(column), ...op.constant(2), ...op.shiftLeft, ...op.add, ...op.set(address)],
  ];
  return {
    name: 'transpose',
    parameters: [i32, i32, i32, i32],
    locals: [v128, v128, v128, v128, v128, v128, v128, v128, i32, i32, i32, i32, i32, i32, i32],
    result: i32,
    body: [
      [...op.get(width), ...op.constant(2), ...op.shiftLeft, ...op.set(inStride)],
      [...op.get(height), ...op.constant(2), ...op.shiftLeft, ...op.set(outStride)],
      // Sixteen columns at a time: their lines are read once, and sixteen lines are written in order.
      loopWhile(
        [...op.get(strip), ...op.get(width), ...op.lessThan],
        [...op.get(strip), ...op.constant(blockColumns), ...op.add, ...op.set(stop)],
        [...op.get(width), ...op.get(stop), ...op.lessThan],
        when([...op.get(width), ...op.set(stop)]),
        [...op.constant(0), ...op.set(y)],
        loopWhile(
          [...op.get(y), ...op.get(height), ...op.lessThan],
          [...op.get(strip), ...op.set(x)],
          loopWhile(
            [...op.get(x), ...op.get(stop), ...op.lessThan],
            place(from, y, inStride, x),
            [0, 1, 2, 3].flatMap(load),
            mix(pairs[0], rows[0], rows[1], [0, 4, 1, 5]),
            mix(pairs[1], rows[2], rows[3], [0, 4, 1, 5]),
            mix(pairs[2], rows[0], rows[1], [2, 6, 3, 7]),
            mix(pairs[3], rows[2], rows[3], [2, 6, 3, 7]),
            mix(rows[0], pairs[0], pairs[1], [0, 1, 4, 5]),
            mix(rows[1], pairs[0], pairs[1], [2, 3, 6, 7]),
            mix(rows[2], pairs[2], pairs[3], [0, 1, 4, 5]),
            mix(rows[3], pairs[2], pairs[3], [2, 3, 6, 7]),
            place(to, x, outStride, y),
            [0, 1, 2, 3].flatMap(store),
            step(x, 4),
          ),
          step(y, 4),
        ),
        step(strip, blockColumns),
      ),
      op.constant(0),
    ],
  };
}
