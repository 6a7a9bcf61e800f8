import type { Luma } from './luma.ts';

const { fround } = Math;
export const gridSide = 64;

/**
 * Two passes of a box filter along rows and columns (together a tent), then the sample nearest each cell centre of a
 * 64x64 grid. Running sums are kept in single precision and in the reference's order of additions: the last bits
 * decide hash bits near the median.
 */
export function downscaleReference(luma: Luma): Float32Array {
  const { width, height } = luma;
  if (width === gridSide && height === gridSide) return luma.data.slice();
  const a = luma.data.slice();
  const b = new Float32Array(a.length);
  const alongRows = windowOf(width);
  const alongColumns = windowOf(height);
  for (let pass = 0; pass < 2; pass++) {
    boxRows(a, b, width, height, alongRows);
    boxColumns(b, a, width, height, alongColumns);
  }
  const grid = new Float32Array(gridSide * gridSide);
  for (let i = 0; i < gridSide; i++) {
    const row = Math.floor(((i + 0.5) * height) / gridSide) * width;
    for (let j = 0; j < gridSide; j++) {
      grid[i * gridSide + j] = a[row + Math.floor(((j + 0.5) * width) / gridSide)] as number;
    }
  }
  return grid;
}

/** Box width of one pass: half a grid cell, rounded up. */
function windowOf(length: number): number {
  return Math.floor((length + 2 * gridSide - 1) / (2 * gridSide));
}

function boxRows(from: Float32Array, to: Float32Array, width: number, height: number, window: number): void {
  const ahead = (window + 2) >> 1;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    let right = row;
    let left = row;
    let out = row;
    let sum = 0;
    let count = 0;
    // Fill the part of the window that lies ahead, then grow, slide, and shrink at the end.
    for (let i = 1; i < ahead; i++, count++) sum = fround(sum + (from[right++] as number));
    for (let i = ahead; i <= window; i++) {
      sum = fround(sum + (from[right++] as number));
      count++;
      to[out++] = fround(sum / count);
    }
    for (let i = window; i < width; i++) {
      sum = fround(sum + (from[right++] as number));
      sum = fround(sum - (from[left++] as number));
      to[out++] = fround(sum / count);
    }
    for (let i = 1; i < ahead; i++) {
      sum = fround(sum - (from[left++] as number));
      count--;
      to[out++] = fround(sum / count);
    }
  }
}

/** The same filter down the columns, all columns side by side so that memory is read in order. */
function boxColumns(
  from: Float32Array,
  to: Float32Array,
  width: number,
  height: number,
  window: number,
): void {
  const ahead = (window + 2) >> 1;
  const sums = new Float32Array(width);
  let count = 0;
  for (let bottom = 0; bottom < height + ahead - 1; bottom++) {
    const entering = bottom < height;
    const top = bottom - window;
    if (entering) count++;
    if (top >= 0) count--;
    const out = (bottom - ahead + 1) * width;
    const enter = bottom * width;
    const leave = top * width;
    if (entering && top >= 0 && out >= 0) {
      for (let x = 0; x < width; x++) {
        const grown = fround((sums[x] as number) + (from[enter + x] as number));
        const sum = fround(grown - (from[leave + x] as number));
        sums[x] = sum;
        to[out + x] = fround(sum / count);
      }
      continue;
    }
    if (entering) for (let x = 0; x < width; x++) sums[x] = (sums[x] as number) + (from[enter + x] as number);
    if (top >= 0) for (let x = 0; x < width; x++) sums[x] = (sums[x] as number) - (from[leave + x] as number);
    if (out >= 0) for (let x = 0; x < width; x++) to[out + x] = (sums[x] as number) / count;
  }
}
