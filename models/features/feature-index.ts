import * as z from 'zod';
import type { Region } from '../finding.ts';
import { looksOf } from '../image/feature-hashes.ts';
import { hash256FromHex } from '../image/pdq/hash256.ts';
import { buildIndex, loadIndex } from '../image/search/index.ts';
import type { ImageFacts } from '../image-facts.ts';
import { FEATURE_KINDS, type Feature } from './feature.ts';

export type FeatureMatch = {
  featureId: string;
  brand: string;
  kind: Feature['kind'];
  distance: number;
  /** False when only a crop of the listing's picture matched. */
  whole: boolean;
  region?: Region;
};
export type FeatureIndex = { size: number; match(facts: ImageFacts): FeatureMatch[] };

const Meta = z.array(z.tuple([z.string(), z.string(), z.enum(FEATURE_KINDS)]));

/** One artefact: length of the description, the description as JSON, the search index. */
export function buildFeatures(features: Feature[]): Uint8Array {
  const sorted = [...features].sort((a, b) => (a.featureId < b.featureId ? -1 : 1));
  const meta = new TextEncoder().encode(JSON.stringify(sorted.map((f) => [f.featureId, f.brand, f.kind])));
  const index = buildIndex(
    sorted.flatMap(({ featureId, pdq, views }) =>
      [pdq, ...new Set(views)].map((hash) => ({ featureId, pdq: hash256FromHex(hash) })),
    ),
  );
  const start = align(4 + meta.length);
  const bytes = new Uint8Array(start + index.length);
  new DataView(bytes.buffer).setUint32(0, meta.length, true);
  bytes.set(meta, 4);
  bytes.set(index, start);
  return bytes;
}

const align = (length: number) => Math.ceil(length / 8) * 8;

export function loadFeatures(bytes: Uint8Array): FeatureIndex {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const meta = new Map(
    Meta.parse(JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)))).map(
      ([id, brand, kind]) => [id, { brand, kind }],
    ),
  );
  const index = loadIndex(bytes.subarray(align(4 + length)));
  return {
    size: meta.size,
    match(facts) {
      const best = new Map<string, FeatureMatch>();
      for (const { pdq, region, whole } of looksOf(facts)) {
        for (const { featureId, distance } of index.query(pdq)) {
          const known = meta.get(featureId);
          const before = best.get(featureId);
          if (!known || (before && before.distance <= distance)) continue;
          best.set(featureId, { featureId, ...known, distance, whole, ...(whole ? {} : { region }) });
        }
      }
      return [...best.values()].sort((a, b) => a.distance - b.distance).slice(0, 10);
    },
  };
}
