import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { codePlaces } from '../../../models/image/code-places.ts';
import type { Frame } from '../../../models/image/decode.ts';
import { greyLevels } from '../../../models/image/grey-levels.ts';

const side = 1000;

/** A calm ground with a checked square: modules of `module` pixels, `count` a side, at (300, 200). */
function frameWith(module: number, count: number, channels: 1 | 3 = 3): Frame {
  const data = new Uint8Array(side * side * channels).fill(200);
  for (let y = 0; y < module * count; y++)
    for (let x = 0; x < module * count; x++)
      if ((Math.floor(x / module) * 7 + Math.floor(y / module) * 13) % 3 === 0)
        for (let c = 0; c < channels; c++) data[((y + 200) * side + x + 300) * channels + c] = 40;
  return { width: side, height: side, channels, data, originalWidth: side, originalHeight: side };
}

describe('where a code may be', () => {
  it.each([2, 3, 5, 9, 20, 30])('modules of %i pixels are found at one of the sizes', (module) => {
    for (const channels of [1, 3] as const) {
      const extent = module * 22;
      const covered = greyLevels(frameWith(module, 22, channels), 1200).some((level) => {
        const scale = level.width / side;
        return codePlaces(level).some(
          ({ x, y, width, height }) =>
            x <= 300 * scale &&
            y <= 200 * scale &&
            x + width >= (300 + extent) * scale &&
            y + height >= (200 + extent) * scale,
        );
      });
      expect(covered).toBe(true);
    }
  });

  it('places lie inside the picture, whatever its shape', () => {
    for (const [width, height] of [
      [1200, 20],
      [3, 900],
      [1, 1],
      [47, 333],
    ] as const) {
      const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 7919) & 255);
      const frame = {
        width,
        height,
        channels: 3 as const,
        data,
        originalWidth: width,
        originalHeight: height,
      };
      for (const level of greyLevels(frame, 1200))
        for (const place of codePlaces(level)) {
          expect(place.x + place.width).toBeLessThanOrEqual(level.width);
          expect(place.y + place.height).toBeLessThanOrEqual(level.height);
        }
    }
  });

  it('a calm picture and one crossed by long edges have no place', async () => {
    const ground = { create: { width: side, height: side, channels: 3 as const, background: '#dddddd' } };
    const bar = { create: { width: 4, height: side, channels: 3 as const, background: '#101010' } };
    const line = await sharp(bar).png().toBuffer();
    const { data } = await sharp(ground)
      .composite([
        { input: line, left: 100, top: 0 },
        { input: line, left: 640, top: 0 },
      ])
      .removeAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const frame = {
      width: side,
      height: side,
      channels: 3 as const,
      data,
      originalWidth: side,
      originalHeight: side,
    };
    expect(
      greyLevels(frame, 1200)
        .slice(0, 2)
        .flatMap((level) => codePlaces(level)),
    ).toEqual([]);
  });
});
