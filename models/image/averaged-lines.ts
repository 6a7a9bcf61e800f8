import type { Frame } from './decode.ts';
import { kernels, memoryBytes } from './kernels/kernels.ts';
import { stackedRows } from './kernels/pixels.ts';

/** How many cells a frame is averaged into so that neither side exceeds `side`; never more than it has pixels. */
export function averagedSize(
  { width, height }: Frame,
  side: number,
): { readonly width: number; readonly height: number } {
  const scale = Math.min(1, side / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Takes line `row` of the averages: as many single-precision numbers as there are cells, from byte `at` on. */
export type EachLine = (row: number, at: number) => void;

/**
 * Rec. 601 luma of a frame averaged down to `averagedSize`, line by line in the kernels' memory, of which everything
 * from byte `work` on (a multiple of sixteen, at least 700 kB) is used.
 */
export function averagedLines(frame: Frame, side: number, work: number, each: EachLine): void {
  const { channels, data } = frame;
  const { width: columns, height: rows } = averagedSize(frame, side);
  // Where each cell's pixels begin; one more entry closes the last.
  const starts = Int32Array.from({ length: columns + 1 }, (_, cell) =>
    Math.ceil((cell * frame.width) / columns),
  );
  const line = channels === 1 ? plainLine(data, starts, work) : colourLine(data, starts, work);
  for (let row = 0; row < rows; row++) {
    const first = Math.ceil((row * frame.height) / rows);
    const last = Math.ceil(((row + 1) * frame.height) / rows);
    line(first * frame.width * channels, last - first);
    each(row, work);
  }
}

/** Rec. 601 in 1,024ths: a cell holds 8,000 pixels of it, more than a 12-megapixel frame can put into one. */
const weightBits = 10;

/** Averages one line of cells from `rows` rows of pixels, byte `from` on, into the place for it. */
type Line = (from: number, rows: number) => void;

/** In this order: the averages, what each cell is, luma's running sums, stacked rows, and as many rows as fit. */
function colourLine(data: Uint8Array, starts: Int32Array, work: number): Line {
  const { bytes, integers, floats, weigh, stack, weighStack, running, gather, mean } = kernels();
  const count = starts.length - 1;
  const pixels = starts[count] as number;
  const stride = pixels * 3;
  const room = (count + 4) & ~3;
  const [means, bounds, cells, sizes] = [0, 4, 8, 12].map((each) => work + room * each) as [
    number,
    number,
    number,
    number,
  ];
  const share = work + room * 20;
  const sums = share + 16;
  const stacked = sums + ((pixels * 4 + 47) & ~15);
  const pile = stacked + ((stride * 2 + 63) & ~15);
  const most = Math.min(stackedRows, Math.floor((memoryBytes - pile - 16) / stride));
  const doubles = new Float64Array(bytes.buffer);
  for (let cell = 0; cell <= count; cell++) integers[bounds / 4 + cell] = (starts[cell] as number) * 4;
  for (let cell = 0; cell < count; cell++)
    doubles[sizes / 8 + cell] = ((starts[cell + 1] as number) - (starts[cell] as number)) * 3;
  // A zero before the first, for the cell that begins there.
  const line = integers.subarray(sums / 4, sums / 4 + 1 + pixels);
  floats.fill(0, means / 4, means / 4 + room);
  return (from, rows) => {
    line.fill(0);
    for (let y = 0; y < rows; y += most) {
      const these = Math.min(most, rows - y);
      bytes.set(data.subarray(from + y * stride, from + (y + these) * stride), pile);
      if (these === 1) weigh(pile, pixels, sums + 4);
      else {
        stack(pile, stride, these, stacked);
        weighStack(stacked, pixels, sums + 4);
      }
    }
    running(sums + 4, pixels);
    doubles[share / 8] = 3 / (rows * (1 << weightBits));
    gather(sums, bounds, count, cells);
    mean(cells, sizes, count, share, means);
  };
}

function plainLine(data: Uint8Array, starts: Int32Array, work: number): Line {
  const { floats } = kernels();
  const count = starts.length - 1;
  const width = starts[count] as number;
  const sums = new Int32Array(count);
  return (from, rows) => {
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
      floats[work / 4 + x] =
        ((sums[x] as number) * (1 / rows)) / ((starts[x + 1] as number) - (starts[x] as number));
  };
}
