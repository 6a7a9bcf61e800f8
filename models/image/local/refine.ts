import type { Gradients, Outline } from './edges.ts';
import { type Affine, mapped } from './geometry.ts';

/**
 * Draws a roughly placed outline onto the edges under it: each outline point looks along its own direction for the
 * strongest fitting edge, and the map moves to meet them (point-to-line least squares, damped so that few or bad
 * edges cannot drag it away). `reaches` are the distances looked at, in picture pixels, one round each.
 */
export function refinePlace(
  outline: Outline,
  start: Affine,
  picture: Gradients,
  reaches: readonly number[],
): Affine {
  let map = start;
  for (const reach of reaches) map = step(outline, map, picture, reach) ?? map;
  return map;
}

const unknowns = 6;

function step({ edges }: Outline, map: Affine, picture: Gradients, reach: number): Affine | undefined {
  const matrix = new Float64Array(unknowns * unknowns);
  const right = new Float64Array(unknowns);
  const determinant = map[0] * map[4] - map[1] * map[3];
  const row = new Float64Array(unknowns);
  let met = 0;
  let span = 0;
  for (let i = 0; i < edges.length; i += 4) {
    const [ex, ey] = [edges[i] as number, edges[i + 1] as number];
    const [x, y] = mapped(map, ex, ey);
    const rawX = (map[4] * (edges[i + 2] as number) - map[3] * (edges[i + 3] as number)) / determinant;
    const rawY = (-map[1] * (edges[i + 2] as number) + map[0] * (edges[i + 3] as number)) / determinant;
    const length = Math.hypot(rawX, rawY);
    const [nx, ny] = [rawX / length, rawY / length];
    const shift = nearestEdge(picture, x, y, nx, ny, reach);
    if (shift === undefined) continue;
    met++;
    span = Math.max(span, Math.abs(ex), Math.abs(ey));
    row[0] = nx * ex;
    row[1] = nx * ey;
    row[2] = nx;
    row[3] = ny * ex;
    row[4] = ny * ey;
    row[5] = ny;
    for (let a = 0; a < unknowns; a++) {
      const weight = row[a] as number;
      right[a] = (right[a] as number) + weight * shift;
      for (let b = a; b < unknowns; b++)
        matrix[a * unknowns + b] = (matrix[a * unknowns + b] as number) + weight * (row[b] as number);
    }
  }
  // The other half is the same mirrored.
  for (let a = 1; a < unknowns; a++)
    for (let b = 0; b < a; b++) matrix[a * unknowns + b] = matrix[b * unknowns + a] as number;
  if (met < 12) return undefined;
  // Damping: turning and stretching cost in proportion to how far out they are felt.
  for (let a = 0; a < unknowns; a++)
    matrix[a * unknowns + a] =
      (matrix[a * unknowns + a] as number) + met * (a % 3 === 2 ? 0.01 : 0.01 * span * span);
  const change = solve(matrix, right);
  return change && (map.map((value, k) => value + (change[k] as number)) as unknown as Affine);
}

/** Signed distance to the strongest edge of fitting direction within `reach`; nearer ones weigh more. */
function nearestEdge(
  picture: Gradients,
  x: number,
  y: number,
  nx: number,
  ny: number,
  reach: number,
): number | undefined {
  let best = 60;
  let at: number | undefined;
  for (let shift = -reach; shift <= reach; shift++) {
    const column = Math.round(x + nx * shift);
    const row = Math.round(y + ny * shift);
    if (column < 0 || row < 0 || column >= picture.width || row >= picture.height) continue;
    const cell = row * picture.width + column;
    const along = Math.abs((picture.x[cell] as number) * nx + (picture.y[cell] as number) * ny);
    if (along < (picture.strength[cell] as number) * 0.8) continue;
    const value = along * (1 - Math.abs(shift) / (2 * reach + 2));
    if (value > best) {
      best = value;
      at = shift;
    }
  }
  return at;
}

/** Gaussian elimination with pivoting; undefined when singular. */
function solve(matrix: Float64Array, right: Float64Array): Float64Array | undefined {
  const n = right.length;
  const value = (row: number, column: number): number => matrix[row * n + column] as number;
  for (let column = 0; column < n; column++) {
    let pivot = column;
    for (let row = column + 1; row < n; row++)
      if (Math.abs(value(row, column)) > Math.abs(value(pivot, column))) pivot = row;
    if (Math.abs(value(pivot, column)) < 1e-9) return undefined;
    for (let k = 0; k < n; k++) {
      const swap = value(column, k);
      matrix[column * n + k] = value(pivot, k);
      matrix[pivot * n + k] = swap;
    }
    const swap = right[column] as number;
    right[column] = right[pivot] as number;
    right[pivot] = swap;
    for (let row = 0; row < n; row++) {
      if (row === column) continue;
      const factor = value(row, column) / value(column, column);
      for (let k = column; k < n; k++) matrix[row * n + k] = value(row, k) - factor * value(column, k);
      right[row] = (right[row] as number) - factor * (right[column] as number);
    }
  }
  return right.map((entry, row) => entry / value(row, row));
}
