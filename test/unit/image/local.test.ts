import { type Canvas, createCanvas, loadImage } from '@napi-rs/canvas';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { decodeFrame, type Frame } from '../../../models/image/decode.ts';
import { openImage } from '../../../models/image/guard.ts';
import { createLogoDetector, greyOf, type LogoDetector } from '../../../models/image/local/detect.ts';
import { gradientsOf } from '../../../models/image/local/edges.ts';
import { shapesOf } from '../../../models/image/local/emblem.ts';
import { inkCellsOf } from '../../../models/image/local/ink-cells.ts';
import { laidOn } from '../../../models/image/local/laid.ts';
import { twoNearest } from '../../../models/image/local/nearest.ts';
import { type FeatureEngine, loadFeatureEngine } from '../../../models/image/local/opencv.ts';
import { placesOf } from '../../../models/image/local/places.ts';
import { type LocalReference, referenceOf, referencesOf } from '../../../models/image/local/reference.ts';
import { goodsPhoto } from '../../../tools/evaluate/logos.ts';
import { drawWordMark } from '../../../tools/evaluate/marks.ts';
import { drawScene, jpegOf, sceneJpeg } from '../../support/image-corpus.ts';
import { drawMark } from '../../support/marks.ts';
import { seeded } from '../../support/random.ts';

let engine: FeatureEngine;
let detector: LogoDetector;
let marks: LocalReference[];

async function frameOf(bytes: Uint8Array): Promise<Frame> {
  const image = openImage(bytes);
  if (!image.ok) throw new Error(image.error.code);
  const decoded = await decodeFrame(image);
  if (!decoded.ok) throw new Error(decoded.error.code);
  return decoded.frame;
}

beforeAll(async () => {
  engine = await loadFeatureEngine();
  detector = createLogoDetector(engine);
  marks = await Promise.all(
    [1, 2, 3].map(async (seed) => referenceOf(`mark-${seed}`, await frameOf(drawMark(seed)), engine)),
  );
});

/** A scene with a mark on a plate, `share` of the width, slanted and turned. */
async function sceneWith(mark: number, share: number): Promise<{ bytes: Buffer; x: number; y: number }> {
  const canvas = drawScene(200 + mark, { width: 900, height: 900, clutter: 0.5, noise: 0 });
  const context = canvas.getContext('2d');
  const side = 900 * share;
  context.save();
  context.translate(430, 480);
  context.transform(1, 0.08, -0.06, 0.94, 0, 0);
  context.rotate(0.15);
  context.fillStyle = '#ffffff';
  context.fillRect(-side * 0.58, -side * 0.58, side * 1.16, side * 1.16);
  context.drawImage(await loadImage(drawMark(mark)), -side / 2, -side / 2, side, side);
  context.restore();
  const bytes = await sharp(await jpegOf(canvas))
    .linear(0.85, 0)
    .blur(0.6)
    .jpeg({ quality: 75 })
    .toBuffer();
  return { bytes, x: 430, y: 480 };
}

describe('logos on goods', () => {
  it.each([1, 2, 3])('mark %d is found on a plate, in its place, and no other', async (mark) => {
    for (const share of [0.4, 0.25]) {
      const { bytes, x, y } = await sceneWith(mark, share);
      const { status, hits } = detector.detect(await frameOf(bytes), { brands: marks });
      expect(status).toBe('ok');
      expect(hits.map((hit) => hit.brand)).toEqual([`mark-${mark}`]);
      const [hit] = hits;
      expect(hit?.kind).toBe('logo');
      expect(Math.abs((hit?.box.x ?? 0) + (hit?.box.width ?? 0) / 2 - x)).toBeLessThan(60);
      expect(Math.abs((hit?.box.y ?? 0) + (hit?.box.height ?? 0) / 2 - y)).toBeLessThan(60);
    }
  });

  it('nothing is found where nothing is registered', async () => {
    for (let seed = 300; seed < 308; seed++)
      expect(detector.detect(await frameOf(await sceneJpeg(seed)), { brands: marks }).hits).toEqual([]);
  });

  it('an expired deadline is a timeout, not "no hit"', async () => {
    const { bytes } = await sceneWith(1, 0.4);
    const outcome = detector.detect(await frameOf(bytes), {
      brands: marks,
      deadline: { expired: () => true },
    });
    expect(outcome.status).toBe('timeout');
  });
});

it('a random crop, a turn and a collage of a registered picture are found', async () => {
  const original = await sceneJpeg(64, { clutter: 0.8 });
  const brands = [referenceOf('picture', await frameOf(original), engine)];
  const changed = [
    await sharp(original)
      .extract({ left: 110, top: 20, width: 670, height: 670 })
      .jpeg({ quality: 75 })
      .toBuffer(),
    await sharp(original).rotate(25, { background: '#fff' }).jpeg({ quality: 75 }).toBuffer(),
    await sharp(await sceneJpeg(65, { width: 1000, height: 1000 }))
      .composite([{ input: await sharp(original).resize(480).toBuffer(), left: 30, top: 400 }])
      .jpeg()
      .toBuffer(),
  ];
  for (const bytes of changed)
    expect(detector.detect(await frameOf(bytes), { brands }).hits.map((hit) => hit.brand)).toEqual([
      'picture',
    ]);
  expect(detector.detect(await frameOf(await sceneJpeg(66)), { brands }).hits).toEqual([]);
});

it('the two nearest descriptors are those a plain comparison finds', () => {
  const random = seeded(4);
  const bytes = (count: number) =>
    Uint8Array.from({ length: count * 64 }, () => random.whole(0, 255) & random.whole(0, 255));
  const [queries, set] = [bytes(20), bytes(50)];
  const { found } = twoNearest(queries, set);
  for (let q = 0; q < 20; q++) {
    const distances = Array.from({ length: 50 }, (_, i) => {
      let distance = 0;
      for (let k = 0; k < 64; k++) {
        let bits = (queries[q * 64 + k] as number) ^ (set[i * 64 + k] as number);
        for (; bits > 0; bits &= bits - 1) distance++;
      }
      return distance;
    });
    const ordered = [...distances].sort((a, b) => a - b);
    expect([found[q * 4 + 2], found[q * 4 + 3]]).toEqual(ordered.slice(0, 2));
    expect(distances[found[q * 4] as number]).toBe(ordered[0]);
  }
});

describe('a mark as a whole', () => {
  const referenceTo = async (canvas: Canvas, name: string): Promise<LocalReference[]> =>
    referencesOf(name, await frameOf(canvas.toBuffer('image/png')), engine, 'mark');

  it('a plain emblem without keypoints is found by its shape, and a square is not looked for', async () => {
    const emblem = plainEmblem();
    const references = await referenceTo(emblem, 'emblem');
    const photo = await goodsPhoto(emblem, 'plate', 0.2, 4);
    const { hits } = detector.detect(await frameOf(photo), { brands: references });
    expect(hits.map(({ brand, evidence }) => [brand, evidence.inliers])).toEqual([['emblem', 0]]);
    const square = createCanvas(300, 300);
    square.getContext('2d').fillRect(40, 40, 220, 220);
    const [mark] = await referenceTo(square, 'square');
    expect(mark?.mask && shapesOf(mark.mask.grey)).toEqual([]);
  });

  it('words that share a half with a registered one are not it', async () => {
    for (const [registered, other] of [
      ['SOLVOR', 'SOLMEK'],
      ['DEXLAN', 'TRILAN'],
      ['QUATRI', 'TRIQUA'],
    ] as const) {
      const brands = await referenceTo(drawWordMark(registered, 1), registered);
      for (const [word, wanted] of [
        [registered, [registered]],
        [other, []],
      ] as const) {
        const photo = await goodsPhoto(drawWordMark(word, 2), 'plate', 0.4, 8);
        const { hits } = detector.detect(await frameOf(photo), { brands });
        expect(hits.map(({ brand }) => brand)).toEqual(wanted);
      }
    }
  });
});

describe('the ink of a mark laid on a picture', () => {
  const laid = async (registered: string, seen: string, seed = 3) => {
    const [mark] = referencesOf(
      registered,
      await frameOf(drawWordMark(registered, 1).toBuffer('image/png')),
      engine,
      'mark',
    );
    if (!mark?.mask) throw new Error('no mask');
    const detected = await goodsPhoto(drawWordMark(seen, 2), 'plate', 0.4, seed);
    const grey = greyOf(await frameOf(detected), 900);
    const places = placesOf(mark, engine.akaze(grey, 2400, 0.0004), gradientsOf(grey));
    const ink = inkCellsOf(mark.mask);
    return { ink, best: Math.max(...places.map(({ map }) => laidOn(ink, map, grey).least)) };
  };

  it.each([
    ['HALDEN', 'HALTEN'],
    ['PELIKO', 'PELIMO'],
    ['GRENTA', 'GRESTA'],
  ])('%s is all there where it is, and has a part that is unlike in %s', async (word, other) => {
    expect((await laid(word, word)).best).toBeGreaterThan(0.75);
    expect((await laid(word, other)).best).toBeLessThan(0.73);
  });

  it('a word is a row of letters, an emblem is not', async () => {
    expect((await laid('HALDEN', 'HALDEN')).ink.row).toBe(true);
    const [emblem] = referencesOf('e', await frameOf(plainEmblem().toBuffer('image/png')), engine, 'mark');
    expect(emblem?.mask && inkCellsOf(emblem.mask).row).toBe(false);
  });

  it('the negative carries the same ink', async () => {
    const frame = await frameOf(drawWordMark('KOVARI', 1).toBuffer('image/png'));
    const [mark, negative] = referencesOf('KOVARI', frame, engine, 'mark');
    expect(negative?.negative).toBe(true);
    expect(negative?.mask).toEqual(mark?.mask);
  });
});

it.each(['plate', 'print'] as const)(
  'a small word in full is found on a %s, one that shares half of its letters is not',
  async (placing) => {
    const brands = referencesOf(
      'FOLGER',
      await frameOf(drawWordMark('FOLGER', 4).toBuffer('image/png')),
      engine,
      'mark',
    );
    const share = placing === 'plate' ? 0.16 : 0.3;
    for (const [word, wanted] of [
      ['FOLGER', ['FOLGER']],
      ['FOLMIN', []],
      ['BRUGER', []],
    ] as const) {
      const photo = await goodsPhoto(drawWordMark(word, 5), placing, share, 31);
      const { hits } = detector.detect(await frameOf(photo), { brands });
      expect(hits.map(({ brand }) => brand)).toEqual(wanted);
    }
  },
);

/** An arrow with a notch: few corners, nothing inside. */
function plainEmblem(): Canvas {
  const canvas = createCanvas(420, 420);
  const context = canvas.getContext('2d');
  context.fillStyle = '#12307a';
  context.beginPath();
  for (const [x, y] of [
    [60, 330],
    [210, 70],
    [360, 330],
    [210, 240],
  ] as const)
    context.lineTo(x, y);
  context.fill();
  return canvas;
}
