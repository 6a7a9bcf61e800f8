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
  return boxSource('columns', [], (store) => [...lineAddress(locals.to, locals.line), ...store]);
}

/**
 * `columnsAt(from, to, width, height, window, wanted, lineBytes)`: of the same filter only the lines that the ascending
 * table `wanted` (i32, closed by a number no line has) names, each as often as it stands there, `lineBytes` apart.
 */
export function columnsAtSource(): FunctionSource {
  const { line, to, x, address, out, wanted, lineBytes } = locals;
  return boxSource('columnsAt', [[...op.get(to), ...op.get(x), ...op.add, ...op.set(out)]], (store) =>
    loopWhile(
      [...op.get(wanted), ...op.load32(), ...op.get(line), ...op.lessOrEqual],
      [...op.get(out), ...op.set(address)],
      store,
      [...op.get(out), ...op.get(lineBytes), ...op.add, ...op.set(out)],
      step(wanted, 4),
    ),
  );
}

/** Both kinds take the same locals; what `columns` does not need stays unused. */
const locals = {
  ...{ from: 0, to: 1, width: 2, height: 3, window: 4, table: 5, lineBytes: 6 },
  ...{ sums: [7, 8, 9, 10], share: 11, x: 12, line: 13, right: 14, left: 15, count: 16 },
  ...{ address: 17, ahead: 18, stride: 19, out: 20, wanted: 21 },
} as const;

const lineAddress = (base: number, index: number): Code => [
  ...[...op.get(index), ...op.get(locals.stride), ...op.multiply, ...op.get(base), ...op.add],
  ...[...op.get(locals.x), ...op.add, ...op.set(locals.address)],
];

/** The filter; `keep` places a line's means, which `store` writes to `address`. */
function boxSource(name: string, begin: readonly Code[], keep: (store: Code) => Code): FunctionSource {
  const { from, width, height, window, table, sums, share } = locals;
  const { x, line, right, left, count, address, ahead, stride, wanted } = locals;
  const take = (index: number, how: Code): Code => [
    ...lineAddress(from, index),
    ...eachVector((k) => [
      ...op.get(sums[k] as number),
      ...[...op.get(address), ...op.loadVector(k * 16)],
      ...how,
      ...op.set(sums[k] as number),
    ]),
  ];
  const store = eachVector((k) => [
    ...op.get(address),
    ...[...op.get(sums[k] as number), ...op.get(share), ...op.divideVector],
    ...op.storeVector(k * 16),
  ]);
  return {
    name,
    parameters: [i32, i32, i32, i32, i32, i32, i32],
    locals: [v128, v128, v128, v128, v128, i32, i32, i32, i32, i32, i32, i32, i32, i32, i32],
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
        [...op.constant(0), ...op.set(count), ...op.get(table), ...op.set(wanted)],
        ...begin,
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
          when([...op.get(count), ...op.splatOfInteger, ...op.set(share)], keep(store)),
          step(line, 1),
        ),
        step(x, blockColumns * 4),
      ),
      op.constant(0),
    ],
  };
}

/**
 * `slide(sums, entering, leaving, out, width, count)`: one line of the same filter, for lines that do not all lie in
 * memory: the entering line is added to the running sums, the leaving one subtracted (0: there is none), and the sums
 * divided by the `count` lines in them are written out. `width` is a multiple of 16.
 */
export function slideSource(): FunctionSource {
  const [sums, entering, leaving, out, width, count] = [0, 1, 2, 3, 4, 5];
  const vectors = [6, 7, 8, 9] as const;
  const [share, end] = [10, 11];
  const take = (line: number, how: Code): Code => [
    ...op.get(line),
    ...when(
      eachVector((k) => [
        ...[...op.get(vectors[k] as number), ...op.get(line), ...op.loadVector(k * 16)],
        ...[...how, ...op.set(vectors[k] as number)],
      ]),
      step(line, blockColumns * 4),
    ),
  ];
  return {
    name: 'slide',
    parameters: [i32, i32, i32, i32, i32, i32],
    locals: [v128, v128, v128, v128, v128, i32],
    result: i32,
    body: [
      [...op.get(count), ...op.splatOfInteger, ...op.set(share)],
      [...op.get(width), ...op.constant(2), ...op.shiftLeft, ...op.get(sums), ...op.add, ...op.set(end)],
      loopWhile(
        [...op.get(sums), ...op.get(end), ...op.lessThan],
        eachVector((k) => [...op.get(sums), ...op.loadVector(k * 16), ...op.set(vectors[k] as number)]),
        take(entering, op.addVector),
        take(leaving, op.subtractVector),
        eachVector((k) => [
          ...[...op.get(sums), ...op.get(vectors[k] as number), ...op.storeVector(k * 16), ...op.get(out)],
          ...[
            ...op.get(vectors[k] as number),
            ...op.get(share),
            ...op.divideVector,
            ...op.storeVector(k * 16),
          ],
        ]),
        step(sums, blockColumns * 4),
        step(out, blockColumns * 4),
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
