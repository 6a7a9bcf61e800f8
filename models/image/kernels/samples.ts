import { type Code, type FunctionSource, i32, loopWhile, op, v128 } from '../search/assembler.ts';
import { splat, step } from './filters.ts';

const VECTORS = 4;
const eachVector = (of: (k: number) => Code): Code => Array.from({ length: VECTORS }, (_, i) => of(i)).flat();

/**
 * `combine(from, to, width, lines, first, weights, taps)`: line i of `to` is a weighed sum of `taps` lines of `from`,
 * starting at line `first[i]` (i32), with weights i * taps … (f32). `width` is a multiple of sixteen.
 */
export function combineSource(): FunctionSource {
  const [from, to, width, lines, first, weights, taps] = [0, 1, 2, 3, 4, 5, 6];
  const sums = [7, 8, 9, 10] as const;
  const factor = 11;
  const [line, x, address, weight, stride, end] = [12, 13, 14, 15, 16, 17];
  return {
    name: 'combine',
    parameters: [i32, i32, i32, i32, i32, i32, i32],
    locals: [v128, v128, v128, v128, v128, i32, i32, i32, i32, i32, i32],
    result: i32,
    body: [
      [...op.get(width), ...op.constant(2), ...op.shiftLeft, ...op.set(stride)],
      loopWhile(
        [...op.get(line), ...op.get(lines), ...op.lessThan],
        [...op.get(taps), ...op.constant(2), ...op.shiftLeft, ...op.get(weights), ...op.add, ...op.set(end)],
        [...op.constant(0), ...op.set(x)],
        loopWhile(
          [...op.get(x), ...op.get(stride), ...op.lessThan],
          [...op.get(first), ...op.load32(), ...op.get(stride), ...op.multiply],
          [...op.get(from), ...op.add, ...op.get(x), ...op.add, ...op.set(address)],
          [...op.get(weights), ...op.set(weight)],
          eachVector((k) => [...op.vector(new Array(16).fill(0)), ...op.set(sums[k] as number)]),
          loopWhile(
            [...op.get(weight), ...op.get(end), ...op.lessThan],
            [...op.get(weight), ...op.loadSplat(), ...op.set(factor)],
            eachVector((k) => [
              ...[...op.get(sums[k] as number), ...op.get(factor)],
              ...[...op.get(address), ...op.loadVector(k * 16), ...op.multiplyVector],
              ...[...op.addVector, ...op.set(sums[k] as number)],
            ]),
            step(weight, 4),
            [...op.get(address), ...op.get(stride), ...op.add, ...op.set(address)],
          ),
          [...op.get(to), ...op.get(x), ...op.add, ...op.set(address)],
          eachVector((k) => [...op.get(address), ...op.get(sums[k] as number), ...op.storeVector(k * 16)]),
          step(x, VECTORS * 16),
        ),
        [...op.get(to), ...op.get(stride), ...op.add, ...op.set(to)],
        [...op.get(end), ...op.set(weights)],
        step(first, 4),
        step(line, 1),
      ),
      op.constant(0),
    ],
  };
}

const inner = 64;

/**
 * `product(left, right, out, columns)`: sixteen rows of 64 times a matrix of 64 rows; `columns` is a multiple of 16.
 * Every sum runs in index order in single precision, as in the reference.
 */
export function productSource(): FunctionSource {
  const [left, right, out, columns] = [0, 1, 2, 3];
  const sums = [4, 5, 6, 7] as const;
  const factor = 8;
  const [row, x, k, address, stride] = [9, 10, 11, 12, 13];
  return {
    name: 'product',
    parameters: [i32, i32, i32, i32],
    locals: [v128, v128, v128, v128, v128, i32, i32, i32, i32, i32],
    result: i32,
    body: [
      [...op.get(columns), ...op.constant(2), ...op.shiftLeft, ...op.set(stride)],
      loopWhile(
        [...op.get(row), ...op.constant(16), ...op.lessThan],
        [...op.constant(0), ...op.set(x)],
        loopWhile(
          [...op.get(x), ...op.get(stride), ...op.lessThan],
          eachVector((i) => [...op.vector(new Array(16).fill(0)), ...op.set(sums[i] as number)]),
          [...op.get(right), ...op.get(x), ...op.add, ...op.set(address)],
          [...op.constant(0), ...op.set(k)],
          loopWhile(
            [...op.get(k), ...op.constant(inner * 4), ...op.lessThan],
            [...op.get(left), ...op.get(k), ...op.add, ...op.loadSplat(), ...op.set(factor)],
            eachVector((i) => [
              ...[
                ...op.get(sums[i] as number),
                ...op.get(factor),
                ...op.get(address),
                ...op.loadVector(i * 16),
              ],
              ...[...op.multiplyVector, ...op.addVector, ...op.set(sums[i] as number)],
            ]),
            [...op.get(address), ...op.get(stride), ...op.add, ...op.set(address)],
            step(k, 4),
          ),
          [...op.get(out), ...op.get(x), ...op.add, ...op.set(address)],
          eachVector((i) => [...op.get(address), ...op.get(sums[i] as number), ...op.storeVector(i * 16)]),
          step(x, VECTORS * 16),
        ),
        step(left, inner * 4),
        [...op.get(out), ...op.get(stride), ...op.add, ...op.set(out)],
        step(row, 1),
      ),
      op.constant(0),
    ],
  };
}

/** `gradients(grid, out)`: four partial sums of |trunc((here - next) * 100 / 255)| over a 64 x 64 grid, down and across. */
export function gradientsSource(): FunctionSource {
  const [grid, out] = [0, 1];
  const [down, across, hundred, full] = [2, 3, 4, 5];
  const [y, x, address] = [6, 7, 8];
  const rowBytes = inner * 4;
  const steepness = (next: number): Code => [
    ...[...op.get(address), ...op.loadVector(), ...op.get(address), ...op.loadVector(next)],
    ...[...op.subtractVector, ...op.get(hundred), ...op.multiplyVector],
    ...[...op.get(full), ...op.divideVector, ...op.truncateVector, ...op.absoluteVector],
  ];
  // The last column has no right neighbour.
  const threeLanes = [...new Array(12).fill(255), 0, 0, 0, 0];
  const eachRow = (rows: number, body: Code): Code => [
    ...[...op.constant(0), ...op.set(y), ...op.get(grid), ...op.set(address)],
    ...loopWhile([...op.get(y), ...op.constant(rows), ...op.lessThan], body, step(y, 1)),
  ];
  const vectors = (last: number, body: Code): Code => [
    ...[...op.constant(0), ...op.set(x)],
    ...loopWhile([...op.get(x), ...op.constant(last), ...op.lessThan], body, step(address, 16), step(x, 1)),
  ];
  return {
    name: 'gradients',
    parameters: [i32, i32],
    locals: [v128, v128, v128, v128, i32, i32, i32],
    result: i32,
    body: [
      [...op.vector(splat(100)), ...op.set(hundred), ...op.vector(splat(255)), ...op.set(full)],
      eachRow(
        inner - 1,
        vectors(16, [...op.get(down), ...steepness(rowBytes), ...op.addVector, ...op.set(down)]),
      ),
      eachRow(inner, [
        ...vectors(15, [...op.get(across), ...steepness(4), ...op.addVector, ...op.set(across)]),
        ...[...op.get(across), ...steepness(4), ...op.vector(threeLanes), ...op.andVector],
        ...[...op.addVector, ...op.set(across), ...step(address, 16)],
      ]),
      [...op.get(out), ...op.get(down), ...op.get(across), ...op.addVector, ...op.storeVector()],
      op.constant(0),
    ],
  };
}
