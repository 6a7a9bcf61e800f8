import { type Canvas, createCanvas } from '@napi-rs/canvas';
import { createLogoDetector, type LogoDetector } from '../../models/image/local/detect.ts';
import { type FeatureEngine, loadFeatureEngine } from '../../models/image/local/opencv.ts';
import { type LocalReference, referencesOf } from '../../models/image/local/reference.ts';
import { photograph } from '../../samples/images/photograph.ts';
import { drawProduct } from '../../samples/images/product.ts';
import { SHAPE_NAMES } from '../../samples/images/shapes.ts';
import { seeded } from '../../test/support/random.ts';
import { frameOf } from '../bench/recognition/pictures.ts';
import { drawRegisteredMark, drawWordMark, wordsSharing } from './marks.ts';
import { Tally } from './score.ts';

export type Placing = 'plate' | 'print' | 'none';

/** Goods in a made-up photograph, with or without a mark on them; `share` is the mark's part of the width. */
export async function goodsPhoto(
  mark: Canvas | undefined,
  placing: Placing,
  share: number,
  seed: number,
  side = 800,
): Promise<Uint8Array> {
  const random = seeded(seed * 71 + 13);
  const shape = random.pick(SHAPE_NAMES);
  const canvas = drawProduct({ shape, hue: random.whole(0, 359), words: ['容量', '规格'], side }, seed);
  const context = canvas.getContext('2d');
  if (mark && placing !== 'none') {
    const reach = side * share;
    context.save();
    context.translate(side * random.between(0.4, 0.6), side * random.between(0.42, 0.58));
    context.rotate(random.between(-0.3, 0.3));
    context.transform(
      1,
      random.between(-0.12, 0.12),
      random.between(-0.12, 0.12),
      random.between(0.85, 1),
      0,
      0,
    );
    if (placing === 'plate') {
      context.fillStyle = random.pick(['#ffffff', '#f4efe2', '#e6eef2']);
      context.fillRect(-reach * 0.6, -reach * 0.6, reach * 1.2, reach * 1.2);
      context.drawImage(mark, -reach / 2, -reach / 2, reach, reach);
    } else {
      // Straight on the goods, in one ink: white or dark, as screen printing is.
      context.globalAlpha = random.between(0.75, 0.95);
      context.drawImage(
        inked(mark, random.pick(['#ffffff', '#141414'])),
        -reach / 2,
        -reach / 2,
        reach,
        reach,
      );
    }
    context.restore();
  }
  return photograph(canvas, seed, {
    tilt: random.between(0, 0.05),
    shade: random.between(0.1, 0.4),
    noise: random.between(2, 7),
    quality: random.whole(65, 88),
    blur: random.pick([0, 0.6, 0.9]),
  });
}

function inked(mark: Canvas, ink: string): Canvas {
  const canvas = createCanvas(mark.width, mark.height);
  const context = canvas.getContext('2d');
  context.drawImage(mark, 0, 0);
  context.globalCompositeOperation = 'source-in';
  context.fillStyle = ink;
  context.fillRect(0, 0, mark.width, mark.height);
  return canvas;
}

export type LogoTrial = { plates: Tally[]; print: Tally; none: Tally };

const REGISTERED = 12;

/** Marks found on goods: on plates of several sizes, printed straight on, and never where there is none. */
export async function evaluateLogos(
  seed: number,
  { each = 24, without = 180, sharing = 60 }: { each?: number; without?: number; sharing?: number } = {},
): Promise<Tally[]> {
  const engine = await loadFeatureEngine();
  const detector = createLogoDetector(engine);
  const marks = Array.from({ length: REGISTERED }, (_, i) => drawRegisteredMark(seed * 100 + i));
  const brands: LocalReference[] = [];
  for (const [i, mark] of marks.entries())
    brands.push(
      ...referencesOf(`mark-${i}`, await frameOf(mark.toBuffer('image/png'), '#ffffff'), engine, 'mark'),
    );
  const look = async (
    tally: Tally,
    mark: number | undefined,
    placing: Placing,
    share: number,
    at: number,
  ) => {
    const bytes = await goodsPhoto(mark === undefined ? undefined : marks[mark], placing, share, at);
    const { status, hits } = detector.detect(await frameOf(bytes), { brands });
    tally.compare(
      `${placing} ${share} picture ${at}`,
      mark === undefined ? [] : [`mark-${mark}`],
      hits.map(({ brand, score, evidence }) => ({
        label: brand,
        because: `score ${score.toFixed(2)} ${JSON.stringify(evidence)}`,
      })),
      status,
    );
  };
  const tallies: Tally[] = [];
  for (const share of [0.4, 0.25, 0.15]) {
    const tally = new Tally(`logo: on a plate, ${share * 100} % of the width`);
    for (let i = 0; i < each; i++)
      await look(tally, i % REGISTERED, 'plate', share, seed + i * 3 + share * 1000);
    tallies.push(tally);
  }
  const print = new Tally('logo: printed straight on the goods, 30 %');
  for (let i = 0; i < each; i++) await look(print, i % REGISTERED, 'print', 0.3, seed + 5000 + i * 3);
  const none = new Tally('logo: pictures without any mark');
  for (let i = 0; i < without; i++) await look(none, undefined, 'none', 0, seed + 9000 + i);
  return [...tallies, print, none, await sharedLetters(seed, sharing, engine, detector)];
}

/** Unregistered words on goods that share letters with registered ones: none is a registered one. */
async function sharedLetters(
  seed: number,
  count: number,
  engine: FeatureEngine,
  detector: LogoDetector,
): Promise<Tally> {
  const words = Array.from({ length: count }, (_, i) => wordsSharing(seed * 100 + i));
  const brands: LocalReference[] = [];
  for (const word of new Set(words.map(({ registered }) => registered))) {
    const mark = drawWordMark(word, seed).toBuffer('image/png');
    brands.push(...referencesOf(word, await frameOf(mark, '#ffffff'), engine, 'mark'));
  }
  const registered = new Set(brands.map(({ brand }) => brand));
  const tally = new Tally('logo: an unregistered word that shares letters with a registered one');
  for (const [i, { other }] of words.entries()) {
    if (registered.has(other)) continue;
    const placing = i % 3 === 2 ? 'print' : 'plate';
    const mark = drawWordMark(other, seed + i);
    const bytes = await goodsPhoto(mark, placing, 0.25 + (i % 2) * 0.15, seed + 20_000 + i);
    const { status, hits } = detector.detect(await frameOf(bytes), { brands });
    tally.compare(
      `${other} on goods, picture ${i}`,
      [],
      hits.map(({ brand, score, evidence }) => ({
        label: brand,
        because: `score ${score.toFixed(2)} ${JSON.stringify(evidence)}`,
      })),
      status,
    );
  }
  return tally;
}
