import type { Frame } from './decode.ts';
import type { Luma } from './pdq/luma.ts';

/** Longest side of the luma everything coarse is measured on: views, blankness, text share. */
export const thumbnailSide = 512;

/** Rec. 601 luma of a frame averaged down so that neither side exceeds `side`; never enlarged. */
export function thumbnailOf(frame: Frame, side: number = thumbnailSide): Luma {
  const { width, height, channels, data } = frame;
  const scale = Math.min(1, side / Math.max(width, height));
  const columns = Math.max(1, Math.round(width * scale));
  const rows = Math.max(1, Math.round(height * scale));
  const sums = new Float32Array(columns * rows);
  const columnOf = new Int32Array(width);
  const perColumn = new Int32Array(columns);
  const perRow = new Int32Array(rows);
  for (let x = 0; x < width; x++) {
    const column = Math.min(columns - 1, Math.floor((x * columns) / width));
    columnOf[x] = column;
    perColumn[column] = (perColumn[column] as number) + 1;
  }
  for (let y = 0; y < height; y++) {
    const row = Math.min(rows - 1, Math.floor((y * rows) / height));
    perRow[row] = (perRow[row] as number) + 1;
    let at = y * width * channels;
    const base = row * columns;
    for (let x = 0; x < width; x++, at += channels) {
      const to = base + (columnOf[x] as number);
      const value =
        channels === 1
          ? (data[at] as number)
          : 0.299 * (data[at] as number) +
            0.587 * (data[at + 1] as number) +
            0.114 * (data[at + 2] as number);
      sums[to] = (sums[to] as number) + value;
    }
  }
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const at = y * columns + x;
      sums[at] = (sums[at] as number) / ((perRow[y] as number) * (perColumn[x] as number));
    }
  }
  return { width: columns, height: rows, data: sums };
}
