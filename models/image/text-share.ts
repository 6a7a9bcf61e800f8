import { type Blob, blobsOf, type Surroundings, surroundingsOf } from './blobs.ts';
import type { Luma } from './pdq/luma.ts';
import type { Region } from './region.ts';

/**
 * How much of a picture is lettering, without reading it: glyph-like blobs (dark on light and light on dark, found
 * against their surroundings) that stand in lines. A line needs three blobs of like height and footing, close together.
 */
export type TextEstimate = {
  /** Share of the picture's area inside text lines, 0-1. */
  readonly share: number;
  /** The lines, in the luma's pixels. */
  readonly lines: readonly Region[];
};

/** Side of the surroundings a glyph is seen against. */
const window = 31;
const contrastFloor = 18;
/** How far a pixel stands out at least to be ink. */
const inkFloor = contrastFloor * 0.7;
/** The ground's spread against the ink's contrast; the calmer and the livelier neighbouring strip against the line. */
const groundCalm = 0.22;
const calmerStrip = 0.25;
const livelierStrip = 0.7;
/** Leading belongs to lettering: each line counts this share of its height more above and below. */
const leading = 0.2;

/** Estimates lettering on a thumbnail (about 512 pixels a side; print under 7 pixels high there is not seen). */
export function textShareOf(luma: Luma): TextEstimate {
  const local = surroundingsOf(luma, window);
  const blobs = blobsOf(luma, local, inkFloor).filter((blob) => glyphLike(blob, luma));
  const dark = blobs.filter((blob) => blob.dark);
  const light = blobs.filter((blob) => !blob.dark);
  const lines = [...linesOf(luma, local, dark, 1), ...linesOf(luma, local, light, -1)];
  return { share: Math.round((areaOf(luma, lines) / (luma.width * luma.height)) * 1000) / 1000, lines };
}

/** Pixels that the lines take with their leading, each counted once. */
function areaOf({ width, height }: Luma, lines: readonly Region[]): number {
  const covered = new Uint8Array(lines.length > 0 ? width * height : 0);
  let count = 0;
  for (const line of lines) {
    const extra = Math.round(line.height * leading);
    const bottom = Math.min(height, line.y + line.height + extra);
    for (let y = Math.max(0, line.y - extra); y < bottom; y++) {
      for (let at = y * width + line.x; at < y * width + line.x + line.width; at++) {
        count += 1 - (covered[at] as number);
        covered[at] = 1;
      }
    }
  }
  return count;
}

function linesOf(luma: Luma, local: Surroundings, blobs: Blob[], polarity: 1 | -1): Region[] {
  blobs.sort((a, b) => a.left - b.left);
  const lines: Region[] = [];
  for (let i = 0; i < blobs.length; i++) {
    const seed = blobs[i] as Blob;
    if (seed.used) continue;
    const chain = chainFrom(seed, blobs, i);
    if (!lineLike(chain)) continue;
    const left = Math.min(...chain.map((blob) => blob.left));
    const top = Math.min(...chain.map((blob) => blob.top));
    const right = Math.max(...chain.map((blob) => blob.right));
    const bottom = Math.max(...chain.map((blob) => blob.bottom));
    const line = { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
    if (!printed(luma, local, line, polarity)) continue;
    for (const blob of chain) blob.used = true;
    lines.push(line);
  }
  return lines;
}

function glyphLike(blob: Blob, luma: Luma): boolean {
  const width = blob.right - blob.left + 1;
  const height = blob.bottom - blob.top + 1;
  const longest = Math.max(luma.width, luma.height);
  const fill = blob.area / (width * height);
  return (
    height >= 4 &&
    height <= longest * 0.2 &&
    width <= height * 8 &&
    width >= height * 0.08 &&
    blob.area >= 6 &&
    fill > 0.12 &&
    fill < 0.97 &&
    blob.contrast / blob.area > contrastFloor
  );
}

/** Walks to the right from blob to blob while the next stands on the same line, near, and is of like height. */
function chainFrom(seed: Blob, blobs: readonly Blob[], index: number): Blob[] {
  const chain = [seed];
  let last = seed;
  for (let i = index + 1; i < blobs.length; i++) {
    const next = blobs[i] as Blob;
    const height = last.bottom - last.top + 1;
    if (next.left > last.right + height * 1.5) break;
    if (next.used) continue;
    const nextHeight = next.bottom - next.top + 1;
    const ratio = nextHeight / height;
    const overlap = Math.min(last.bottom, next.bottom) - Math.max(last.top, next.top) + 1;
    if (ratio > 0.45 && ratio < 2.2 && overlap > Math.min(height, nextHeight) * 0.6) {
      chain.push(next);
      if (next.right > last.right) last = next;
    }
  }
  return chain;
}

/** Print repeats itself: like heights, one footing, alike in strength; speckle and foliage do not. */
function lineLike(chain: readonly Blob[]): boolean {
  const width = Math.max(...chain.map((b) => b.right)) - Math.min(...chain.map((b) => b.left)) + 1;
  const heights = chain.map((b) => b.bottom - b.top + 1);
  const mean = heights.reduce((a, b) => a + b, 0) / heights.length;
  const wide = chain.some((b) => b.right - b.left + 1 > (b.bottom - b.top + 1) * 2.5);
  if (chain.length < 3 && !(chain.length === 2 && wide && mean >= 6)) return false;
  if (width < mean * 2 || ofOneKind(chain)) return false;
  const strengths = chain.map((b) => b.contrast / b.area);
  const strength = strengths.reduce((a, b) => a + b, 0) / strengths.length;
  return (
    spread(heights) < mean * 0.4 &&
    Math.min(spread(chain.map((b) => b.bottom)), spread(chain.map((b) => b.top))) < mean * 0.3 &&
    spread(strengths) < strength * 0.4
  );
}

/** Fewest things in a row that tell whether all are of one kind, and the height from which their widths are sure. */
const leastRow = 4;
const wideEnough = 24;

/**
 * A row of one thing again and again, as buttons or bottles stand, is no print: letters and characters differ in ink by a
 * seventh and more, and, large, in width (measured: goods up to 0.01, print from 0.13 on).
 */
function ofOneKind(chain: readonly Blob[]): boolean {
  if (chain.length < leastRow) return false;
  const share = (values: readonly number[]): number =>
    (spread(values) * values.length) / values.reduce((a, b) => a + b, 0);
  const heights = chain.map((b) => b.bottom - b.top + 1);
  const widths = chain.map((b) => b.right - b.left + 1);
  if (share(chain.map((b) => b.area)) < 0.06) return true;
  return Math.max(...heights) >= wideEnough && share(widths) < 0.07 && share(heights) < 0.15;
}

function spread(values: readonly number[]): number {
  const average = values.reduce((a, b) => a + b, 0) / values.length;
  return Math.sqrt(values.reduce((a, b) => a + (b - average) ** 2, 0) / values.length);
}

/**
 * Print has ink and a calm ground: what is not ink in the line varies little against the ink's contrast, and the rows
 * just above and below the line are calmer than the line. Water, leaves and trusses fail both.
 */
function printed(luma: Luma, local: Surroundings, line: Region, polarity: 1 | -1): boolean {
  const { width, height, data } = luma;
  let ground = 0;
  let groundSquares = 0;
  let groundCount = 0;
  let ink = 0;
  let inkCount = 0;
  for (let y = line.y; y < line.y + line.height; y++) {
    for (let x = line.x; x < line.x + line.width; x++) {
      const value = data[y * width + x] as number;
      const standing = polarity * ((local.mean[y * local.stride + x] as number) - value);
      if (standing > inkFloor) {
        ink += value;
        inkCount++;
      } else if (standing < 0) {
        ground += value;
        groundSquares += value * value;
        groundCount++;
      }
    }
  }
  if (inkCount === 0 || groundCount < inkCount * 0.4) return false;
  const groundMean = ground / groundCount;
  const groundSpread = Math.sqrt(Math.max(0, groundSquares / groundCount - groundMean ** 2));
  const contrast = Math.abs(groundMean - ink / inkCount);
  if (groundSpread > contrast * groundCalm) return false;
  const inside = unrest(luma, line, line.y, line.y + line.height);
  const gap = Math.max(1, Math.round(line.height / 8));
  const above = unrest(luma, line, Math.max(0, line.y - gap - 1), line.y - 1);
  const below = unrest(
    luma,
    line,
    line.y + line.height + 1,
    Math.min(height, line.y + line.height + gap + 1),
  );
  return Math.min(above, below) < inside * calmerStrip && Math.max(above, below) < inside * livelierStrip;
}

/** Mean horizontal change over rows [from, to) of a line's span; 0 outside the picture. */
function unrest({ width, data }: Luma, line: Region, from: number, to: number): number {
  let sum = 0;
  let count = 0;
  for (let y = from; y < to; y++) {
    for (let x = line.x + 1; x < line.x + line.width; x++) {
      sum += Math.abs((data[y * width + x] as number) - (data[y * width + x - 1] as number));
      count++;
    }
  }
  return count === 0 ? 0 : sum / count;
}
