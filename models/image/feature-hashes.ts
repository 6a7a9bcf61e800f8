import type { ImageFacts } from './analyse.ts';
import { hash256FromHex } from './pdq/hash256.ts';
import { matchQuality } from './pdq/pdq.ts';
import type { Region } from './region.ts';
import type { IndexEntry } from './search/index.ts';

/** One hash by which a picture is looked for, and what part of the picture it speaks of. */
export type Look = { readonly pdq: Uint8Array; readonly region: Region; readonly whole: boolean };

type HashedFacts = Pick<ImageFacts, 'pdq' | 'quality' | 'dihedral' | 'views' | 'width' | 'height'>;

/**
 * Every hash worth asking an index for: the picture in its eight symmetries (so a mirrored or turned copy of the
 * registered one is found) and its views. Hashes of quality under 50 are left out.
 */
export function looksOf(facts: HashedFacts): Look[] {
  const region = { x: 0, y: 0, width: facts.width, height: facts.height };
  const symmetries = facts.quality >= matchQuality ? [...new Set([facts.pdq, ...facts.dihedral])] : [];
  return [
    ...symmetries.map((pdq) => ({ pdq: hash256FromHex(pdq), region, whole: true })),
    ...facts.views
      .filter(({ quality }) => quality >= matchQuality)
      .map((view) => ({ pdq: hash256FromHex(view.pdq), region: view.region, whole: false })),
  ];
}

/** Entries to register for a feature's picture: the whole and its views, told apart by `wholeId` and `partId`. */
export function entriesOf(facts: HashedFacts, wholeId: string, partId: string): IndexEntry[] {
  const whole = facts.quality >= matchQuality ? [{ featureId: wholeId, pdq: hash256FromHex(facts.pdq) }] : [];
  const parts = facts.views
    .filter(({ quality }) => quality >= matchQuality)
    .map(({ pdq }) => ({ featureId: partId, pdq: hash256FromHex(pdq) }));
  return [...whole, ...parts];
}
