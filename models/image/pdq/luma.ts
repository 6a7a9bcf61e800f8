import type { Pixels } from '../decode.ts';
import { kernels, padded, planes, tables } from '../kernels/kernels.ts';
import { stripColumns } from '../kernels/picking.ts';

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

/** Where the reference would look: all pixels, or 512 x 512 by nearest neighbour when either side is larger. */
export type Picked = {
  readonly columns: number;
  readonly rows: number;
  /** First byte of the row of pixels that row `y` is picked from: source row floor(y * height / 512). */
  lineAt(y: number): number;
};

/**
 * Prepares picking: byte offsets of the picked columns of a row of pixels go to `tables`. Sample x of 512 is source
 * column floor(x * width / 512).
 */
export function pickedOf({ width, height, channels }: Pixels): Picked {
  const resized = width > referenceSide || height > referenceSide;
  const columns = resized ? referenceSide : width;
  const rows = resized ? referenceSide : height;
  const { integers } = kernels();
  const at = tables / 4;
  for (let x = 0; x < columns; x++) integers[at + x] = Math.floor((x * width) / columns) * channels;
  // Kernels work on fours: what stands beyond the last is picked, too.
  integers.fill(0, at + columns, at + columns + 4);
  return { columns, rows, lineAt: (y) => Math.floor((y * height) / rows) * width * channels };
}

/**
 * Places the luma of the pixels the reference would look at, in single precision at every step. The third plane is
 * used on the way.
 */
export function placeReferenceLuma(pixels: Pixels): PlacedLuma {
  const { width, channels, data } = pixels;
  const { columns, rows, lineAt } = pickedOf(pixels);
  const stride = padded(columns);
  const { bytes, integers, floats, pick } = kernels();
  const line = width * channels;
  for (let y = 0; y < rows; y++) {
    const from = lineAt(y);
    if (channels === 1) {
      for (let x = 0; x < columns; x++)
        floats[y * stride + x] = data[from + (integers[tables / 4 + x] as number)] as number;
    } else {
      bytes.set(data.subarray(from, from + line), planes[2]);
      pick(planes[2], tables, columns, planes[0] + y * stride * 4);
    }
  }
  return { width: columns, height: rows, stride };
}

/** Rows of a frame that lie in the first plane while they are picked. */
const rowsAtOnce = 4;

/** Luma of up to sixteen picked rows from `y` on, each a column of the strip at byte `strip`. */
export function pickedStrip(pixels: Pixels, picked: Picked, y: number, strip: number): void {
  const { width, channels, data } = pixels;
  const { columns, rows, lineAt } = picked;
  const { bytes, floats, integers, pickTurned } = kernels();
  const line = width * channels;
  const last = Math.min(y + stripColumns, rows);
  for (let row = y; row < last; row += channels === 1 ? 1 : rowsAtOnce) {
    const column = strip + (row - y) * 4;
    if (channels === 1) {
      const from = lineAt(row);
      for (let x = 0; x < columns; x++)
        floats[column / 4 + x * stripColumns] = data[from + (integers[tables / 4 + x] as number)] as number;
      continue;
    }
    for (let k = 0; k < rowsAtOnce && row + k < last; k++) {
      const from = lineAt(row + k);
      bytes.set(data.subarray(from, from + line), planes[0] + k * line);
    }
    pickTurned(planes[0], line, tables, columns, column);
  }
}
