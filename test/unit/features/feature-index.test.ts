import sharp, { type Sharp } from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Feature } from '../../../models/features/feature.ts';
import { buildFeatures, loadFeatures } from '../../../models/features/feature-index.ts';
import { analyse } from '../../../models/image/analyse.ts';
import { registrationOf } from '../../../models/image/register.ts';
import { ImageFacts } from '../../../models/image-facts.ts';
import { FEATURE_PICTURES } from '../../../samples/features.ts';
import { photograph } from '../../../samples/images/photograph.ts';
import { drawProduct } from '../../../samples/images/product.ts';

const pictures = new Map<string, Buffer>();
const features: Feature[] = [];
async function factsOf(bytes: Uint8Array): Promise<ImageFacts> {
  const outcome = await analyse(bytes);
  if (!outcome.ok) throw new Error(outcome.error.code);
  return ImageFacts.parse(outcome.facts);
}

beforeAll(async () => {
  for (const { featureId, brand, kind, draw } of FEATURE_PICTURES.slice(0, 9)) {
    const bytes = Buffer.from(await photograph(draw(), 1, { noise: 1, shade: 0.05, quality: 92 }));
    const outcome = await registrationOf(bytes);
    if (!outcome.ok) throw new Error(outcome.error.code);
    const { pdq, looks } = outcome.registration;
    pictures.set(featureId, bytes);
    features.push({ featureId, brand, kind, pdq, looks, views: [] });
  }
});

const side = 640;
/** What sellers do to a picture they took from somebody else. */
const EDITS: Record<string, (picture: Sharp) => Sharp> = {
  'as it is': (p) => p,
  'half the size, strong JPEG': (p) => p.resize(320).jpeg({ quality: 45 }),
  'cropped by a tenth': (p) => p.extract({ left: 32, top: 32, width: side - 64, height: side - 64 }),
  'with a border': (p) => p.extend({ top: 40, bottom: 40, left: 40, right: 40, background: '#fff' }),
  mirrored: (p) => p.flop(),
  'turned by a quarter': (p) => p.rotate(90),
  'cropped and mirrored': (p) => p.extract({ left: 40, top: 40, width: side - 80, height: side - 80 }).flop(),
  'brighter and warmer': (p) => p.modulate({ brightness: 1.15, saturation: 1.2 }),
  'white-balanced otherwise': (p) => p.linear([1.15, 1, 0.8], [0, 0, 0]).jpeg({ quality: 40 }),
  'without colours': (p) => p.grayscale(),
};

describe('the brand feature index', () => {
  it.each(Object.entries(EDITS))('finds a registered picture %s, and that one', async (_, edit) => {
    const index = loadFeatures(buildFeatures(features));
    for (const [featureId, bytes] of pictures) {
      const facts = await factsOf(await edit(sharp(bytes)).toBuffer());
      expect(index.match(facts)[0]?.featureId, featureId).toBe(featureId);
    }
  });

  it('a mirrored copy lies as near as any copy', async () => {
    const index = loadFeatures(buildFeatures(features));
    for (const [featureId, bytes] of pictures) {
      const [match] = index.match(await factsOf(await sharp(bytes).flop().jpeg({ quality: 80 }).toBuffer()));
      expect(match, featureId).toMatchObject({ featureId, whole: true });
      expect(match?.distance, featureId).toBeLessThanOrEqual(16);
    }
  });

  it('says of a recoloured copy that its colours are others, if it finds it, and never of a copy in other light', async () => {
    const index = loadFeatures(buildFeatures(features));
    for (const [featureId, bytes] of pictures) {
      const matchOf = async (edited: Sharp) =>
        index.match(await factsOf(await edited.jpeg().toBuffer())).find((one) => one.featureId === featureId);
      const recoloured = await matchOf(sharp(bytes).modulate({ hue: 120 }));
      expect(recoloured?.colours ?? 'other', featureId).toBe('other');
      expect((await matchOf(sharp(bytes).linear([1.2, 1, 0.8], [0, 0, 0])))?.colours, featureId).toBe('same');
    }
  });

  it('goods of one drawing in other colours are strangers, though a fingerprint takes them for one picture', async () => {
    const shot = async (hue: number, seed: number) =>
      photograph(drawProduct({ shape: 'headphones', hue, side: 400 }, seed), seed, { noise: 3 });
    let near = 0;
    for (const [hue, other] of [
      [20, 200],
      [350, 130],
      [80, 260],
    ] as const) {
      const outcome = await registrationOf(await shot(hue, 1));
      if (!outcome.ok) throw new Error(outcome.error.code);
      const { pdq, looks } = outcome.registration;
      const row = { featureId: 'a', brand: 'B', kind: 'brand-feature', pdq, views: [] } as const;
      const facts = await factsOf(await shot(other, 1));
      near += loadFeatures(buildFeatures([row])).match(facts).length;
      const [match] = loadFeatures(buildFeatures([{ ...row, looks }])).match(facts);
      expect(match?.colours ?? 'none').not.toBe('same');
    }
    expect(near).toBeGreaterThan(0);
  });

  it('does not find what is not registered', async () => {
    for (const feature of features) {
      const without = loadFeatures(buildFeatures(features.filter((other) => other !== feature)));
      const facts = await factsOf(pictures.get(feature.featureId) as Buffer);
      expect(without.match(facts).map((match) => match.featureId)).toEqual([]);
    }
  });

  it('is the same bytes for the same features in any order', () => {
    expect(buildFeatures([...features].reverse())).toEqual(buildFeatures(features));
  });
});
