import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Canvas, createCanvas } from '@napi-rs/canvas';
import sharp from 'sharp';
import {
  buildFeatures,
  type FeatureIndex,
  loadFeatures,
  type QuestionedFacts,
  type RegisteredFeature,
} from '../../../models/features/feature-index.ts';
import { analyse } from '../../../models/image/analyse.ts';
import { fingerprintExact, fingerprintFast } from '../../../models/image/fingerprint.ts';
import { hammingDistance, hash256FromHex } from '../../../models/image/pdq/hash256.ts';
import { fingerprintPixels, matchQuality } from '../../../models/image/pdq/pdq.ts';
import { registrationOf } from '../../../models/image/register.ts';
import { photograph } from '../../../samples/images/photograph.ts';
import { drawProduct } from '../../../samples/images/product.ts';
import { SHAPE_NAMES } from '../../../samples/images/shapes.ts';
import { sceneJpeg } from '../../../test/support/image-corpus.ts';
import { patternPixels } from '../../../test/support/pdq-pattern.ts';
import { seeded } from '../../../test/support/random.ts';
import { opened } from './pictures.ts';
import type { Row } from './row.ts';

type Vector = {
  seed: number;
  width: number;
  height: number;
  channels: 1 | 3;
  quality: number;
  dihedral: string[];
};

const root = new URL('../../../', import.meta.url).pathname;
const distance = (a: string, b: string): number => hammingDistance(hash256FromHex(a), hash256FromHex(b));

/** PDQ against values computed by the reference on the same pixels, and whole paths against one another. */
export async function benchPdq(): Promise<Row[]> {
  const vectors = JSON.parse(
    readFileSync(join(root, 'test/unit/image/pdq-vectors.json'), 'utf8'),
  ) as Vector[];
  const equal = vectors.filter(({ seed, width, height, channels, quality, dihedral }) => {
    const mine = fingerprintPixels(patternPixels(seed, width, height, channels));
    return mine.quality === quality && mine.dihedral.join() === dihedral.join();
  }).length;
  const distances: number[] = [];
  for (let seed = 0; seed < 50; seed++) {
    const image = opened(await sceneJpeg(900 + seed, { width: 560 + seed * 24, height: 1700 - seed * 20 }));
    const [exact, fast] = [await fingerprintExact(image), await fingerprintFast(image)];
    if (exact.ok && fast.ok && exact.fingerprint.quality >= 80)
      distances.push(distance(exact.fingerprint.pdq, fast.fingerprint.pdq));
  }
  const mean = distances.reduce((a, b) => a + b, 0) / distances.length;
  return [
    {
      what: 'PDQ, same pixels: equal to the reference in hash, quality and symmetries',
      ours: `${equal} of ${vectors.length}`,
      value: equal / vectors.length,
      bar: 1,
    },
    ...(await official()),
    { what: '  fast mode, bits from exact mode, mean', value: mean, bar: 4.6, sense: 'at most' },
    { what: '  … the worst', value: Math.max(...distances), bar: 14, sense: 'at most', digits: 0 },
    {
      what: '  … within 10 bits',
      ours: `${distances.length} pictures`,
      value: distances.filter((bits) => bits <= 10).length / distances.length,
      bar: 0.98,
    },
  ];
}

/** The reference's own eight photographs, when they lie beside the repository. */
async function official(): Promise<Row[]> {
  const folder = join(root, '../shared/data/pdq');
  if (!existsSync(folder)) {
    console.error('  official PDQ photographs are not beside the repository: left out');
    return [];
  }
  const lines = readFileSync(join(folder, 'expected.csv'), 'utf8').trim().split('\n').slice(1);
  let worst = 0;
  for (const line of lines) {
    const [file = '', value = ''] = line.split(',');
    const exact = await fingerprintExact(opened(readFileSync(join(folder, file))));
    if (exact.ok) worst = Math.max(worst, distance(exact.fingerprint.pdq, value));
  }
  return [
    {
      what: '  exact mode, official photographs, the worst bits from their value',
      ours: `${lines.length} files`,
      value: worst,
      bar: 10,
      sense: 'at most',
      digits: 0,
    },
  ];
}

/** A picture as registered and as questioned. */
type Picture = { readonly feature: RegisteredFeature; readonly facts: QuestionedFacts };

async function pictureOf(bytes: Uint8Array): Promise<Picture> {
  const [outcome, analysed] = [await registrationOf(bytes), await analyse(bytes)];
  if (!outcome.ok || !analysed.ok) throw new Error('a picture of the bench does not open');
  const { pdq, quality, looks } = outcome.registration;
  const whole = quality >= matchQuality ? { pdq, looks } : { looks };
  return {
    feature: { featureId: 'it', brand: '', kind: 'brand-feature', views: [], ...whole },
    facts: analysed.facts,
  };
}

const indexOf = ({ feature }: Picture): FeatureIndex => loadFeatures(buildFeatures([feature]));
const finds = (index: FeatureIndex, { facts }: Picture): boolean => index.match(facts).length > 0;

/**
 * A made-up photograph of goods of another hand than the tests' scenes. Set scenes only: a group of goods always stands
 * in the same three places, so two groups of one shape are the same picture in other colours, not strangers.
 */
export async function productPhoto(seed: number, side = 700): Promise<Uint8Array> {
  const random = seeded(seed * 17 + 5);
  const canvas = drawProduct(
    {
      shape: random.pick(SHAPE_NAMES),
      hue: random.whole(0, 359),
      words: [`型号${random.whole(10, 99)}`, random.pick(['经典', '便携', '家用', '礼盒'])],
      setting: 'table',
      side,
    },
    seed,
  );
  return photograph(canvas, seed, { shade: random.between(0.1, 0.35), noise: 3, quality: 85 });
}

function strip(width: number, height: number, text: string): Canvas {
  const canvas = createCanvas(width, height);
  const context = canvas.getContext('2d');
  context.fillStyle = '#c8102e';
  context.fillRect(0, 0, width, height);
  context.fillStyle = '#ffe000';
  context.font = `bold ${Math.round(height * 0.6)}px sans-serif`;
  context.fillText(text, height * 0.3, height * 0.75);
  return canvas;
}

const PICTURES = 40;

/** Sixteen views against crops, borders, banners and badges, and against strangers. */
export async function benchViews(): Promise<Row[]> {
  const side = 700;
  const originals = await Promise.all(
    Array.from({ length: PICTURES }, (_, i) =>
      i % 2 === 0
        ? productPhoto(3000 + i, side)
        : sceneJpeg(3000 + i, { width: side, height: side, clutter: 0.6 }),
    ),
  );
  const registered = await Promise.all(originals.map(pictureOf));
  const indexes = registered.map(indexOf);
  const random = seeded(77);
  const edits: Record<string, (bytes: Uint8Array) => Promise<Buffer>> = {
    'centred crop to 20 %': (bytes) => {
      const kept = Math.round(side * (1 - random.between(0.02, 0.2)));
      const from = Math.floor((side - kept) / 2);
      return sharp(bytes).extract({ left: from, top: from, width: kept, height: kept }).jpeg().toBuffer();
    },
    'border to 10 %': (bytes) => {
      const by = Math.round(side * random.between(0.01, 0.1));
      const background = random.pick(['#ffffff', '#000000', '#d8232a', '#1f4f9a']);
      return sharp(bytes).extend({ top: by, bottom: by, left: by, right: by, background }).jpeg().toBuffer();
    },
    banner: (bytes) => {
      const height = Math.round(side * random.between(0.08, 0.22));
      const input = strip(side, height, 'BIG SALE 50%').toBuffer('image/png');
      return sharp(bytes)
        .composite([{ input, left: 0, top: random.pick([0, side - height]) }])
        .jpeg()
        .toBuffer();
    },
    badge: (bytes) => {
      const size = Math.round(side * random.between(0.12, 0.22));
      const input = strip(size, size, '8.8').toBuffer('image/png');
      const at = () => random.pick([0, side - size]);
      return sharp(bytes)
        .composite([{ input, left: at(), top: at() }])
        .jpeg()
        .toBuffer();
    },
  };
  const rows: Row[] = [];
  for (const [name, edit] of Object.entries(edits)) {
    let found = 0;
    for (const [i, bytes] of originals.entries())
      if (finds(indexes[i] as FeatureIndex, await pictureOf(await edit(bytes)))) found++;
    rows.push({
      what: `sixteen views: ${name}`,
      ours: `${found} of ${PICTURES}`,
      value: found / PICTURES,
      bar: 0.99,
    });
  }
  const strangers = [...registered];
  for (let i = strangers.length; i < 145; i++)
    strangers.push(
      await pictureOf(
        await (i % 2 === 0 ? productPhoto(4000 + i, 400) : sceneJpeg(4000 + i, { width: 400, height: 400 })),
      ),
    );
  let pairs = 0;
  let wrong = 0;
  for (const [i, stranger] of strangers.entries()) {
    const index = indexes[i] ?? indexOf(stranger);
    for (const other of strangers.slice(i + 1)) {
      pairs++;
      if (finds(index, other)) wrong++;
    }
  }
  rows.push({
    what: '  strangers taken for one another',
    ours: `${wrong} of ${pairs.toLocaleString('en')}`,
    value: wrong,
    bar: 0,
    sense: 'at most',
    digits: 0,
  });
  return rows;
}
