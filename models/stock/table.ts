import { isFindingTerm, type StockCard } from './card.ts';
import { wordTerms } from './words.ts';

/** A listing in the index: its newest revision, and the newest run of that. */
export type StockRow = { listingId: string; merchantId: string; revision: number; run: string };

/** One immutable part of the stock index: rows by listing id, and for each term the rows that have it, ascending. */
export type StockTable = { rows: StockRow[]; postings: Map<string, number[]> };

/** Larger tables are not merged further, so that one merge stays within a function's memory. */
export const MAX_ROWS = 30_000;

type Draft = { row: StockRow; terms: Set<string> };

/** A table of cards as they arrived, in any order and as often as they like. */
export function tableOf(cards: readonly StockCard[]): StockTable {
  const drafts = new Map<string, Draft>();
  for (const card of cards) {
    const terms = [...card.terms, ...(card.text === undefined ? [] : wordTerms(card.text))];
    addTo(drafts, card.key, terms);
  }
  return assemble(drafts);
}

/** Several tables as one: of a listing the newest revision stands, with the findings of its newest run. */
export function mergeTables(tables: readonly StockTable[]): StockTable {
  const newest = new Map<string, StockRow>();
  for (const { rows } of tables) {
    for (const row of rows) {
      const known = newest.get(row.listingId);
      if (!known || isNewer(row, known)) newest.set(row.listingId, row);
    }
  }
  const rows = [...newest.values()].sort((a, b) => (a.listingId < b.listingId ? -1 : 1));
  const ordinalOf = new Map(rows.map((row, i) => [row.listingId, i]));
  const postings = new Map<string, number[]>();
  for (const table of tables) {
    const place = table.rows.map((row) => placeOf(row, newest.get(row.listingId), ordinalOf));
    for (const [term, ordinals] of table.postings) {
      const finding = isFindingTerm(term);
      const list = postings.get(term) ?? [];
      for (const ordinal of ordinals) {
        const to = place[ordinal];
        if (to && (to.sameRun || !finding)) list.push(to.ordinal);
      }
      if (list.length > 0) postings.set(term, list);
    }
  }
  for (const [term, list] of postings)
    postings.set(
      term,
      [...new Set(list)].sort((a, b) => a - b),
    );
  return { rows, postings };
}

function isNewer(a: StockRow, b: StockRow): boolean {
  return a.revision > b.revision || (a.revision === b.revision && a.run > b.run);
}

/** Where a row went in the merged table; nowhere when a newer revision stands. */
function placeOf(row: StockRow, standing: StockRow | undefined, ordinalOf: Map<string, number>) {
  const ordinal = ordinalOf.get(row.listingId);
  if (ordinal === undefined || standing?.revision !== row.revision) return undefined;
  return { ordinal, sameRun: standing.run === row.run };
}

function addTo(drafts: Map<string, Draft>, key: StockRow, terms: readonly string[]): void {
  const { listingId, merchantId, revision, run } = key;
  const known = drafts.get(listingId);
  if (!known || known.row.revision < revision) {
    drafts.set(listingId, { row: { listingId, merchantId, revision, run }, terms: new Set(terms) });
    return;
  }
  if (known.row.revision > revision) return;
  const newer = run > known.row.run;
  const older = run < known.row.run;
  if (newer) {
    known.row.run = run;
    for (const term of known.terms) if (isFindingTerm(term)) known.terms.delete(term);
  }
  for (const term of terms) if (!older || !isFindingTerm(term)) known.terms.add(term);
}

function assemble(drafts: Map<string, Draft>): StockTable {
  const sorted = [...drafts.values()].sort((a, b) => (a.row.listingId < b.row.listingId ? -1 : 1));
  const postings = new Map<string, number[]>();
  sorted.forEach(({ terms }, ordinal) => {
    for (const term of terms) {
      const list = postings.get(term);
      if (list) list.push(ordinal);
      else postings.set(term, [ordinal]);
    }
  });
  return { rows: sorted.map(({ row }) => row), postings };
}
