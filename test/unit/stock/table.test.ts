import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { EVERY_LISTING, findingTerm, type StockCard } from '../../../models/stock/card.ts';
import { rowsTouched, type TermReader } from '../../../models/stock/find.ts';
import type { Selector } from '../../../models/stock/selector.ts';
import { mergeTables, type StockTable, tableOf } from '../../../models/stock/table.ts';
import {
  bodyStart,
  decodeHeader,
  decodeTable,
  encodeTable,
  termBlocksFor,
  termsIn,
} from '../../../models/stock/table-format.ts';

const key = (listingId: string, revision = 1, run = '0') => ({ listingId, merchantId: 'M-1', revision, run });
const cards = fc.array(
  fc.record({
    key: fc.record({
      listingId: fc.integer({ min: 1, max: 40 }).map((n) => `L-${n}`),
      merchantId: fc.constant('M-1'),
      revision: fc.integer({ min: 1, max: 3 }),
      run: fc.constantFrom('0', 's1', 's2'),
    }),
    terms: fc.uniqueArray(
      fc.constantFrom(
        EVERY_LISTING,
        'brand:A',
        'brand:B',
        'category:x.y',
        findingTerm('a'),
        findingTerm('b'),
      ),
    ),
    text: fc.option(fc.string({ unit: 'grapheme', maxLength: 12 }), { nil: undefined }),
  }),
  { maxLength: 60 },
) as fc.Arbitrary<StockCard[]>;

/** Reads a file as the index does: header, then only the blocks a range needs. */
function readerOf(file: Uint8Array): TermReader {
  const header = decodeHeader(file);
  const start = bodyStart(file);
  return async (from, to) =>
    termBlocksFor(header, from, to).flatMap(([offset, length]) =>
      [...termsIn(file.subarray(start + offset, start + offset + length))].filter(
        ([t]) => t >= from && t < to,
      ),
    );
}
const listings = async (table: StockTable, ...select: Selector[]) =>
  (await rowsTouched(select, readerOf(encodeTable(table)))).map((row) => table.rows[row]?.listingId);

describe('a table of the stock index', () => {
  test.prop([cards])('is read back from its bytes as it was', (some) => {
    const table = tableOf(some);
    const read = decodeTable(encodeTable(table));
    expect(read.rows).toEqual(table.rows);
    expect(new Map([...read.postings].sort())).toEqual(new Map([...table.postings].sort()));
  });

  test.prop([cards, fc.integer({ min: 1, max: 6 })])(
    'merged of pieces is the table of all cards, however they were split',
    (some, pieces) => {
      const size = Math.max(1, Math.ceil(some.length / pieces));
      const parts = Array.from({ length: pieces }, (_, i) => tableOf(some.slice(i * size, (i + 1) * size)));
      expect(encodeTable(mergeTables(parts))).toEqual(encodeTable(tableOf(some)));
    },
  );

  test.prop([cards])('does not depend on order or repetition of cards', (some) => {
    expect(encodeTable(tableOf([...some].reverse().concat(some)))).toEqual(encodeTable(tableOf(some)));
  });

  it('forgets a former revision and the findings of a former run', async () => {
    const table = tableOf([
      { key: key('L-1'), terms: ['brand:A'] },
      { key: key('L-1', 2), terms: ['brand:B'] },
      { key: key('L-2'), terms: ['brand:A', findingTerm('x')] },
      { key: key('L-2', 1, 's1'), terms: [] },
    ]);
    expect(await listings(table, { by: 'term', term: 'brand:A' })).toEqual(['L-2']);
    expect(await listings(table, { by: 'term', term: 'brand:B' })).toEqual(['L-1']);
    expect(await listings(table, { by: 'term', term: findingTerm('x') })).toEqual([]);
  });

  it('is asked by range over many blocks and answers exactly', async () => {
    const many = Array.from({ length: 3_000 }, (_, i) => ({
      key: key(`L-${String(i).padStart(5, '0')}`),
      terms: [EVERY_LISTING, `credential:cosmetic-registration#国妆特字2024${String(i).padStart(4, '0')}`],
    }));
    const table = tableOf(many);
    expect(decodeHeader(encodeTable(table)).termBlocks.length).toBeGreaterThan(3);
    const one: Selector = { by: 'term', term: 'credential:cosmetic-registration#国妆特字20241234' };
    expect(await listings(table, one)).toEqual(['L-01234']);
    expect(await listings(table, { by: 'term', term: EVERY_LISTING })).toHaveLength(3_000);
  });

  it('refuses bytes that are no table', () => {
    expect(() => bodyStart(new TextEncoder().encode('not a table at all'))).toThrow('not a stock table');
  });
});

describe('finding stored listings', () => {
  const table = tableOf([
    { key: key('L-1'), terms: [`image:${'0'.repeat(64)}`], text: '无糖薄荷糖 铁盒装' },
    { key: key('L-2'), terms: [`image:${'0'.repeat(62)}0f`], text: 'K O S T R U M 越野跑鞋' },
    { key: key('L-3'), terms: [`image:${'f'.repeat(64)}`], text: '薄荷绿 四件套 糖果色' },
  ]);

  it('by a word, through spaces and width, not by its scattered characters', async () => {
    expect(await listings(table, { by: 'text', text: 'Ｋostrum' })).toEqual(['L-2']);
    expect(await listings(table, { by: 'text', text: '薄荷糖' })).toEqual(['L-1']);
    expect(await listings(table, { by: 'text', text: '薄荷' })).toEqual(['L-1', 'L-3']);
    expect(await listings(table, { by: 'text', text: '糖' })).toEqual(['L-1', 'L-3']);
  });

  it('by a picture within a distance, and by any of several selectors', async () => {
    const near = (distance: number): Selector => ({ by: 'image', pdq: '0'.repeat(64), distance });
    expect(await listings(table, near(3))).toEqual(['L-1']);
    expect(await listings(table, near(4))).toEqual(['L-1', 'L-2']);
    expect(await listings(table, near(0), { by: 'text', text: '四件套' })).toEqual(['L-1', 'L-3']);
  });
});
