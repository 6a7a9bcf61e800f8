import type { Luma } from './pdq/luma.ts';
import type { Region } from './region.ts';

/** A line counts as border when it is one tone: its spread and its distance from the outermost line stay below. */
const flatSpread = 7;
const sameTone = 12;
/** A border wider than this share of a side is no border but a white-background photo. */
const widestBorder = 0.3;

type Lines = { readonly mean: Float32Array; readonly spread: Float32Array };

/** Mean and standard deviation of every row and column. */
function profile(luma: Luma): { rows: Lines; columns: Lines } {
  const { width, height, data } = luma;
  const rows = { mean: new Float32Array(height), spread: new Float32Array(height) };
  const columns = { mean: new Float32Array(width), spread: new Float32Array(width) };
  for (let y = 0; y < height; y++) {
    let sum = 0;
    let squares = 0;
    for (let x = 0; x < width; x++) {
      const value = data[y * width + x] as number;
      sum += value;
      squares += value * value;
      columns.mean[x] = (columns.mean[x] as number) + value;
      columns.spread[x] = (columns.spread[x] as number) + value * value;
    }
    rows.mean[y] = sum / width;
    rows.spread[y] = deviation(squares, sum, width);
  }
  for (let x = 0; x < width; x++) {
    const sum = columns.mean[x] as number;
    columns.spread[x] = deviation(columns.spread[x] as number, sum, height);
    columns.mean[x] = sum / height;
  }
  return { rows, columns };
}

function deviation(squares: number, sum: number, count: number): number {
  return Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
}

/** How many lines from the start (or, reversed, the end) are one flat tone. */
function flatRun(lines: Lines, fromEnd: boolean): number {
  const length = lines.mean.length;
  const at = (i: number): number => (fromEnd ? length - 1 - i : i);
  const tone = lines.mean[at(0)] as number;
  const limit = Math.floor(length * widestBorder);
  let run = 0;
  while (
    run < limit &&
    (lines.spread[at(run)] as number) < flatSpread &&
    Math.abs((lines.mean[at(run)] as number) - tone) < sameTone
  )
    run++;
  return run;
}

/** The picture without its one-tone border, or undefined when there is none. In the luma's pixels. */
export function trimmedBorder(luma: Luma): Region | undefined {
  const first = profile(luma);
  const top = flatRun(first.rows, false);
  const bottom = flatRun(first.rows, true);
  const left = flatRun(first.columns, false);
  const right = flatRun(first.columns, true);
  if (top + bottom + left + right === 0) return undefined;
  const width = luma.width - left - right;
  const height = luma.height - top - bottom;
  return width < 16 || height < 16 ? undefined : { x: left, y: top, width, height };
}

/** Lines at which a stuck-on banner may end, best guess first; empty when the picture shows none. */
export type Seams = { readonly top: readonly number[]; readonly bottom: readonly number[] };

const narrowestBanner = 0.04;
const widestBanner = 0.4;
/** Share of a banner's line that its own ground takes, under any lettering. */
const groundShare = 0.3;
const groundTone = 10;

/**
 * Where banners would begin, by two signs: how far the ground tone of the outermost line goes on, and the line at which
 * most pixels change at once.
 */
export function bannerSeams(luma: Luma): Seams {
  const { width, height, data } = luma;
  const changes = new Float32Array(height);
  for (let y = 1; y + 1 < height; y++) {
    let count = 0;
    // Across two lines: averaging down may have split a sharp edge between them.
    for (let x = 0; x < width; x++)
      if (Math.abs((data[(y + 1) * width + x] as number) - (data[(y - 1) * width + x] as number)) > 14)
        count++;
    changes[y] = count;
  }
  const top = [groundRun(luma, false), strongest(changes, narrowestBanner, widestBanner, width)];
  const bottom = [
    height - groundRun(luma, true),
    strongest(changes, 1 - widestBanner, 1 - narrowestBanner, width),
  ];
  return { top: plausible(top, height), bottom: plausible(bottom, height) };
}

function plausible(lines: readonly number[], height: number): number[] {
  const kept: number[] = [];
  for (const line of lines) {
    const share = Math.min(line, height - line) / height;
    if (share < narrowestBanner || share > widestBanner) continue;
    if (kept.every((other) => Math.abs(other - line) > height * 0.012)) kept.push(line);
  }
  return kept;
}

/** Number of lines from one end in which the outermost line's commonest tone still takes a good share. */
function groundRun({ width, height, data }: Luma, fromEnd: boolean): number {
  const lineAt = (i: number): number => (fromEnd ? height - 1 - i : i) * width;
  const counts = new Int32Array(32);
  for (let x = 0; x < width; x++) {
    const bin = Math.min(31, (data[lineAt(1) + x] as number) >> 3);
    counts[bin] = (counts[bin] as number) + 1;
  }
  const tone = counts.indexOf(counts.reduce((a, b) => Math.max(a, b))) * 8 + 4;
  let run = 0;
  while (run < height) {
    let ground = 0;
    const line = lineAt(run);
    for (let x = 0; x < width; x++) if (Math.abs((data[line + x] as number) - tone) <= groundTone) ground++;
    if (ground < width * groundShare) break;
    run++;
  }
  return run;
}

function strongest(changes: Float32Array, from: number, to: number, across: number): number {
  let best = 0;
  let most = across * 0.3;
  for (let y = Math.floor(changes.length * from); y < changes.length * to; y++) {
    const change = changes[y] as number;
    if (change > most) {
      most = change;
      best = y;
    }
  }
  return best;
}
