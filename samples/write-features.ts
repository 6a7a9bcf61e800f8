import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { INVENTED_BRANDS } from './brands.ts';
import { FEATURE_PICTURES } from './features.ts';
import { photograph } from './images/photograph.ts';
import { analyser } from './mix/analyser.ts';

/** Writes the knowledge of the invented brands: features.ndjson, brand-book.json and brands-platform.csv. */
const folder = join(import.meta.dirname, '..', 'knowledge');
const analyse = await analyser();
const features: string[] = [];
for (const { featureId, brand, kind, draw } of FEATURE_PICTURES) {
  const { pdq, quality } = await analyse(await photograph(draw(), 1, { noise: 1, shade: 0.05, quality: 92 }));
  if (quality < 50) throw new Error(`${featureId} is too plain to be told apart: ${quality}`);
  features.push(JSON.stringify({ featureId, brand, kind, pdq }));
}
writeFileSync(join(folder, 'features.ndjson'), `${features.join('\n')}\n`);

const brands = INVENTED_BRANDS.map((brand) => ({
  brand: brand.name,
  owner: brand.owner,
  rights: [
    {
      kind: 'trademark',
      number: brand.mark,
      classes: brand.classes,
      holder: brand.owner,
      status: brand.pending ? 'pending' : 'registered',
      territory: 'CN',
      validUntil: '2035-06-30',
    },
  ],
  authorisedSellers: brand.sellers,
  gtinPrefixes: [brand.gtinPrefix],
  priceFloors: brand.floors,
}));
writeFileSync(
  join(folder, 'brand-book.json'),
  `${JSON.stringify({ brands, prefixOwners: [] }, undefined, 2)}\n`,
);

const rows = INVENTED_BRANDS.flatMap(({ name, zh, latin, category }) =>
  [...new Set([latin, zh])].map((term) => `${name},${term},distinctive,${category}`),
);
writeFileSync(join(folder, 'brands-platform.csv'), `brand,term,ambiguity,category\n${rows.join('\n')}\n`);
console.log(`${features.length} features, ${brands.length} brands, ${rows.length} terms`);
