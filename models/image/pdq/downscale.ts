import { kernels, padded, planes } from '../kernels/kernels.ts';
import type { Luma } from './luma.ts';

export const gridSide = 64;

/**
 * Two passes of a box filter along rows and columns (together a tent), then the sample nearest each cell centre of a
 * 64x64 grid. Running sums are kept in single precision and in the reference's order of additions: the last bits
 * decide hash bits near the median. Rows are filtered as the columns of the turned picture, where sixteen sums run at
 * once. At most 512 x 512 pixels.
 */
export function downscaleReference(luma: Luma): Float32Array {
  const { width, height, data } = luma;
  if (width === gridSide && height === gridSide) return data.slice();
  const { floats, columns, transpose } = kernels();
  const [wide, high] = [padded(width), padded(height)];
  const [alongRows, alongColumns] = [windowOf(width), windowOf(height)];
  const [a, b, c] = planes;
  if (wide === width) floats.set(data);
  else for (let y = 0; y < height; y++) floats.set(data.subarray(y * width, (y + 1) * width), y * wide);
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
