import type { Luma } from './pdq/luma.ts';
import type { Region } from './region.ts';

/** A line counts as border when it is one tone: its spread and its distance from the outermost line stay below. */
const flatSpread = 7;
const sameTone = 12;
/** A border wider than this share of a side is no border but a white-background photo. */
const widestBorder = 0.3;

/** Mean and standard deviation of a row or column: `count` values `apart` from one another. */
type Tone = { readonly mean: number; readonly spread: number };

function toneOf(data: Float32Array, from: number, count: number, apart: number): Tone {
  let sum = 0;
  let squares = 0;
  for (let i = 0, at = from; i < count; i++, at += apart) {
    const value = data[at] as number;
    sum += value;
    squares += value * value;
  }
  return { mean: sum / count, spread: Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2)) };
}

/** How many lines from one end are one flat tone; `line` measures the i-th from there. */
function flatRun(length: number, line: (i: number) => Tone): number {
  const limit = Math.floor(length * widestBorder);
  let outermost: number | undefined;
  for (let run = 0; run < limit; run++) {
    const { mean, spread } = line(run);
    outermost ??= mean;
    if (spread >= flatSpread || Math.abs(mean - outermost) >= sameTone) return run;
  }
  return limit;
}

/** The picture without its one-tone border, or undefined when there is none. In the luma's pixels. */
export function trimmedBorder({ width, height, data }: Luma): Region | undefined {
  const row = (y: number): Tone => toneOf(data, y * width, width, 1);
  const column = (x: number): Tone => toneOf(data, x, height, width);
  const top = flatRun(height, row);
  const bottom = flatRun(height, (i) => row(height - 1 - i));
  const left = flatRun(width, column);
  const right = flatRun(width, (i) => column(width - 1 - i));
  if (top + bottom + left + right === 0) return undefined;
  const within = { x: left, y: top, width: width - left - right, height: height - top - bottom };
  return within.width < 16 || within.height < 16 ? undefined : within;
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
    for (let above = (y - 1) * width, end = y * width; above < end; above++)
      count += Math.abs((data[above + 2 * width] as number) - (data[above] as number)) > 14 ? 1 : 0;
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
