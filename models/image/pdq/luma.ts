import type { Pixels } from '../decode.ts';
import { kernels, plane, tables } from '../kernels/kernels.ts';

/** Side over which the reference first resizes by nearest neighbour, aspect ignored. */
export const referenceSide = 512;

export type Luma = { readonly width: number; readonly height: number; readonly data: Float32Array };

/**
 * Luma of the pixels the reference would look at: all of them, or a 512x512 nearest-neighbour pick when either side
 * is larger. Sample x of 512 is source column floor(x * width / 512). Single precision at every step.
 */
export function referenceLuma(pixels: Pixels): Luma {
  const { width, height, channels, data } = pixels;
  const resized = width > referenceSide || height > referenceSide;
  const columns = resized ? referenceSide : width;
  const rows = resized ? referenceSide : height;
  const luma = new Float32Array(columns * rows);
  const offsets = new Int32Array(columns);
  for (let x = 0; x < columns; x++) offsets[x] = Math.floor((x * width) / columns) * channels;
  const rowAt = (y: number): number => Math.floor((y * height) / rows) * width * channels;
  if (channels === 1) {
    for (let y = 0, out = 0; y < rows; y++)
      for (let x = 0; x < columns; x++) luma[out++] = data[rowAt(y) + (offsets[x] as number)] as number;
    return { width: columns, height: rows, data: luma };
  }
  const { bytes, integers, floats, pick } = kernels();
  const stride = width * channels;
  integers.fill(0, tables / 4, tables / 4 + referenceSide);
  integers.set(offsets, tables / 4);
  const picked = floats.subarray(plane / 4, plane / 4 + columns);
  for (let y = 0; y < rows; y++) {
    const at = rowAt(y);
    bytes.set(data.subarray(at, at + stride));
    pick(0, tables, columns, plane);
    luma.set(picked, y * columns);
  }
  return { width: columns, height: rows, data: luma };
}
