import type { Grey } from './opencv.ts';

/** A part of a mark that is compared by itself: its place, mean and standard deviation. */
export type InkCell = {
  readonly x: number;
  readonly y: number;
  readonly mean: number;
  readonly spread: number;
};

/** A mark's ink freed of broad tone, cut into cells about as large as a letter of a word. */
export type InkCells = {
  readonly width: number;
  readonly height: number;
  /** One of its pixels in pixels of the reference. */
  readonly ratio: number;
  readonly fine: Float32Array;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly cells: readonly InkCell[];
  /** Ink much wider than high, or higher than wide: a row of letters, which another mark may share. */
  readonly row: boolean;
};

/** Sides of a cell, in pixels of the mark in small: a letter of a word is 12-20 wide there. */
const cellSides = [14, 24] as const;
/** Ink and ground mixed less than this tell nothing (variance of ink, 0-1). */
const leastMixed = 0.0465;
/** Half-width of the square whose mean is taken away: half a letter, so that shading and the edges of goods go, strokes stay. */
const broad = 4;
const leastRow = 1.7;

export function inkCellsOf({ grey, ratio }: { readonly grey: Grey; readonly ratio: number }): InkCells {
  const { width, height } = grey;
  const ink = Float32Array.from(grey.data, (value) => value / 255);
  const fine = withoutBroadTone(ink, width, height);
  const side = Math.max(cellSides[0], Math.min(cellSides[1], width, height));
  const [cellWidth, cellHeight] = [Math.min(side, width), Math.min(side, height)];
  const cells: InkCell[] = [];
  for (const y of stepsOver(height, cellHeight))
    for (const x of stepsOver(width, cellWidth)) {
      const within = (values: Float32Array) => toneOf(values, width, x, y, cellWidth, cellHeight);
      if (within(ink).variance < leastMixed) continue;
      const { mean, variance } = within(fine);
      cells.push({ x, y, mean, spread: Math.sqrt(variance) });
    }
  return { width, height, ratio, fine, cellWidth, cellHeight, cells, row: isRow(grey) };
}

/** What is left of a picture when the mean of the square around each pixel is taken away. */
export function withoutBroadTone(values: Float32Array, width: number, height: number): Float32Array {
  const sums = new Float64Array((width + 1) * (height + 1));
  for (let y = 0; y < height; y++) {
    let line = 0;
    for (let x = 0; x < width; x++) {
      line += values[y * width + x] as number;
      sums[(y + 1) * (width + 1) + x + 1] = (sums[y * (width + 1) + x + 1] as number) + line;
    }
  }
  const fine = new Float32Array(values.length);
  for (let y = 0; y < height; y++) {
    const top = Math.max(0, y - broad) * (width + 1);
    const bottom = Math.min(height, y + broad + 1) * (width + 1);
    for (let x = 0; x < width; x++) {
      const left = Math.max(0, x - broad);
      const right = Math.min(width, x + broad + 1);
      const sum =
        (sums[bottom + right] as number) -
        (sums[bottom + left] as number) -
        (sums[top + right] as number) +
        (sums[top + left] as number);
      const pixels = ((bottom - top) / (width + 1)) * (right - left);
      fine[y * width + x] = (values[y * width + x] as number) - sum / pixels;
    }
  }
  return fine;
}

/** Starts of cells over a length: they overlap by a half and end where it ends. */
function stepsOver(length: number, cell: number): number[] {
  if (length <= cell) return [0];
  const last = Math.max(1, Math.ceil((length - cell) / (cell / 2)));
  return Array.from({ length: last + 1 }, (_, i) => Math.round((i * (length - cell)) / last));
}

function toneOf(
  values: Float32Array,
  stride: number,
  left: number,
  top: number,
  width: number,
  height: number,
): { mean: number; variance: number } {
  let sum = 0;
  let squares = 0;
  for (let y = top; y < top + height; y++)
    for (let x = left; x < left + width; x++) {
      const value = values[y * stride + x] as number;
      sum += value;
      squares += value * value;
    }
  const count = width * height;
  return { mean: sum / count, variance: squares / count - (sum / count) ** 2 };
}

function isRow({ width, height, data }: Grey): boolean {
  let [left, top, right, bottom] = [width, height, 0, 0];
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      if ((data[y * width + x] as number) < 128) continue;
      [left, right] = [Math.min(left, x), Math.max(right, x + 1)];
      [top, bottom] = [Math.min(top, y), Math.max(bottom, y + 1)];
    }
  const [wide, high] = [right - left, bottom - top];
  return Math.max(wide, high) >= leastRow * Math.min(wide, high);
}
