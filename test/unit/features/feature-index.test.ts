import sharp, { type Sharp } from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Feature } from '../../../models/features/feature.ts';
import { buildFeatures, loadFeatures } from '../../../models/features/feature-index.ts';
import { analyse } from '../../../models/image/analyse.ts';
import { ImageFacts } from '../../../models/image-facts.ts';
import { FEATURE_PICTURES } from '../../../samples/features.ts';
import { photograph } from '../../../samples/images/photograph.ts';

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
    const { pdq, views } = await factsOf(bytes);
    pictures.set(featureId, bytes);
    features.push({ featureId, brand, kind, pdq, views: views.map((view) => view.pdq) });
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
  'brighter and warmer': (p) => p.modulate({ brightness: 1.15, saturation: 1.2 }),
};

describe('the brand feature index', () => {
  it.each(Object.entries(EDITS))('finds a registered picture %s, and that one', async (_, edit) => {
    const index = loadFeatures(buildFeatures(features));
    for (const [featureId, bytes] of pictures) {
      const facts = await factsOf(await edit(sharp(bytes)).toBuffer());
      expect(index.match(facts)[0]?.featureId, featureId).toBe(featureId);
    }
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
