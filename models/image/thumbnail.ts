import type { Frame } from './decode.ts';
import type { Luma } from './pdq/luma.ts';

/** Longest side of the luma everything coarse is measured on: views, blankness, text share. */
export const thumbnailSide = 512;
/** The views need less: four pixels a cell. */
export const viewsSide = 256;

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
    addRow(sums.subarray(row * columns, (row + 1) * columns), data, y * width * channels, channels, columnOf);
  }
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const at = y * columns + x;
      sums[at] = (sums[at] as number) / ((perRow[y] as number) * (perColumn[x] as number));
    }
  }
  return { width: columns, height: rows, data: sums };
}

/** Adds one row's luma to its cells; the cells' sums stay in a register while the cell does not change. */
function addRow(
  cells: Float32Array,
  data: Uint8Array,
  start: number,
  channels: number,
  columnOf: Int32Array,
): void {
  const green = channels === 1 ? 0 : 1;
  const blue = channels === 1 ? 0 : 2;
  let at = start;
  let cell = 0;
  let sum = 0;
  for (let x = 0; x < columnOf.length; x++, at += channels) {
    const next = columnOf[x] as number;
    if (next !== cell) {
      cells[cell] = (cells[cell] as number) + sum;
      sum = 0;
      cell = next;
    }
    sum +=
      0.299 * (data[at] as number) +
      0.587 * (data[at + green] as number) +
      0.114 * (data[at + blue] as number);
  }
  cells[cell] = (cells[cell] as number) + sum;
}

/** The luma to cut views from: halved when that still leaves about `viewsSide`, so that small pictures keep theirs. */
export function viewsLuma(thumbnail: Luma): Luma {
  return Math.max(thumbnail.width, thumbnail.height) >= viewsSide * 1.75 ? halved(thumbnail) : thumbnail;
}

/** Half the size, by averaging two by two; an odd last row or column is left out. */
function halved({ width, height, data }: Luma): Luma {
  const columns = Math.max(1, width >> 1);
  const rows = Math.max(1, height >> 1);
  const out = new Float32Array(columns * rows);
  const right = width > 1 ? 1 : 0;
  const down = height > 1 ? width : 0;
  for (let y = 0; y < rows; y++) {
    for (let x = 0; x < columns; x++) {
      const at = 2 * y * width + 2 * x;
      out[y * columns + x] =
        ((data[at] as number) +
          (data[at + right] as number) +
          (data[at + down] as number) +
          (data[at + down + right] as number)) /
        4;
    }
  }
  return { width: columns, height: rows, data: out };
}
