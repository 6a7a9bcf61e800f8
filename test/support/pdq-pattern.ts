import type { Pixels } from '../../models/image/decode.ts';
import { seeded } from './random.ts';

/** Smooth blobs, edges and noise by integer-friendly arithmetic: the same bytes on every machine. */
export function patternPixels(seed: number, width: number, height: number, channels: 1 | 3): Pixels {
  const random = seeded(seed);
  const data = new Uint8Array(width * height * channels);
  const centres = Array.from({ length: 6 }, () => ({
    x: random.whole(0, width),
    y: random.whole(0, height),
    reach: random.whole(3, Math.max(4, width)),
    level: random.whole(-160, 160),
  }));
  const grain = random.whole(0, 40);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let level = 128;
      for (const { x: cx, y: cy, reach, level: amount } of centres) {
        const distance = Math.abs(x - cx) + Math.abs(y - cy);
        if (distance < reach) level += Math.trunc((amount * (reach - distance)) / reach);
      }
      for (let c = 0; c < channels; c++)
        data[(y * width + x) * channels + c] = Math.max(
          0,
          Math.min(255, level + c * 9 + random.whole(-grain, grain)),
        );
    }
  }
  return { width, height, channels, data };
}
