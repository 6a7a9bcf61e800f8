import { describe, expect, it } from 'vitest';
import { seeded } from '../../../models/goods/model/random.ts';
import { bandKeys, isRelisting, type Print, printOf, sharedBigrams } from '../../../models/text/relisting.ts';
import { relisted, titlesOf } from '../../../tools/evaluate/titles.ts';
import { cleanTitles, lottery } from './support.ts';

const next = lottery(7);
/** What sellers do to put a title up again: words moved, some left out, separators and widths changed. */
function edited(title: string): string {
  const size = 2 + next(3);
  const pieces = title.match(new RegExp(`.{1,${size * 2}}`, 'gu')) ?? [];
  const from = next(pieces.length);
  const moved = [...pieces.slice(from), ...pieces.slice(0, from)];
  if (moved.length > 4) moved.splice(next(moved.length), 1);
  return `${next(2) === 0 ? '爆款 ' : ''}${moved.join(next(2) === 0 ? ' ' : '')}`;
}

describe('re-listing', () => {
  const titles = cleanTitles()
    .filter((title) => title.length >= 16)
    .slice(0, 1500);
  const prints = titles.map(printOf);

  it('finds edited titles through their keys', () => {
    let found = 0;
    titles.forEach((title, i) => {
      const own = prints[i] as Print;
      const other = printOf(edited(title));
      const keys = new Set(bandKeys(own));
      if (isRelisting(own, other) && bandKeys(other).some((key) => keys.has(key))) found++;
    });
    expect(found / titles.length).toBeGreaterThanOrEqual(0.97);
  });

  /** Strangers taken for one another, in a million pairs. */
  function falsePairs(of: readonly Print[]): number {
    let pairs = 0;
    let wrong = 0;
    for (let i = 0; i < of.length; i++) {
      for (let j = i + 1; j < of.length; j++) {
        pairs++;
        if (isRelisting(of[i] as Print, of[j] as Print)) wrong++;
      }
    }
    return (wrong / pairs) * 1e6;
  }

  it('keeps other titles apart', () => {
    expect(falsePairs(prints)).toBeLessThanOrEqual(3);
  });

  it.each([11, 12, 13])(
    'keeps titles of the same kind of goods apart and finds their edits, seed %i',
    (seed) => {
      const random = seeded(seed);
      const alike = titlesOf(1000, seed);
      const known = alike.map(printOf);
      const found = alike.filter((title, i) =>
        isRelisting(known[i] as Print, printOf(relisted(title, random))),
      );
      expect(found.length / alike.length).toBeGreaterThanOrEqual(0.97);
      expect(falsePairs(known)).toBeLessThanOrEqual(3);
    },
  );

  it('treats separators, widths and empty texts sensibly', () => {
    expect(sharedBigrams(printOf('ＮＩＫＥ 跑 鞋'), printOf('nike跑鞋'))).toBe(1);
    expect(sharedBigrams(printOf('甲乙丙'), printOf('乙丙丁'))).toBeCloseTo(1 / 3);
    expect(sharedBigrams(printOf(''), printOf(''))).toBe(0);
    expect(isRelisting(printOf(''), printOf(''))).toBe(false);
    expect(bandKeys(printOf(''))).toEqual([]);
  });
});
