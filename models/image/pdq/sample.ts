import { gridSide } from './downscale.ts';
import type { Luma } from './luma.ts';

/** A rectangle in the luma's own pixels; fractions are welcome. */
export type Rectangle = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/**
 * Where the reference's filter really samples, as a share of a cell: at 512 its even box windows lean half a pixel
 * forward in each of two passes, and it picks the pixel after the cell centre; together 0.1875 of a cell.
 */
const lean = 0.1875;

/**
 * A 64x64 grid of any rectangle of a thumbnail as the reference would see it at full size: a tent of half-width
 * half a cell around the leaning centre, separable, weights normalised at the edges.
 */
export function sampleGrid(luma: Luma, area: Rectangle): Float32Array {
  const columns = taps(area.x, area.width, luma.width);
  const rows = taps(area.y, area.height, luma.height);
  const narrow = new Float32Array(gridSide * luma.height);
  const top = rows.first[0] as number;
  const bottom = (rows.first[gridSide - 1] as number) + rows.count;
  for (let y = top; y < Math.min(luma.height, bottom); y++) {
    const row = y * luma.width;
    for (let i = 0; i < gridSide; i++) {
      const first = row + (columns.first[i] as number);
      let sum = 0;
      for (let t = 0; t < columns.count; t++) {
        sum += (columns.weight[i * columns.count + t] as number) * (luma.data[first + t] ?? 0);
      }
      narrow[y * gridSide + i] = sum;
    }
  }
  const grid = new Float32Array(gridSide * gridSide);
  for (let j = 0; j < gridSide; j++) {
    for (let t = 0; t < rows.count; t++) {
      const weight = rows.weight[j * rows.count + t] as number;
      if (weight === 0) continue;
      const from = ((rows.first[j] as number) + t) * gridSide;
      const to = j * gridSide;
      for (let i = 0; i < gridSide; i++) {
        grid[to + i] = (grid[to + i] as number) + weight * (narrow[from + i] as number);
      }
    }
  }
  return grid;
}

type Taps = { readonly count: number; readonly first: Int32Array; readonly weight: Float32Array };

function taps(start: number, length: number, limit: number): Taps {
  const cell = length / gridSide;
  // A tent narrower than a pixel would miss all of them: then it degrades to linear interpolation.
  const half = Math.max(1, cell / 2);
  const count = Math.ceil(2 * half) + 1;
  const first = new Int32Array(gridSide);
  const weight = new Float32Array(gridSide * count);
  for (let i = 0; i < gridSide; i++) {
    const centre = Math.min(limit - 0.5, Math.max(0.5, start + (i + 0.5 + lean) * cell));
    const from = Math.max(0, Math.ceil(centre - half - 0.5));
    first[i] = from;
    let total = 0;
    for (let t = 0; t < count && from + t < limit; t++) {
      const value = Math.max(0, 1 - Math.abs(from + t + 0.5 - centre) / half);
      weight[i * count + t] = value;
      total += value;
    }
    for (let t = 0; t < count; t++) weight[i * count + t] = (weight[i * count + t] as number) / total;
  }
  return { count, first, weight };
}
