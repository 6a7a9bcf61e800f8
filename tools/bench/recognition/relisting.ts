import { seeded } from '../../../models/goods/model/random.ts';
import { bandKeys, isRelisting, type Print, printOf } from '../../../models/text/relisting.ts';
import { relisted, titlesOf } from '../../evaluate/titles.ts';
import type { Row } from './row.ts';

const TITLES = 1500;

/** Edited titles found again through the stored keys, and strangers taken for one another. */
export function benchRelisting(seed = 11): Row[] {
  const random = seeded(seed);
  const titles = titlesOf(TITLES, seed);
  const prints = titles.map(printOf);
  const byKey = new Map<string, number[]>();
  prints.forEach((print, i) => {
    for (const key of bandKeys(print)) byKey.set(key, [...(byKey.get(key) ?? []), i]);
  });
  let found = 0;
  titles.forEach((title, i) => {
    const edited = printOf(relisted(title, random));
    const candidates = new Set(bandKeys(edited).flatMap((key) => byKey.get(key) ?? []));
    if (candidates.has(i) && isRelisting(edited, prints[i] as Print)) found++;
  });
  let pairs = 0;
  let alike = 0;
  for (let i = 0; i < TITLES; i++) {
    for (let k = i + 1; k < TITLES; k++) {
      pairs++;
      if (isRelisting(prints[i] as Print, prints[k] as Print)) alike++;
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
