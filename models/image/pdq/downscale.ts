import type { Pixels } from '../decode.ts';
import { kernels, padded, tables } from '../kernels/kernels.ts';
import { stripColumns as stripRows } from '../kernels/picking.ts';
import { pickedOf, pickedStrip, placeReferenceLuma } from './luma.ts';

export const gridSide = 64;

/** Most a line or a strip takes: a padded side of 512. */
const line = 528 * 4;
const strip = line * stripRows;
/** Behind the picked offsets: the lines wanted of either side, then what is worked on, all of it in the cache. */
const wantedColumns = tables + 4096;
const wantedRows = wantedColumns + 512;
const turned = wantedRows + 512;
const filtered = turned + strip;
/** Two strips of lines filtered along: the one before still leaves the sums. */
const ring = filtered + strip;
const sums = ring + 2 * strip;
const both = sums + line;
const samples = both + strip;
const turnedSamples = samples + gridSide * line;

/**
 * The 64x64 grid the reference makes of pixels: luma of the pixels it picks, two passes of a box filter along rows and
 * columns (together a tent), the sample nearest each cell's centre. Running sums are kept in single precision and in
 * the reference's order of additions: the last bits decide hash bits near the median.
 *
 * Sixteen rows at a time go all the way: a decode has filled the cache with other things, and half a million numbers
 * written and read again four times would cost more than adding them up.
 */
export function downscaleReference(pixels: Pixels): Float32Array {
  const { columns, columnsAt, transpose, floats } = kernels();
  const picked = pickedOf(pixels);
  const { columns: width, rows: height } = picked;
  if (width === gridSide && height === gridSide) return unfiltered(pixels);
  const [wide, high] = [padded(width), padded(height)];
  const alongRows = windowOf(width);
  want(wantedColumns, width);
  want(wantedRows, height);
  const stripOf = (y: number): number => ring + (y % (2 * stripRows)) * wide * 4;
  const down = filterDown(wide, height, stripOf, (y) => {
    // Of the second pass only the grid's samples are wanted: 64 of the turned lines, then 64 of theirs.
    transpose(both, turned, wide, stripRows);
    columnsAt(turned, samples + y * 4, stripRows, width, alongRows, wantedColumns, high * 4);
  });
  for (let y = 0; y < height; y += stripRows) {
    pickedStrip(pixels, picked, y, turned);
    columns(turned, filtered, stripRows, width, alongRows);
    transpose(filtered, stripOf(y), stripRows, wide);
    down(Math.min(y + stripRows, height));
  }
  transpose(samples, turnedSamples, high, gridSide);
  columnsAt(turnedSamples, samples, gridSide, height, windowOf(height), wantedRows, gridSide * 4);
  return floats.slice(samples / 4, samples / 4 + gridSide * gridSide);
}

/** Filters down the columns as far as there are lines, `stripRows` of them to `both` at a time. */
function filterDown(
  wide: number,
  height: number,
  lineAt: (y: number) => number,
  each: (firstRow: number) => void,
): (until: number) => void {
  const { floats, slide } = kernels();
  const window = windowOf(height);
  const ahead = ((window + 2) >> 1) - 1;
  floats.fill(0, sums / 4, sums / 4 + wide);
  let right = 0;
  let count = 0;
  return (until) => {
    const last = until === height ? height + ahead : until;
    for (; right < last; right++) {
      const [enters, left, row] = [right < height, right - window, right - ahead];
      if (enters) count++;
      if (left >= 0) count--;
      const slot = Math.max(0, row) % stripRows;
      slide(
        sums,
        enters ? lineAt(right) : 0,
        left >= 0 ? lineAt(left) : 0,
        both + slot * wide * 4,
        wide,
        count,
      );
      if (row >= 0 && (slot === stripRows - 1 || row === height - 1)) each(row - slot);
    }
  };
}

/** Box width of one pass: half a grid cell, rounded up. */
function windowOf(length: number): number {
  return Math.floor((length + 2 * gridSide - 1) / (2 * gridSide));
}

/** The lines nearest the centres of the grid's cells, closed by a number that no line has. */
function want(table: number, length: number): void {
  const { integers } = kernels();
  for (let i = 0; i < gridSide; i++) integers[table / 4 + i] = Math.floor(((i + 0.5) * length) / gridSide);
  integers[table / 4 + gridSide] = 0x7fffffff;
}

/** A luma of the grid's own size is the grid. */
function unfiltered(pixels: Pixels): Float32Array {
  const grid = new Float32Array(gridSide * gridSide);
  const { stride } = placeReferenceLuma(pixels);
  const { floats } = kernels();
  for (let y = 0; y < gridSide; y++)
    grid.set(floats.subarray(y * stride, y * stride + gridSide), y * gridSide);
  return grid;
}
