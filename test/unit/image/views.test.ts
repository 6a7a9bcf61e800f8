import { createCanvas } from '@napi-rs/canvas';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { decodeFrame } from '../../../models/image/decode.ts';
import { fingerprintViews } from '../../../models/image/fingerprint.ts';
import { openImage } from '../../../models/image/guard.ts';
import { hammingDistance, hash256FromHex } from '../../../models/image/pdq/hash256.ts';
import { fingerprintPixels, matchQuality, matchRadius } from '../../../models/image/pdq/pdq.ts';
import { thumbnailOf, viewsLuma } from '../../../models/image/thumbnail.ts';
import { type View, viewsOf } from '../../../models/image/views.ts';
import { sceneJpeg } from '../../support/image-corpus.ts';

async function viewsOfBytes(bytes: Uint8Array): Promise<View[]> {
  const image = openImage(bytes);
  if (!image.ok) throw new Error(image.error.code);
  const decoded = await decodeFrame(image);
  if (!decoded.ok) throw new Error(decoded.error.code);
  return viewsOf(viewsLuma(thumbnailOf(decoded.frame)), {
    width: image.header.width,
    height: image.header.height,
  });
}

function nearest(a: readonly View[], b: readonly View[]): number {
  let best = 256;
  for (const x of a)
    for (const y of b)
      if (x.quality >= matchQuality && y.quality >= matchQuality)
        best = Math.min(best, hammingDistance(hash256FromHex(x.pdq), hash256FromHex(y.pdq)));
  return best;
}

const originals = await Promise.all(
  [60, 61, 62, 63, 64, 65].map((seed) => sceneJpeg(seed, { clutter: 0.7 })),
);
const registered = await Promise.all(originals.map(viewsOfBytes));

async function expectFound(change: (image: Sharp) => Sharp | Promise<Sharp>): Promise<void> {
  for (const [i, bytes] of originals.entries()) {
    const changed = await (await change(sharp(bytes))).jpeg({ quality: 80 }).toBuffer();
    expect(nearest(await viewsOfBytes(changed), registered[i] as View[])).toBeLessThanOrEqual(matchRadius);
  }
}

describe('sixteen views find a picture again', () => {
  it.each([0.03, 0.07, 0.12, 0.16, 0.2])('after a centred crop of %f', async (share) => {
    const side = Math.round(800 * (1 - share));
    const left = Math.floor((800 - side) / 2);
    await expectFound((image) => image.extract({ left, top: left, width: side, height: side }));
  });

  it.each([
    ['#000', 24],
    ['#c33', 80],
    ['#fff', 40],
  ] as const)('inside a %s border of %d pixels', async (background, by) => {
    await expectFound((image) => image.extend({ top: by, bottom: by, left: by, right: by, background }));
  });

  it('under a banner and beside a badge', async () => {
    const banner = createCanvas(800, 130);
    const context = banner.getContext('2d');
    context.fillStyle = '#d00';
    context.fillRect(0, 0, 800, 130);
    context.fillStyle = '#fff';
    context.font = 'bold 80px sans-serif';
    context.fillText('50% OFF TODAY', 40, 95);
    await expectFound((image) =>
      image.composite([{ input: banner.toBuffer('image/png'), left: 0, top: 670 }]),
    );
    await expectFound((image) => image.composite([{ input: banner.toBuffer('image/png'), left: 0, top: 0 }]));
    const badge = createCanvas(190, 190);
    badge.getContext('2d').fillRect(0, 0, 190, 190);
    await expectFound((image) =>
      image.composite([{ input: badge.toBuffer('image/png'), left: 610, top: 0 }]),
    );
  });

  it('and never find another', () => {
    for (let i = 0; i < registered.length; i++)
      for (let j = 0; j < i; j++)
        expect(nearest(registered[i] as View[], registered[j] as View[])).toBeGreaterThan(matchRadius);
  });
});

it('a view equals, within the matching margin, the fingerprint of its region cut out of the original', async () => {
  const bytes = originals[0] as Buffer;
  for (const { region, pdq, quality } of await viewsOfBytes(bytes)) {
    if (quality < matchQuality) continue;
    const { data } = await sharp(bytes)
      .extract({ left: region.x, top: region.y, width: region.width, height: region.height })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const cut = fingerprintPixels({ width: region.width, height: region.height, channels: 3, data });
    expect(hammingDistance(hash256FromHex(cut.pdq), hash256FromHex(pdq))).toBeLessThanOrEqual(14);
  }
});

it.each([
  [800, 800],
  [1500, 1200],
  [2311, 1700],
])(
  'views from a shrunk decode of %i x %i are those of the whole decode, within the matching margin',
  async (...size) => {
    const [width, height] = size;
    const bytes = await sceneJpeg(66, { width, height, clutter: 0.7 });
    const image = openImage(bytes);
    if (!image.ok) throw new Error(image.error.code);
    const shrunk = await fingerprintViews(image);
    if (!shrunk.ok) throw new Error(shrunk.error.code);
    expect(shrunk.views).toHaveLength(16);
    for (const [i, view] of (await viewsOfBytes(bytes)).entries()) {
      const other = shrunk.views[i] as View;
      if (view.kind === 'seam') continue;
      // Up to 16 seen, by the vector units of the processor; they match up to 31.
      expect(hammingDistance(hash256FromHex(view.pdq), hash256FromHex(other.pdq))).toBeLessThanOrEqual(20);
    }
  },
);
