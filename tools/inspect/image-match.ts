import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import * as z from 'zod';
import { analyse, type ImageFacts } from '../../models/image/analyse.ts';
import { entriesOf, looksOf } from '../../models/image/feature-hashes.ts';
import { hash256FromHex } from '../../models/image/pdq/hash256.ts';
import type { Region } from '../../models/image/region.ts';
import { buildIndex, type IndexEntry, loadIndex, type PdqIndex } from '../../models/image/search/index.ts';
import { createLocalFinder, type LocalFinder } from './image-local.ts';

export type ImageMatch = {
  readonly featureId: string;
  /** Differing bits of 256 for fingerprints; null where a match was found by local features. */
  readonly distance: number | null;
  readonly score?: number;
  readonly kind: 'whole' | 'crop' | 'logo';
  readonly region: Region;
};

export type ImageMatcher = (bytes: Uint8Array, facts: ImageFacts) => Promise<ImageMatch[]>;

const Feature = z.object({
  featureId: z.string().min(1),
  file: z.string().min(1).optional(),
  pdq: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/)
    .optional(),
});

const partMark = '\u0000part';

/** Loads features (`{"featureId","file"|"pdq"}` a line); a bad line is reported on stderr and left out. */
export async function loadMatcher(path: string): Promise<ImageMatcher> {
  const entries: IndexEntry[] = [];
  const pictures: { featureId: string; bytes: Uint8Array }[] = [];
  let number = 0;
  for await (const text of createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number++;
    if (text.trim() === '') continue;
    try {
      const { featureId, file, pdq } = Feature.parse(JSON.parse(text));
      if (pdq) entries.push({ featureId, pdq: hash256FromHex(pdq) });
      if (!file) continue;
      const bytes = await firstReadable([resolve(file), resolve(dirname(path), file)]);
      for (const background of ['#ffffff', '#000000'] as const) {
        const outcome = await analyse(bytes, { background });
        if (!outcome.ok) throw new Error(outcome.error.message.en);
        entries.push(...entriesOf(outcome.facts, featureId, featureId + partMark));
      }
      pictures.push({ featureId, bytes });
    } catch (error) {
      console.error(`${path}:${number}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const index = loadIndex(buildIndex(entries));
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
  index: PdqIndex,
  local: LocalFinder | undefined,
  bytes: Uint8Array,
  facts: ImageFacts,
): Promise<ImageMatch[]> {
  const best = new Map<string, ImageMatch>();
  for (const look of looksOf(facts)) {
    for (const { featureId, distance } of index.query(look.pdq)) {
      const part = featureId.endsWith(partMark);
      const id = part ? featureId.slice(0, -partMark.length) : featureId;
      const kind = look.whole && !part ? 'whole' : 'crop';
      const before = best.get(id);
      // The whole picture is the stronger statement even at a larger distance.
      if (before && (before.kind === 'whole') === (kind === 'whole') && (before.distance ?? 0) <= distance)
        continue;
      if (before?.kind === 'whole' && kind === 'crop') continue;
      best.set(id, { featureId: id, distance, kind, region: look.region });
    }
  }
  const found = [...best.values()].sort((a, b) => (a.distance ?? 0) - (b.distance ?? 0));
  if (!local) return found;
  const more = (await local(bytes, new Set(best.keys()))).filter(({ featureId }) => !best.has(featureId));
  return [...found, ...more];
}
