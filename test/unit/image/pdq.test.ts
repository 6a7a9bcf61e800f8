import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { fingerprintExact, fingerprintFast } from '../../../models/image/fingerprint.ts';
import { openImage } from '../../../models/image/guard.ts';
import { hammingDistance, hash256FromHex, hexOfHash256 } from '../../../models/image/pdq/hash256.ts';
import { fingerprintPixels } from '../../../models/image/pdq/pdq.ts';
import { bitsAboveMedian } from '../../../models/image/pdq/transform.ts';
import { sceneJpeg } from '../../support/image-corpus.ts';
import { patternPixels } from '../../support/pdq-pattern.ts';

type Vector = {
  seed: number;
  width: number;
  height: number;
  channels: 1 | 3;
  quality: number;
  dihedral: string[];
};
// Computed with the C++ reference (facebook/ThreatExchange) from the same pixels.
const vectors: Vector[] = JSON.parse(readFileSync(join(import.meta.dirname, 'pdq-vectors.json'), 'utf8'));

async function fingerprints(bytes: Uint8Array) {
  const image = openImage(bytes);
  if (!image.ok) throw new Error(image.error.code);
  const [exact, fast] = [await fingerprintExact(image), await fingerprintFast(image)];
  if (!exact.ok || !fast.ok) throw new Error('not decodable');
  return { exact: exact.fingerprint, fast: fast.fingerprint };
}

function distance(a: string, b: string): number {
  return hammingDistance(hash256FromHex(a), hash256FromHex(b));
}

describe('PDQ on the same pixels', () => {
  it.each(vectors)('equals the reference bit for bit at $width x $height x $channels', (vector) => {
    const { pdq, quality, dihedral } = fingerprintPixels(
      patternPixels(vector.seed, vector.width, vector.height, vector.channels),
    );
    expect({ quality, dihedral }).toEqual({ quality: vector.quality, dihedral: vector.dihedral });
    expect(pdq).toBe(vector.dihedral[0]);
  });

  it('a flat picture has quality 0', () => {
    const data = new Uint8Array(100 * 100 * 3).fill(200);
    expect(fingerprintPixels({ width: 100, height: 100, channels: 3, data }).quality).toBe(0);
  });
});

describe('PDQ of files', () => {
  const folder = join(import.meta.dirname, '../../../../shared/data/pdq');
  const lines = existsSync(folder)
    ? readFileSync(join(folder, 'expected.csv'), 'utf8').trim().split('\n').slice(1)
    : [];
  if (lines.length === 0) console.warn('SKIPPED: official PDQ photographs are not beside the repository');
  it.skipIf(lines.length === 0)(
    'official photographs come within 10 bits, and turn into one another',
    async () => {
      const official = lines.map((line) => line.split(',') as [string, string]);
      for (const [file, value] of official) {
        const { exact, fast } = await fingerprints(readFileSync(join(folder, file)));
        expect(distance(exact.pdq, value), file).toBeLessThanOrEqual(10);
        expect(distance(fast.pdq, value), file).toBeLessThanOrEqual(14);
      }
      const original = await fingerprints(readFileSync(join(folder, official[0]?.[0] as string)));
      for (const [i, [file, value]] of official.entries())
        expect(distance(original.exact.dihedral[i] as string, value), file).toBeLessThanOrEqual(24);
    },
  );

  it('fast mode stays close to exact mode', async () => {
    const distances: number[] = [];
    for (let seed = 0; seed < 24; seed++) {
      const bytes = await sceneJpeg(seed, { width: 520 + seed * 40, height: 1300 - seed * 30 });
      const { exact, fast } = await fingerprints(bytes);
      if (exact.quality >= 50) distances.push(distance(exact.pdq, fast.pdq));
    }
    expect(Math.max(...distances)).toBeLessThanOrEqual(14);
    expect(distances.reduce((a, b) => a + b, 0) / distances.length).toBeLessThanOrEqual(6);
  });

  it('fast mode stays close at sizes a JPEG cannot be scaled down from evenly, turned ones too', async () => {
    const { default: sharp } = await import('sharp');
    for (const [width, height] of [
      [800, 800],
      [1001, 1340],
      [1500, 1500],
      [1999, 1443],
      [2000, 1600],
    ] as const) {
      const bytes = await sceneJpeg(width, { width, height });
      const turned = await sharp(bytes).withMetadata({ orientation: 6 }).jpeg({ quality: 90 }).toBuffer();
      for (const picture of [bytes, turned]) {
        const { exact, fast } = await fingerprints(picture);
        if (exact.quality < 50) continue;
        expect([width, height, distance(exact.pdq, fast.pdq) <= 12]).toEqual([width, height, true]);
      }
    }
  });

  it('re-encoding and scaling do not leave the matching radius', async () => {
    const { default: sharp } = await import('sharp');
    for (let seed = 100; seed < 108; seed++) {
      const bytes = await sceneJpeg(seed);
      const { exact } = await fingerprints(bytes);
      if (exact.quality < 50) continue;
      for (const changed of [
        await sharp(bytes).jpeg({ quality: 35 }).toBuffer(),
        await sharp(bytes).resize(400).webp({ quality: 60 }).toBuffer(),
        await sharp(bytes).modulate({ brightness: 1.1, saturation: 1.3 }).png().toBuffer(),
      ])
        expect(distance(exact.pdq, (await fingerprints(changed)).exact.pdq)).toBeLessThanOrEqual(31);
    }
  });
});

test.prop([fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 256, maxLength: 256 })])(
  'bits are set above the 128th smallest value, however many are equal',
  (values) => {
    const median = [...values].sort((a, b) => a - b)[127] as number;
    const hash = bitsAboveMedian(Float32Array.from(values));
    for (const [k, value] of values.entries())
      expect(((hash[31 - (k >> 3)] as number) >> (k & 7)) & 1).toBe(value > median ? 1 : 0);
  },
);

describe('hex form', () => {
  test.prop([fc.uint8Array({ minLength: 32, maxLength: 32 })])('round-trips', (bytes) => {
    expect(hash256FromHex(hexOfHash256(bytes))).toEqual(bytes);
  });
});
