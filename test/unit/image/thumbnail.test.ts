import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../models/image/decode.ts';
import { thumbnailOf, viewsLuma } from '../../../models/image/thumbnail.ts';
import { seeded } from '../../support/random.ts';

function frameOf(width: number, height: number, channels: 1 | 3, seed: number): Frame {
  const random = seeded(seed);
  const data = Uint8Array.from({ length: width * height * channels }, () => random.whole(0, 255));
  return { width, height, channels, data, originalWidth: width, originalHeight: height };
}

/** Every pixel looked up, cell by cell. */
function slowly({ width, height, channels, data }: Frame, columns: number, rows: number): number[] {
  const luma = (x: number, y: number): number => {
    const at = (y * width + x) * channels;
    if (channels === 1) return data[at] as number;
    const [red, green, blue] = [data[at] as number, data[at + 1] as number, data[at + 2] as number];
    return (306 * red + 601 * green + 117 * blue) / 1024;
  };
  const cells: number[] = [];
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) {
      let [sum, count] = [0, 0];
      const bottom = Math.ceil(((row + 1) * height) / rows);
      const right = Math.ceil(((column + 1) * width) / columns);
      for (let y = Math.ceil((row * height) / rows); y < bottom; y++)
        for (let x = Math.ceil((column * width) / columns); x < right; x++, count++) sum += luma(x, y);
      cells.push(sum / count);
    }
  return cells;
}

describe('a thumbnail', () => {
  test.prop(
    [
      fc.integer({ min: 1, max: 150 }),
      fc.integer({ min: 1, max: 150 }),
      fc.constantFrom<1 | 3>(1, 3),
      fc.integer({ min: 1, max: 60 }),
      fc.integer(),
    ],
    { numRuns: 80 },
  )('is the mean luma of every cell, whatever the size', (width, height, channels, side, seed) => {
    const frame = frameOf(width, height, channels, seed);
    const { width: columns, height: rows, data } = thumbnailOf(frame, side);
    expect(Math.max(columns, rows)).toBeLessThanOrEqual(Math.max(1, side));
    for (const [i, value] of slowly(frame, columns, rows).entries()) expect(data[i]).toBeCloseTo(value, 2);
  });

  it('of the widest picture there is, and of one with hundreds of rows in a cell', () => {
    for (const [width, height, side] of [
      [65_535, 9, 512],
      [12, 65_535, 200],
    ] as const) {
      const frame = frameOf(width, height, 3, 5);
      const { width: columns, height: rows, data } = thumbnailOf(frame, side);
      for (const [i, value] of slowly(frame, columns, rows).entries()) expect(data[i]).toBeCloseTo(value, 1);
    }
  });

  it('is halved for views two by two, leaving out an odd row or column', () => {
    const whole = thumbnailOf(frameOf(511, 301, 3, 8));
    const half = viewsLuma(whole);
    expect([half.width, half.height]).toEqual([255, 150]);
    const at = (x: number, y: number): number => whole.data[y * whole.width + x] as number;
    for (const [x, y] of [
      [0, 0],
      [254, 149],
      [17, 88],
    ] as const) {
      const mean =
        (at(2 * x, 2 * y) + at(2 * x + 1, 2 * y) + at(2 * x, 2 * y + 1) + at(2 * x + 1, 2 * y + 1)) / 4;
      expect(half.data[y * half.width + x]).toBeCloseTo(mean, 3);
    }
  });
});
