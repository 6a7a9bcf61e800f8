import { LRUCache } from 'lru-cache';
import { rowsTouched } from '../../../models/stock/find.ts';
import type { Selector } from '../../../models/stock/selector.ts';
import type { StockRow } from '../../../models/stock/table.ts';
import {
  bodyStart,
  decodeHeader,
  decodeRows,
  FIRST_READ,
  rowBlockOf,
  rowWithinBlock,
  type TableHeader,
  termBlocksFor,
  termsIn,
} from '../../../models/stock/table-format.ts';
import { UnavailableError } from '../errors.ts';
import type { Objects } from '../objects.ts';
import { STOCK_PREFIX, type StockFile, stockFile } from './stock-files.ts';

/** The inverted index of screened listings; it is asked by ranges and never read as a whole. */
export type StockIndex = {
  /** Tables in force, and those merged into another since: they no longer count, but a sweep may still read them. */
  survey(): Promise<{ inForce: StockFile[]; replaced: { key: string; since: string }[] }>;
  /** Listings of one table that any of the selectors touches. */
  touched(table: string, selectors: readonly Selector[]): Promise<StockRow[]>;
};

/** Listings any of the selectors touches, table by table; a listing again only when a later table knows a newer revision. */
export async function* touchedListings(
  index: StockIndex,
  selectors: readonly Selector[],
): AsyncGenerator<StockRow> {
  const seen = new Map<string, number>();
  for (const { key } of (await index.survey()).inForce) {
    for (const row of await index.touched(key, selectors)) {
      if ((seen.get(row.listingId) ?? 0) >= row.revision) continue;
      seen.set(row.listingId, row.revision);
      yield row;
    }
  }
}

type Opened = { header: TableHeader; body: number };
const BLOCKS_KEPT = 64 * 1024 * 1024;

export function stockIndex(objects: Objects): StockIndex {
  // Tables never change: what was opened once stays true for the life of the container.
  const opened = new LRUCache<string, Opened>({ max: 2_000 });
  const blocks = new LRUCache<string, Uint8Array>({
    maxSize: BLOCKS_KEPT,
    sizeCalculation: (b) => b.length || 1,
  });

  async function bytes(key: string, from: number, length: number): Promise<Uint8Array> {
    const body = await objects.range(key, from, length);
    if (!body) throw new UnavailableError(`the stock table ${key} is gone: list the tables again`);
    return body;
  }

  async function open(key: string): Promise<Opened> {
    const known = opened.get(key);
    if (known) return known;
    let prefix = await bytes(key, 0, FIRST_READ);
    const body = bodyStart(prefix);
    if (body > prefix.length) prefix = await bytes(key, 0, body);
    const table = { header: decodeHeader(prefix), body };
    opened.set(key, table);
    return table;
  }

  async function block(key: string, table: Opened, [offset, length]: [number, number]): Promise<Uint8Array> {
    const name = `${key}@${offset}`;
    const known = blocks.get(name);
    if (known) return known;
    const read = await bytes(key, table.body + offset, length);
    blocks.set(name, read);
    return read;
  }

  return {
    async survey() {
      const files: StockFile[] = [];
      for (let from: string | undefined; ; ) {
        const page = await objects.list(STOCK_PREFIX, from);
        files.push(...page.keys.flatMap(stockFile));
        if (page.next === undefined) break;
        from = page.next;
      }
      // Only merged tables replace others; those as written replace nothing and need not be opened here.
      const since = new Map<string, string>();
      for (const file of files.filter(({ tier }) => tier > 0)) {
        for (const key of (await open(file.key)).header.replaces) since.set(key, file.modifiedAt);
      }
      return {
        inForce: files.filter(({ key }) => !since.has(key)),
        replaced: files.flatMap(({ key }) => {
          const at = since.get(key);
          return at === undefined ? [] : [{ key, since: at }];
        }),
      };
    },

    async touched(key, selectors) {
      const table = await open(key);
      const ordinals = await rowsTouched(selectors, async (from, to) => {
        const spans = termBlocksFor(table.header, from, to);
        const read = await Promise.all(spans.map((span) => block(key, table, span)));
        return read.flatMap((one) => [...termsIn(one)].filter(([term]) => term >= from && term < to));
      });
      const wanted = Map.groupBy(ordinals, rowBlockOf);
      const rows = await Promise.all(
        [...wanted].map(async ([number, inBlock]) => {
          const span = table.header.rowBlocks[number];
          if (!span) throw new Error(`${key} has no row block ${number}`);
          const decoded = decodeRows(await block(key, table, span));
          return inBlock.flatMap((ordinal) => decoded[rowWithinBlock(ordinal)] ?? []);
        }),
      );
      return rows.flat();
    },
  };
}
