import type { Luma } from './pdq/luma.ts';

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
function retainedAcross({ width, height, data }: Luma): number {
  let before = 0;
  let lost = 0;
  for (let y = 0; y < height; y += lineStep) {
    const start = y * width;
    let left = data[start + reach] as number;
    for (let x = reach + 1; x + reach < width; x++) {
      // The blurred line's step is the difference of what enters and what leaves the box.
      const step = (data[start + x + reach] as number) - (data[start + x - reach - 1] as number);
      const here = data[start + x] as number;
      const change = Math.abs(here - left);
      left = here;
      if (change <= noise) continue;
      before += change;
      lost += Math.max(0, change - Math.abs(step) / taps);
    }
  }
  return before === 0 ? 1 : 1 - lost / before;
}

/** The same down the columns, row by row so that memory is read in order. */
function retainedDown({ width, height, data }: Luma): number {
  let before = 0;
  let lost = 0;
  for (let y = reach + 1; y + reach < height; y++) {
    const row = y * width;
    const enter = row + reach * width;
    const leave = row - (reach + 1) * width;
    for (let x = 0; x < width; x += lineStep) {
      const change = Math.abs((data[row + x] as number) - (data[row + x - width] as number));
      if (change <= noise) continue;
      before += change;
      lost += Math.max(
        0,
        change - Math.abs((data[enter + x] as number) - (data[leave + x] as number)) / taps,
      );
    }
  }
  return before === 0 ? 1 : 1 - lost / before;
}

export type Tone = {
  /** Shannon entropy of the luma histogram in bits, 0-8. */
  readonly entropy: number;
  /** Nothing to see: practically every pixel has one tone. */
  readonly blank: boolean;
};

/** How much there is to see at all. */
export function toneOf({ data }: Luma): Tone {
  // Luma never exceeds 255.5.
  const counts = new Int32Array(257);
  for (let i = 0; i < data.length; i++) {
    const bin = ((data[i] as number) + 0.5) | 0;
    counts[bin] = (counts[bin] as number) + 1;
  }
  let entropy = 0;
  let peak = 0;
  for (let bin = 0; bin < 256; bin++) {
    const share = (counts[bin] as number) / data.length;
    if (share > 0) entropy -= share * Math.log2(share);
    if ((counts[bin] as number) > (counts[peak] as number)) peak = bin;
  }
  let near = 0;
  for (let bin = Math.max(0, peak - 8); bin <= Math.min(255, peak + 8); bin++) near += counts[bin] as number;
  return { entropy: Math.round(entropy * 100) / 100, blank: near / data.length > 0.995 };
}
