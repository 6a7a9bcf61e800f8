import type { Frame } from './decode.ts';
import { kernels, plane, planes, tables } from './kernels/kernels.ts';
import { stackedRows } from './kernels/pixels.ts';
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
  // Where each cell's bytes begin; one more entry closes the last.
  const starts = new Int32Array(columns + 1);
  for (let column = 1; column <= columns; column++)
    starts[column] = Math.ceil((column * width) / columns) * channels;
  const luma = new Float32Array(columns * rows);
  const line = channels === 1 ? plainLine(data, starts, luma) : colourLine(data, starts, luma);
  for (let row = 0; row < rows; row++) {
    const first = Math.ceil((row * height) / rows);
    const last = Math.ceil(((row + 1) * height) / rows);
    line(first * width * channels, last - first, row * columns);
  }
  return { width: columns, height: rows, data: luma };
}

/** Rec. 601 in 1,024ths: a cell holds 8,000 pixels of it, more than a 12-megapixel frame can put into one. */
const weightBits = 10;

/** Averages one line of cells from `rows` rows of pixels, byte `from` on, into the luma at `out`. */
type Line = (from: number, rows: number, out: number) => void;

/**
 * Rows of pixels in the first plane (as many as fit: five of the widest picture there is, 65,535), their sums in the
 * second, luma's running sums in the third; tables hold what each cell is.
 */
function colourLine(data: Uint8Array, starts: Int32Array, luma: Float32Array): Line {
  const { bytes, integers, floats, weigh, stack, weighStack, running, gather, mean } = kernels();
  const count = starts.length - 1;
  const stride = starts[count] as number;
  const pixels = stride / 3;
  const room = (count + 4) & ~3;
  const [cells, means] = [tables + room * 4, tables + room * 8];
  const [sizes, share] = [tables + room * 12, tables + room * 20];
  const [stacked, sums] = [planes[1], planes[2]];
  const most = Math.min(stackedRows, Math.floor(plane / stride));
  const doubles = new Float64Array(bytes.buffer);
  for (let cell = 0; cell <= count; cell++) integers[tables / 4 + cell] = ((starts[cell] as number) / 3) * 4;
  for (let cell = 0; cell < count; cell++)
    doubles[sizes / 8 + cell] = (starts[cell + 1] as number) - (starts[cell] as number);
  // A zero before the first, for the cell that begins there.
  const line = integers.subarray(sums / 4, sums / 4 + 1 + pixels);
  const row = floats.subarray(means / 4, means / 4 + count);
  return (from, rows, out) => {
    line.fill(0);
    for (let y = 0; y < rows; y += most) {
      const these = Math.min(most, rows - y);
      bytes.set(data.subarray(from + y * stride, from + (y + these) * stride));
      if (these === 1) weigh(0, pixels, sums + 4);
      else {
        stack(0, stride, these, stacked);
        weighStack(stacked, pixels, sums + 4);
      }
    }
    running(sums + 4, pixels);
    doubles[share / 8] = 3 / (rows * (1 << weightBits));
    gather(sums, tables, count, cells);
    mean(cells, sizes, count, share, means);
    luma.set(row, out);
  };
}

function plainLine(data: Uint8Array, starts: Int32Array, luma: Float32Array): Line {
  const count = starts.length - 1;
  const width = starts[count] as number;
  const sums = new Int32Array(count);
  return (from, rows, out) => {
    sums.fill(0);
    for (let y = 0; y < rows; y++) {
      let at = from + y * width;
      for (let cell = 0; cell < count; cell++) {
        const end = from + y * width + (starts[cell + 1] as number);
        let sum = sums[cell] as number;
        for (; at < end; at++) sum = (sum + (data[at] as number)) | 0;
        sums[cell] = sum;
      }
    }
    for (let x = 0; x < count; x++)
      luma[out + x] =
        ((sums[x] as number) * (1 / rows)) / ((starts[x + 1] as number) - (starts[x] as number));
  };
}

/** The luma to cut views from: halved when that still leaves about `viewsSide`, so that small pictures keep theirs. */
export function viewsLuma(thumbnail: Luma): Luma {
  return Math.max(thumbnail.width, thumbnail.height) >= viewsSide * 1.75 ? halved(thumbnail) : thumbnail;
}

/** Half the size, by averaging two by two; an odd last row or column is left out. */
function halved({ width, height, data }: Luma): Luma {
  const { floats, quarter } = kernels();
  const [columns, rows] = [width >> 1, height >> 1];
  if (columns === 0 || rows === 0) return { width, height, data };
  const out = new Float32Array(columns * rows);
  const line = floats.subarray(plane / 4, plane / 4 + columns);
  floats.set(data);
  for (let y = 0; y < rows; y++) {
    quarter(2 * y * width * 4, width * 4, columns, plane);
    out.set(line, y * columns);
  }
  return { width: columns, height: rows, data: out };
}
