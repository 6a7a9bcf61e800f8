import { registrationOf } from '../models/image/register.ts';
import { INVENTED_BRANDS } from './brands.ts';
import { FEATURE_PICTURES, type FeaturePicture } from './features.ts';
import { photograph } from './images/photograph.ts';

/** What the platform knows of the invented brands, as texts of the knowledge files by name. */
export async function platformKnowledge(): Promise<Record<string, string>> {
  return {
    'features.ndjson': await features(),
    'brand-book.json': brandBook(),
    'brands-platform.csv': lexiconRows(),
  };
}

/** The picture as its owner registered it: what `knowledge/pictures` holds. */
export function registeredPicture({ draw }: FeaturePicture): Promise<Uint8Array> {
  return photograph(draw(), 1, { noise: 1, shade: 0.05, quality: 92 });
}

/** Fingerprints of the registered pictures and of confirmed counterfeits, one a line. */
async function features(): Promise<string> {
  const lines: string[] = [];
  for (const feature of FEATURE_PICTURES) {
    const { featureId, brand, kind, shows } = feature;
    const outcome = await registrationOf(await registeredPicture(feature));
    if (!outcome.ok) throw new Error(`${featureId} does not open: ${outcome.error.code}`);
    const { pdq, quality, looks } = outcome.registration;
    if (quality < 50) throw new Error(`${featureId} is too plain to be told apart: ${quality}`);
    lines.push(JSON.stringify({ featureId, brand, kind, shows, pdq, looks }));
  }
  return `${lines.join('\n')}\n`;
}

function brandBook(): string {
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
  return `${JSON.stringify({ brands, prefixOwners: [] }, undefined, 2)}\n`;
}

function lexiconRows(): string {
  const rows = INVENTED_BRANDS.flatMap(({ name, zh, latin, category }) =>
    [...new Set([latin, zh])].map((term) => `${name},${term},distinctive,${category}`),
  );
  return `brand,term,ambiguity,category\n${rows.join('\n')}\n`;
}
