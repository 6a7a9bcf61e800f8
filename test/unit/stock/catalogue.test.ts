import { describe, expect, it } from 'vitest';
import { EVERY_LISTING } from '../../../models/stock/card.ts';
import { Catalogue, changeBetween } from '../../../models/stock/catalogue.ts';
import { readSources } from '../../../tools/knowledge/build.ts';
import { catalogueOf } from '../../../tools/knowledge/catalogue.ts';

const sources = readSources('knowledge');
const read = (of: Record<string, string>) =>
  Catalogue.parse(JSON.parse(new TextDecoder().decode(catalogueOf(of))));
const before = read(sources);
const changed = (name: string, edit: (text: string) => string) =>
  changeBetween(before, read({ ...sources, [name]: edit(sources[name] ?? '') }));

describe('what a change of knowledge touches', () => {
  it('nothing changed, nothing touched; every row has a name of its own', () => {
    expect(changeBetween(before, before).select).toEqual([]);
    expect(new Set(before.map((row) => row.id)).size).toBe(before.length);
  });

  it('a new brand word touches titles that hold it and listings of that brand', () => {
    const change = changed('brands.csv', (csv) => `${csv.trimEnd()}\nZORVANE,佐梵,distinctive,\n`);
    expect(change.added).toEqual(['brand-word:ZORVANE/佐梵']);
    expect(change.select).toEqual([
      { by: 'term', term: 'brand:ZORVANE' },
      { by: 'text', text: '佐梵' },
    ]);
  });

  it('a changed rule touches what was found under its codes', () => {
    const change = changed('policy.json', (text) => text.replace('"atLeast": 0.9', '"atLeast": 0.91'));
    expect(change.changed).toHaveLength(1);
    expect(change.select.every((one) => one.by === 'term' && one.term.startsWith('finding:'))).toBe(true);
  });

  it('a removed product type touches its listings; the calendar touches none; the training words touch all', () => {
    const change = changed('product-types.csv', (csv) => csv.replace(/^rx\.amoxilin,.*\n/m, ''));
    expect(change.removed).toEqual(['product-type:rx.amoxilin']);
    expect(change.select).toContainEqual({ by: 'term', term: 'category:rx.amoxilin' });
    expect(changed('terms.json', (text) => text.replace('"2025-01-01",', '')).select).toEqual([]);
    expect(changed('title-words.csv', (csv) => `${csv}\n`).select).toEqual([
      { by: 'term', term: EVERY_LISTING },
    ]);
  });
});
