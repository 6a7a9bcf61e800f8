import type { Pixels } from '../decode.ts';
import { kernels, padded, planes, tables } from '../kernels/kernels.ts';

/** Side over which the reference first resizes by nearest neighbour, aspect ignored. */
export const referenceSide = 512;

export type Luma = { readonly width: number; readonly height: number; readonly data: Float32Array };

/** A luma in the kernels' first plane, lines `stride` values apart: for what measures it there, before anything else. */
export type PlacedLuma = { readonly width: number; readonly height: number; readonly stride: number };

/** Copies a luma into the kernels' first plane. At most 512 x 512. */
export function placeLuma({ width, height, data }: Luma): PlacedLuma {
  const { floats } = kernels();
  const stride = padded(width);
  for (let y = 0; y < height; y++) floats.set(data.subarray(y * width, (y + 1) * width), y * stride);
  return { width, height, stride };
}

/**
 * Places the luma of the pixels the reference would look at: all of them, or a 512x512 nearest-neighbour pick when
 * either side is larger. Sample x of 512 is source column floor(x * width / 512). Single precision at every step. The
 * third plane is used on the way.
 */
export function placeReferenceLuma(pixels: Pixels): PlacedLuma {
  const { width, height, channels, data } = pixels;
  const resized = width > referenceSide || height > referenceSide;
  const columns = resized ? referenceSide : width;
  const rows = resized ? referenceSide : height;
  const stride = padded(columns);
  const { bytes, integers, floats, pick } = kernels();
  const offsets = integers.subarray(tables / 4, tables / 4 + columns);
  for (let x = 0; x < columns; x++) offsets[x] = Math.floor((x * width) / columns) * channels;
  // It works on fours: what stands beyond the last is picked, too.
  integers.fill(0, tables / 4 + columns, tables / 4 + columns + 4);
  const line = width * channels;
  for (let y = 0; y < rows; y++) {
    const from = Math.floor((y * height) / rows) * line;
    if (channels === 1) {
      for (let x = 0; x < columns; x++)
        floats[y * stride + x] = data[from + (offsets[x] as number)] as number;
    } else {
      bytes.set(data.subarray(from, from + line), planes[2]);
      pick(planes[2], tables, columns, planes[0] + y * stride * 4);
    }
  }
  return { width: columns, height: rows, stride };
}
