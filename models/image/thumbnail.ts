import type { Frame } from './decode.ts';
import { kernels, plane, tables } from './kernels/kernels.ts';
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
  // Only absurdly wide pictures do not fit the kernel's memory.
  const line =
    channels === 1 || width * channels > plane ? plainLine(data, starts, channels) : colourLine(data, starts);
  for (let row = 0; row < rows; row++) {
    const first = Math.ceil((row * height) / rows);
    const last = Math.ceil(((row + 1) * height) / rows);
    const sums = line(first * width * channels, last - first, width * channels);
    const share = channels / ((last - first) * (channels === 1 ? 1 : 1 << weightBits));
    const out = row * columns;
    for (let x = 0; x < columns; x++)
      luma[out + x] = ((sums[x] as number) * share) / ((starts[x + 1] as number) - (starts[x] as number));
  }
  return { width: columns, height: rows, data: luma };
}

/** Rec. 601 in 1,024ths: a cell holds 8,000 pixels of it, more than a 12-megapixel frame can put into one. */
const weightBits = 10;

/** Sums of one line of cells, taken from `rows` rows of pixels from byte `from` on. */
type Line = (from: number, rows: number, stride: number) => Int32Array;

function colourLine(data: Uint8Array, starts: Int32Array): Line {
  const { bytes, integers, colours } = kernels();
  const count = starts.length - 1;
  const cells = tables + starts.length * 4;
  const sums = integers.subarray(cells / 4, cells / 4 + count);
  integers.set(starts, tables / 4);
  return (from, rows, stride) => {
    sums.fill(0);
    for (let y = 0; y < rows; y++) {
      const at = from + y * stride;
      bytes.set(data.subarray(at, at + stride));
      colours(0, tables, count, cells);
    }
    return sums;
  };
}

function plainLine(data: Uint8Array, starts: Int32Array, channels: 1 | 3): Line {
  const count = starts.length - 1;
  const sums = new Int32Array(count);
  return (from, rows, stride) => {
    sums.fill(0);
    for (let y = 0; y < rows; y++) {
      let at = from + y * stride;
      for (let cell = 0; cell < count; cell++) {
        const end = from + y * stride + (starts[cell + 1] as number);
        let sum = sums[cell] as number;
        if (channels === 1) for (; at < end; at++) sum = (sum + (data[at] as number)) | 0;
        for (; at < end; at += 3)
          sum =
            (sum +
              306 * (data[at] as number) +
              601 * (data[at + 1] as number) +
              117 * (data[at + 2] as number)) |
            0;
        sums[cell] = sum;
      }
    }
    return sums;
  };
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
