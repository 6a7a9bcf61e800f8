import { seeded } from '../../../models/goods/model/random.ts';
import { bandKeys, RELISTING_CUT, signature, similarity } from '../../../models/text/relisting.ts';
import { relisted, titlesOf } from '../../evaluate/titles.ts';
import type { Row } from './row.ts';

const TITLES = 1500;

/** Edited titles found again through the stored keys, and strangers taken for one another. */
export function benchRelisting(seed = 11): Row[] {
  const random = seeded(seed);
  const titles = titlesOf(TITLES, seed);
  const signatures = titles.map(signature);
  const byKey = new Map<string, number[]>();
  signatures.forEach((values, i) => {
    for (const key of bandKeys(values)) byKey.set(key, [...(byKey.get(key) ?? []), i]);
  });
  let found = 0;
  titles.forEach((title, i) => {
    const edited = signature(relisted(title, random));
    const candidates = new Set(bandKeys(edited).flatMap((key) => byKey.get(key) ?? []));
    if (candidates.has(i) && similarity(edited, signatures[i] as Uint32Array) >= RELISTING_CUT) found++;
  });
  let pairs = 0;
  let alike = 0;
  for (let i = 0; i < TITLES; i++) {
    for (let k = i + 1; k < TITLES; k++) {
      pairs++;
      if (similarity(signatures[i] as Uint32Array, signatures[k] as Uint32Array) >= RELISTING_CUT) alike++;
    }
  }
  return [
    { what: 're-listing: mixed edits found again', value: found / TITLES, bar: 0.93 },
    {
      what: '  strangers taken for one another, in a million pairs',
      ours: `${alike} of ${pairs.toLocaleString('en')}`,
      value: (alike / pairs) * 1e6,
      bar: 5,
      sense: 'at most',
    },
  ];
}
