import { describe, expect, it } from 'vitest';
import { bandKeys, RELISTING_CUT, signature, similarity } from '../../../models/text/relisting.ts';
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
  const signatures = titles.map(signature);

  it('finds edited titles through their keys', () => {
    let found = 0;
    titles.forEach((title, i) => {
      const own = signatures[i] as Uint32Array;
      const other = signature(edited(title));
      const keys = new Set(bandKeys(own));
      if (similarity(own, other) >= RELISTING_CUT && bandKeys(other).some((key) => keys.has(key))) found++;
    });
    expect(found / titles.length).toBeGreaterThanOrEqual(0.93);
  });

  it('keeps other titles apart', () => {
    let pairs = 0;
    let wrong = 0;
    for (let i = 0; i < signatures.length; i++) {
      for (let j = i + 1; j < signatures.length; j++) {
        pairs++;
        if (similarity(signatures[i] as Uint32Array, signatures[j] as Uint32Array) >= RELISTING_CUT) wrong++;
      }
    }
    expect((wrong / pairs) * 1e6).toBeLessThanOrEqual(5);
  });

  it('treats separators, widths and empty texts sensibly', () => {
    expect(similarity(signature('ＮＩＫＥ 跑 鞋'), signature('nike跑鞋'))).toBe(1);
    expect(similarity(signature(''), signature(''))).toBe(0);
    expect(bandKeys(signature(''))).toEqual([]);
  });
});
