import sharp from 'sharp';
import { buildFeatures, loadFeatures, type RegisteredFeature } from '../../models/features/feature-index.ts';
import { analyse, type ImageFacts } from '../../models/image/analyse.ts';
import { registrationOf } from '../../models/image/register.ts';
import { sceneJpeg } from '../../test/support/image-corpus.ts';
import { seeded } from '../../test/support/random.ts';
import { productPhoto } from '../bench/recognition/image-accuracy.ts';
import { Tally } from './score.ts';

const REGISTERED = 60;
const SIDE = 640;

async function factsOf(bytes: Uint8Array): Promise<ImageFacts> {
  const outcome = await analyse(bytes);
  if (!outcome.ok) throw new Error(outcome.error.code);
  return outcome.facts;
}

/** A picture as it is registered. */
export async function featureOf(bytes: Uint8Array, featureId: string): Promise<RegisteredFeature> {
  const outcome = await registrationOf(bytes);
  if (!outcome.ok) throw new Error(outcome.error.code);
  const { pdq, looks } = outcome.registration;
  return { featureId, brand: '', kind: 'brand-feature', pdq, looks, views: [] };
}

/** Whole pictures of registered goods put up again after a seller's edits, and pictures of nobody's. */
export async function evaluatePictures(seed: number): Promise<Tally[]> {
  const random = seeded(seed);
  const picture = (at: number): Promise<Uint8Array> =>
    at % 2 === 0 ? productPhoto(at, SIDE) : sceneJpeg(at, { width: SIDE, height: SIDE, clutter: 0.5 });
  const originals = await Promise.all(Array.from({ length: REGISTERED }, (_, i) => picture(seed * 10 + i)));
  const index = loadFeatures(
    buildFeatures(await Promise.all(originals.map((bytes, i) => featureOf(bytes, `p${i}`)))),
  );
  const edits: ((bytes: Uint8Array) => Promise<Buffer>)[] = [
    (bytes) =>
      sharp(bytes)
        .jpeg({ quality: random.whole(20, 60) })
        .toBuffer(),
    (bytes) => sharp(bytes).resize(random.whole(200, 500)).webp({ quality: 70 }).toBuffer(),
    (bytes) => sharp(bytes).flop().jpeg().toBuffer(),
    (bytes) =>
      sharp(bytes)
        .rotate(random.pick([90, 180, 270]))
        .jpeg()
        .toBuffer(),
    (bytes) =>
      sharp(bytes)
        .modulate({
          brightness: random.between(0.85, 1.2),
          saturation: random.between(0.6, 1.4),
          hue: random.whole(0, 30),
        })
        .jpeg()
        .toBuffer(),
    (bytes) => {
      const cut = random.whole(5, 60);
      return sharp(bytes)
        .extract({ left: cut, top: cut, width: SIDE - 2 * cut, height: SIDE - 2 * cut })
        .resize(SIDE)
        .jpeg()
        .toBuffer();
    },
    (bytes) =>
      sharp(bytes)
        .extend({
          top: 30,
          bottom: 30,
          left: 30,
          right: 30,
          background: random.pick(['#fff', '#000', '#e33']),
        })
        .jpeg()
        .toBuffer(),
    (bytes) => sharp(bytes).grayscale().jpeg().toBuffer(),
    (bytes) => sharp(bytes).blur(random.between(0.5, 2)).jpeg({ quality: 60 }).toBuffer(),
  ];
  const tally = new Tally('whole image: edited copies and strangers');
  const look = async (bytes: Uint8Array, wanted: readonly string[], name: string): Promise<void> => {
    const facts = await factsOf(bytes);
    tally.compare(
      name,
      wanted,
      index.match(facts).map(({ featureId, distance, colours }) => ({
        label: featureId,
        because: `distance ${distance}, colours ${colours}`,
      })),
      `quality ${facts.quality}`,
    );
  };
  for (const [i, bytes] of originals.entries())
    for (const [k, edit] of edits.entries())
      if ((i + k) % 3 === 0) await look(await edit(bytes), [`p${i}`], `picture ${i}, edit ${k}`);
  for (let i = 0; i < 120; i++) await look(await picture(seed * 10 + 10_000 + i), [], `stranger ${i}`);
  return [tally];
}
