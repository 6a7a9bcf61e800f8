import type { Luma } from './pdq/luma.ts';

/**
 * Sharpness 0-100 by re-blurring (the perceptual blur measure of Crété et al. 2007): a picture that loses little
 * variation when blurred once more was blurred already. Independent of content and brightness; a photo straight from
 * a camera reads 50-80, one blurred beyond use under 30.
 */
export function sharpnessOf(luma: Luma): number {
  const across = retained(luma, 1, luma.width, luma.height, luma.width);
  const down = retained(luma, luma.width, luma.height, luma.width, 1);
  return Math.round(100 * (1 - Math.max(across, down)) * 10) / 10;
}

const reach = 4;

/** Share of the variation along one axis that survives a 9-tap box blur along it; 1 for a flat picture. */
function retained({ data }: Luma, step: number, length: number, lines: number, lineStep: number): number {
  let before = 0;
  let lost = 0;
  for (let line = 0; line < lines; line++) {
    const start = line * lineStep;
    let sum = 0;
    for (let i = 0; i <= 2 * reach && i < length; i++) sum += data[start + i * step] as number;
    let blurredBefore = sum / (2 * reach + 1);
    for (let i = reach + 1; i + reach < length; i++) {
      sum += (data[start + (i + reach) * step] as number) - (data[start + (i - reach - 1) * step] as number);
      const blurred = sum / (2 * reach + 1);
      const change = Math.abs((data[start + i * step] as number) - (data[start + (i - 1) * step] as number));
      // Differences of a grey level or two are sensor noise, which would pass for sharpness.
      if (change > 3) {
        before += change;
        lost += Math.max(0, change - Math.abs(blurred - blurredBefore));
      }
      blurredBefore = blurred;
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
  const counts = new Int32Array(256);
  for (let i = 0; i < data.length; i++) {
    const bin = Math.min(255, Math.round(data[i] as number));
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
