import { kernels, plane, tables } from './kernels/kernels.ts';
import type { Luma } from './pdq/luma.ts';
import type { Region } from './region.ts';

/**
 * Sharpness 0-100 by re-blurring (the perceptual blur measure of Crété et al. 2007): a picture that loses little
 * variation when blurred once more was blurred already. Independent of content and brightness; a photo straight from
 * a camera reads 50-80, one blurred beyond use under 30.
 */
export function sharpnessOf(luma: Luma): number {
  return Math.round(100 * (1 - Math.max(retainedAcross(luma), retainedDown(luma))) * 10) / 10;
}

/** Half-width of the box that blurs once more. */
const reach = 4;
const taps = 2 * reach + 1;
/** Every second line says as much as all of them. */
const lineStep = 2;
/** Differences of a grey level or two are sensor noise, which would pass for sharpness. */
const noise = 3;

/** Share of the variation along rows that survives a 9-tap box blur along them; 1 for a flat picture. */
function retainedAcross(luma: Luma): number {
  const { width, height } = luma;
  const lines: Span[] = [];
  for (let y = 0; y < height; y += lineStep)
    lines.push({ from: y * width + reach + 1, count: width - 2 * reach - 1 });
  return retained(luma, lines, 1, 1);
}

/** The same down the columns. */
function retainedDown(luma: Luma): number {
  const { width, height } = luma;
  const lines: Span[] = [];
  for (let y = reach + 1; y + reach < height; y++) lines.push({ from: y * width, count: width });
  return retained(luma, lines, width, lineStep);
}

/** Values of the luma that lie side by side: from an index on. */
type Span = { readonly from: number; readonly count: number };

/**
 * Over every `each`-th value of the spans: how much of its change since the value `apart` before it survives the blur.
 * The blurred line's step is the difference of what enters and what leaves the box.
 */
function retained({ data }: Luma, spans: readonly Span[], apart: number, each: 1 | 2): number {
  const { floats, integers, variation } = kernels();
  const [ahead, behind] = [reach * apart, (reach + 1) * apart];
  const [mask, noiseAt, tapsAt, out] = [tables, tables + 16, tables + 20, tables + 32];
  floats.set(data);
  integers.set([-1, each === 2 ? 0 : -1, -1, each === 2 ? 0 : -1], mask / 4);
  floats.set([noise, taps], noiseAt / 4);
  let before = 0;
  let lost = 0;
  for (const { from, count } of spans) {
    const inFours = Math.max(0, count & ~3);
    variation(from * 4, inFours, -apart * 4, ahead * 4, -behind * 4, mask, noiseAt, tapsAt, out);
    for (let lane = 0; lane < 4; lane++) {
      before += floats[out / 4 + lane] as number;
      lost += floats[out / 4 + 4 + lane] as number;
    }
    for (let at = from + inFours; at < from + count; at += each) {
      const change = Math.abs((data[at] as number) - (data[at - apart] as number));
      if (change <= noise) continue;
      const stepped = Math.abs((data[at + ahead] as number) - (data[at - behind] as number));
      before += change;
      lost += Math.max(0, change - stepped / taps);
    }
  }
  return before === 0 ? 1 : 1 - lost / before;
}

export type Tone = {
  /** Shannon entropy of the luma histogram in bits, 0-8. */
  readonly entropy: number;
  /** Nothing to see: practically every pixel has one tone, or one pale tone shades into another. */
  readonly blank: boolean;
};

/** Grey levels that an empty ground shades over. */
const shading = 40;
/** Grey levels from the ground by which a pixel belongs to a thing, and the least share of the area a thing takes. */
const standingOut = 32;
const leastThing = 0.0004;

/**
 * How much there is to see at all; `still` says that no pixel differs from its neighbour by more than noise does. A ring
 * or a needle on an even ground is little and clear; lettering (`lines`) on one is a shop's name on an empty picture.
 */
export function toneOf(luma: Luma, still: boolean, lines: readonly Region[] = []): Tone {
  const { data } = luma;
  const counts = histogramOf(data);
  let entropy = 0;
  let peak = 0;
  for (let bin = 0; bin < 256; bin++) {
    const share = (counts[bin] as number) / data.length;
    if (share > 0) entropy -= share * Math.log2(share);
    if ((counts[bin] as number) > (counts[peak] as number)) peak = bin;
  }
  let near = 0;
  for (let bin = Math.max(0, peak - 8); bin <= Math.min(255, peak + 8); bin++) near += counts[bin] as number;
  const even = near / data.length > 0.995;
  const blank =
    (even && thingsOn(luma, peak, lines) < leastThing * data.length) ||
    (still && rangeOf(counts, data.length) <= shading);
  return { entropy: Math.round(entropy * 100) / 100, blank };
}

/** Pixels that clearly differ from the ground, lettering left out. */
function thingsOn({ width, data }: Luma, ground: number, lines: readonly Region[]): number {
  let count = 0;
  for (let at = 0; at < data.length; at++) {
    if (Math.abs((data[at] as number) - ground) < standingOut) continue;
    const [x, y] = [at % width, Math.floor(at / width)];
    const lettering = lines.some(
      (line) => x >= line.x && y >= line.y && x < line.x + line.width && y < line.y + line.height,
    );
    if (!lettering) count++;
  }
  return count;
}

/** Grey levels between the darkest and the lightest half percent. */
function rangeOf(counts: Int32Array, total: number): number {
  const end = (from: number, step: 1 | -1): number => {
    let bin = from;
    for (let seen = counts[bin] as number; seen < total * 0.005; seen += counts[bin] as number) bin += step;
    return bin;
  };
  return end(255, -1) - end(0, 1);
}

/** How many values round to each byte; luma never exceeds 255.5. */
function histogramOf(data: Float32Array): Int32Array {
  const { bytes, floats, integers, round, histogram } = kernels();
  floats.set(data);
  round(0, data.length, plane);
  const four = integers.subarray(tables / 4, tables / 4 + 4 * 256).fill(0);
  const inFours = data.length & ~3;
  histogram(plane, inFours, tables);
  for (let i = inFours; i < data.length; i++) {
    const value = bytes[plane + i] as number;
    four[value] = (four[value] as number) + 1;
  }
  return four
    .slice(0, 256)
    .map(
      (count, i) => count + (four[256 + i] as number) + (four[512 + i] as number) + (four[768 + i] as number),
    );
}
