import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findBrands } from '../../../models/text/brands.ts';
import { loadLexicon } from '../../../models/text/lexicon.ts';
import { buildLexicon } from '../../../models/text/lexicon-build.ts';
import { inferAmbiguity, parseLexicon } from '../../../models/text/lexicon-csv.ts';
import { brandProblems, brandRows } from './support.ts';

const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

describe('lexicon', () => {
  it('carries at least 1,300 brands and reads without a problem', () => {
    expect(brandProblems()).toBe(0);
    expect(new Set(brandRows().map((row) => row.brand)).size).toBeGreaterThanOrEqual(1300);
  });

  it('names the row and the column of every problem', () => {
    const { rows, problems } = parseLexicon(
      'brand,term,ambiguity,category\nNike,耐克,,sports|shoes\n,耐克,,\nNike,,,\nNike,nike,odd,\nNike,耐克,,\nNike,' +
        `${'长'.repeat(33)},,\nonly,two\n`,
    );
    expect(rows).toEqual([
      { brand: 'Nike', term: '耐克', ambiguity: 'distinctive', categories: ['sports', 'shoes'] },
    ]);
    expect(problems.map((p) => [p.row, p.column])).toEqual([
      [3, 'brand'],
      [4, 'term'],
      [5, 'ambiguity'],
      [6, 'term'],
      [7, 'term'],
      [8, 'brand'],
    ]);
    expect(parseLexicon('brand,term\n').problems.map((p) => p.column)).toEqual(['ambiguity', 'category']);
    expect(parseLexicon('"open').problems).toHaveLength(1);
  });

  it('infers short for what no disguise layer can tell apart', () => {
    expect(['LV', 'H&M', '后', 'BMW', 'Nike', '耐克'].map(inferAmbiguity)).toEqual([
      'short',
      'short',
      'short',
      'short',
      'distinctive',
      'distinctive',
    ]);
  });

  it('builds the same artefact from the same rows in any order', () => {
    const rows = brandRows().slice(0, 400);
    const titles = ['新款运动鞋', 'power phone case'];
    expect(sha(buildLexicon([...rows].reverse(), titles))).toBe(sha(buildLexicon(rows, titles)));
  });

  it('serves from shared memory', () => {
    const blob = buildLexicon(brandRows().slice(0, 400), []);
    const shared = new Uint8Array(new SharedArrayBuffer(blob.byteLength));
    shared.set(blob);
    const lexicon = loadLexicon(shared);
    expect(findBrands({ title: '华为手机' }, lexicon)[0]?.brand).toBe('Huawei');
    expect(() => loadLexicon(blob.subarray(0, 4))).toThrow();
    expect(() => loadLexicon(new Uint8Array(64))).toThrow();
  });

  it('drops made-up spellings that stand in clean titles', () => {
    const rows = parseLexicon('brand,term,ambiguity,category\niPhone,iPhone,,phones\n').rows;
    const seen = (titles: string[]): number =>
      findBrands({ title: 'phone stand' }, loadLexicon(buildLexicon(rows, titles))).length;
    expect(seen([])).toBe(1);
    expect(seen(['metal phone holder'])).toBe(0);
  });
});

describe('an ambiguity left empty', () => {
  const known = (term: string) =>
    term === '苹果' ? { ambiguity: 'common' as const, categories: ['phones'] } : undefined;
  const row = (csv: string) => parseLexicon(`brand,term,ambiguity,category\n${csv}`, known).rows[0];

  it('is what is known of the term, with its goods, or else what its form says', () => {
    expect(row('Apple,苹果,,')).toMatchObject({ ambiguity: 'common', categories: ['phones'] });
    expect(row('Nike,耐克,,')).toMatchObject({ ambiguity: 'distinctive', categories: [] });
    expect(row('HP,HP,,')).toMatchObject({ ambiguity: 'short' });
  });

  it('never overrides what the file says', () => {
    expect(row('Apple,苹果,distinctive,fruit')).toMatchObject({
      ambiguity: 'distinctive',
      categories: ['fruit'],
    });
    expect(row('Apple,苹果,,fruit')).toMatchObject({ ambiguity: 'common', categories: ['fruit'] });
  });
});

it('tells a repeated row from a faulty one', () => {
  const { rows, problems } = parseLexicon('brand,term,ambiguity,category\nA,Abcd,,\nA,ABCD,,\n,x,,\n');
  expect(rows.map((row) => row.term)).toEqual(['Abcd']);
  expect(problems.map(({ row, column, repeats }) => [row, column, repeats])).toEqual([
    [3, 'term', true],
    [4, 'brand', undefined],
  ]);
});
