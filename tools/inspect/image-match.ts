import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import {
  buildFeatures,
  type FeatureIndex,
  loadFeatures,
  type RegisteredFeature,
} from '../../models/features/feature-index.ts';
import type { ImageFacts } from '../../models/image/analyse.ts';
import { matchQuality } from '../../models/image/pdq/pdq.ts';
import type { Region } from '../../models/image/region.ts';
import { registrationOf } from '../../models/image/register.ts';
import { createLocalFinder, type LocalFinder } from './image-local.ts';

export type ImageMatch = {
  readonly featureId: string;
  /** Differing bits of 256 for fingerprints; null where a match was found by local features. */
  readonly distance: number | null;
  readonly score?: number;
  readonly kind: 'whole' | 'crop' | 'logo';
  readonly region: Region;
  /** The same drawing in other colours. */
  readonly recoloured?: true;
};

export type ImageMatcher = (bytes: Uint8Array, facts: ImageFacts) => Promise<ImageMatch[]>;

const Line = z.object({
  featureId: z.string().min(1),
  file: z.string().min(1).optional(),
  pdq: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/)
    .optional(),
});

const rowOf = (featureId: string, seen: { pdq?: string; looks?: string }): RegisteredFeature => ({
  featureId,
  brand: '',
  kind: 'brand-feature',
  views: [],
  ...seen,
});

/** Loads features (`{"featureId","file"|"pdq"}` a line); a bad line is reported on stderr and left out. */
export async function loadMatcher(path: string): Promise<ImageMatcher> {
  const rows: RegisteredFeature[] = [];
  const pictures: { featureId: string; bytes: Uint8Array }[] = [];
  let number = 0;
  for await (const text of createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number++;
    if (text.trim() === '') continue;
    try {
      const { featureId, file, pdq } = Line.parse(JSON.parse(text));
      if (pdq) rows.push(rowOf(featureId, { pdq: pdq.toLowerCase() }));
      if (!file) continue;
      const bytes = await firstReadable([resolve(file), resolve(dirname(path), file)]);
      for (const background of ['#ffffff', '#000000'] as const) {
        const outcome = await registrationOf(bytes, background);
        if (!outcome.ok) throw new Error(outcome.error.message.en);
        const { pdq: whole, quality, looks } = outcome.registration;
        rows.push(rowOf(featureId, quality >= matchQuality ? { pdq: whole, looks } : { looks }));
      }
      pictures.push({ featureId, bytes });
    } catch (error) {
      console.error(`${path}:${number}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const index = loadFeatures(buildFeatures(rows));
  const local = pictures.length > 0 ? await createLocalFinder(pictures) : undefined;
  return (bytes, facts) => matchesOf(index, local, bytes, facts);
}

async function firstReadable(paths: readonly string[]): Promise<Uint8Array> {
  for (const path of paths) {
    try {
      return await readFile(path);
    } catch {
      // The next place may have it.
    }
  }
  throw new Error(`cannot read ${paths.join(' or ')}`);
}

async function matchesOf(
  index: FeatureIndex,
  local: LocalFinder | undefined,
  bytes: Uint8Array,
  facts: ImageFacts,
): Promise<ImageMatch[]> {
  const everywhere = { x: 0, y: 0, width: facts.width, height: facts.height };
  const found = index.match(facts).map(
    ({ featureId, distance, whole, colours, region }): ImageMatch => ({
      featureId,
      distance,
      kind: whole ? 'whole' : 'crop',
      region: region ?? everywhere,
      ...(colours === 'other' ? { recoloured: true } : {}),
    }),
  );
  if (!local) return found;
  const known = new Set(found.map(({ featureId }) => featureId));
  const more = (await local(bytes, known)).filter(({ featureId }) => !known.has(featureId));
  return [...found, ...more];
}
