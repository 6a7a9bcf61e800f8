import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadBrandBook } from '../../../models/brands/brand-book.ts';
import { Feature } from '../../../models/features/feature.ts';
import { buildFeatures, loadFeatures } from '../../../models/features/feature-index.ts';
import { hammingDistance, hash256FromHex } from '../../../models/image/pdq/hash256.ts';
import { INVENTED_BRANDS } from '../../../samples/brands.ts';
import { FEATURE_PICTURES } from '../../../samples/features.ts';
import { drawLabel } from '../../../samples/images/papers.ts';
import { photograph } from '../../../samples/images/photograph.ts';
import { drawProduct } from '../../../samples/images/product.ts';
import { SHAPE_NAMES } from '../../../samples/images/shapes.ts';
import { analyser } from '../../../samples/mix/analyser.ts';
import { platformKnowledge } from '../../../samples/platform-knowledge.ts';

describe('sample pictures', () => {
  it('the knowledge files of the invented brands are what the samples say', async () => {
    const { 'features.ndjson': features = '', ...tables } = await platformKnowledge();
    for (const [name, text] of Object.entries(tables))
      expect(readFileSync(join('knowledge', name), 'utf8').trim(), name).toBe(text.trim());
    // Rasterizers and encoders differ between processors (up to 14 bits seen); another picture differs by more than 31.
    const parse = (text: string) =>
      text
        .trim()
        .split('\n')
        .map((line) => Feature.parse(JSON.parse(line)));
    const [kept, made] = [parse(readFileSync('knowledge/features.ndjson', 'utf8')), parse(features)];
    expect(kept.map((f) => [f.featureId, f.brand, f.kind])).toEqual(
      made.map((f) => [f.featureId, f.brand, f.kind]),
    );
    for (const [i, { featureId, pdq }] of kept.entries()) {
      const other = hash256FromHex(made[i]?.pdq ?? '');
      expect(hammingDistance(hash256FromHex(pdq), other), featureId).toBeLessThanOrEqual(20);
    }
  });

  it('the same recipe and seed give the same bytes, another seed another photograph', async () => {
    const shot = (seed: number) =>
      photograph(drawProduct({ shape: 'shoe', hue: 20 }, seed), seed, { tilt: 0.04 });
    const [a, b, c] = await Promise.all([shot(5), shot(5), shot(6)]);
    expect(Buffer.compare(a, b)).toBe(0);
    expect(Buffer.compare(a, c)).not.toBe(0);
  });

  it('goods of every shape are fit to show', async () => {
    const analyse = await analyser({ codes: false });
    for (const [seed, shape] of SHAPE_NAMES.entries()) {
      const facts = await analyse(await photograph(drawProduct({ shape, hue: seed * 40 }, seed), seed));
      expect([shape, facts.problems]).toEqual([shape, []]);
    }
  });

  it('a bar code on a photographed package is read back', async () => {
    const analyse = await analyser();
    const label = { title: '样品', lines: ['净含量：50ml'], ean13: '9520010100015' };
    const { codes } = await analyse(await photograph(drawLabel(label), 3, { tilt: 0.02, noise: 2 }));
    expect(codes.map((code) => code.text)).toContain(label.ean13);
  });

  it('a registered picture taken again matches its feature, ordinary goods match none', async () => {
    const analyse = await analyser({ codes: false });
    const lines = readFileSync('knowledge/features.ndjson', 'utf8').trim().split('\n');
    const features = loadFeatures(buildFeatures(lines.map((line) => Feature.parse(JSON.parse(line)))));
    const brands = loadBrandBook(readFileSync('knowledge/brand-book.json'));
    for (const { featureId, draw } of FEATURE_PICTURES) {
      const facts = await analyse(await photograph(draw(), 77, { noise: 4, quality: 70, shade: 0.15 }));
      expect(features.match(facts).map((match) => match.featureId)).toContain(featureId);
    }
    for (const [seed, shape] of SHAPE_NAMES.entries()) {
      const facts = await analyse(await photograph(drawProduct({ shape, hue: 200 }, 400 + seed), seed));
      expect([shape, features.match(facts)]).toEqual([shape, []]);
    }
    for (const { name, owner } of INVENTED_BRANDS) expect(brands.entry(name)?.owner).toBe(owner);
  });
});
