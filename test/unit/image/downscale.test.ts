import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { decodeFrame, type Pixels, releaseFrame } from '../../../models/image/decode.ts';
import { openImage } from '../../../models/image/guard.ts';
import { downscaleReference, gridSide } from '../../../models/image/pdq/downscale.ts';
import { sceneJpeg } from '../../support/image-corpus.ts';
import { seeded } from '../../support/random.ts';

const { fround } = Math;

/** The filter as the reference writes it: every line one after the other, single precision, running sums. */
function boxed(values: Float32Array, start: number, step: number, length: number, window: number): number[] {
  const ahead = (window + 2) >> 1;
  const out: number[] = [];
  let sum = 0;
  let count = 0;
  for (let right = 0; right < length + ahead - 1; right++) {
    if (right < length) {
      sum = fround(sum + (values[start + right * step] as number));
      count++;
    }
    if (right >= window) {
      sum = fround(sum - (values[start + (right - window) * step] as number));
      count--;
    }
    if (right >= ahead - 1) out.push(fround(sum / count));
  }
  return out;
}

function plainGrid({ width: w, height: h, channels, data }: Pixels): Float32Array {
  const resized = w > 512 || h > 512;
  const [width, height] = resized ? [512, 512] : [w, h];
  const weights = [0.299, 0.587, 0.114].map(fround);
  const luma = Float32Array.from({ length: width * height }, (_, i) => {
    const [x, y] = [Math.floor(((i % width) * w) / width), Math.floor((Math.floor(i / width) * h) / height)];
    const at = (y * w + x) * channels;
    if (channels === 1) return data[at] as number;
    const [r, g, b] = weights.map((weight, k) => fround(weight * (data[at + k] as number)));
    return fround(fround((r as number) + (g as number)) + (b as number));
  });
  const windowOf = (length: number): number => Math.floor((length + 127) / 128);
  for (let pass = 0; pass < 2; pass++) {
    for (let y = 0; y < height; y++) luma.set(boxed(luma, y * width, 1, width, windowOf(width)), y * width);
    for (let x = 0; x < width; x++)
      for (const [y, value] of boxed(luma, x, width, height, windowOf(height)).entries())
        luma[y * width + x] = value;
  }
  return Float32Array.from({ length: gridSide * gridSide }, (_, at) => {
    const [i, j] = [Math.floor(at / gridSide), at % gridSide];
    const row = Math.floor(((i + 0.5) * height) / gridSide);
    return luma[row * width + Math.floor(((j + 0.5) * width) / gridSide)] as number;
  });
}

const side = fc.oneof(fc.integer({ min: 5, max: 140 }), fc.integer({ min: 500, max: 560 }));

describe('the grid a fingerprint is made of', () => {
  test.prop([side, side, fc.constantFrom(1, 3), fc.integer()], { numRuns: 40 })(
    'equals the plain filter bit for bit at any size',
    (width, height, channels, seed) => {
      const random = seeded(seed);
      const data = Uint8Array.from({ length: width * height * channels }, () => random.whole(0, 255));
      const pixels: Pixels = { width, height, channels: channels === 1 ? 1 : 3, data };
      if (width === gridSide && height === gridSide) return;
      expect(downscaleReference(pixels)).toEqual(plainGrid(pixels));
    },
  );

  it('a frame that was released holds no pixels any more', async () => {
    const image = openImage(await sceneJpeg(3, { width: 300, height: 200 }));
    if (!image.ok) throw new Error(image.error.code);
    const decoded = await decodeFrame(image);
    if (!decoded.ok) throw new Error(decoded.error.code);
    expect(decoded.frame.data.length).toBe(300 * 200 * 3);
    releaseFrame(decoded.frame);
    expect(decoded.frame.data.length).toBe(0);
  });
});
