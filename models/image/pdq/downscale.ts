import { kernels, padded, planes } from '../kernels/kernels.ts';
import type { PlacedLuma } from './luma.ts';

export const gridSide = 64;

/**
 * Two passes of a box filter along rows and columns (together a tent), then the sample nearest each cell centre of a
 * 64x64 grid. Running sums are kept in single precision and in the reference's order of additions: the last bits
 * decide hash bits near the median. Rows are filtered as the columns of the turned picture, where sixteen sums run at
 * once. The luma lies in the kernels' first plane, at most 512 x 512 pixels.
 */
export function downscaleReference({ width, height, stride: wide }: PlacedLuma): Float32Array {
  const { floats, columns, transpose } = kernels();
  if (width === gridSide && height === gridSide) return unfiltered(wide);
  const high = padded(height);
  const [alongRows, alongColumns] = [windowOf(width), windowOf(height)];
  const [a, b, c] = planes;
  transpose(a, b, wide, high);
  columns(b, c, high, width, alongRows);
  transpose(c, a, high, wide);
  columns(a, b, wide, height, alongColumns);
  transpose(b, a, wide, high);
  columns(a, c, high, width, alongRows);
  // Of the second pass only the 64 x 64 samples are wanted, so only 64 of the turned picture's lines go on.
  for (let j = 0; j < gridSide; j++) {
    const from = c / 4 + Math.floor(((j + 0.5) * width) / gridSide) * high;
    floats.copyWithin(a / 4 + j * high, from, from + high);
  }
  transpose(a, b, high, gridSide);
  columns(b, c, gridSide, height, alongColumns);
  const grid = new Float32Array(gridSide * gridSide);
  for (let i = 0; i < gridSide; i++) {
    const from = c / 4 + Math.floor(((i + 0.5) * height) / gridSide) * gridSide;
    grid.set(floats.subarray(from, from + gridSide), i * gridSide);
  }
  return grid;
}

/** Box width of one pass: half a grid cell, rounded up. */
function windowOf(length: number): number {
  return Math.floor((length + 2 * gridSide - 1) / (2 * gridSide));
}

/** A luma of the grid's own size is the grid. */
function unfiltered(stride: number): Float32Array {
  const grid = new Float32Array(gridSide * gridSide);
  const { floats } = kernels();
  for (let y = 0; y < gridSide; y++)
    grid.set(floats.subarray(y * stride, y * stride + gridSide), y * gridSide);
  return grid;
}
