import type { Selector } from './selector.ts';
import { wordQuery } from './words.ts';

/** Terms of a table in a range `[from, to)`, with their rows; how they are fetched is the reader's matter. */
export type TermReader = (from: string, to: string) => Promise<[term: string, ordinals: number[]][]>;

/** Rows of one table that any of the selectors touches, ascending. */
export async function rowsTouched(selectors: readonly Selector[], read: TermReader): Promise<number[]> {
  const touched = new Set<number>();
  const images = selectors.filter((selector) => selector.by === 'image');
  for (const selector of selectors) {
    if (selector.by === 'image') continue;
    const rows =
      selector.by === 'term' ? await exactly(selector.term, read) : await withWord(selector.text, read);
    for (const row of rows) touched.add(row);
  }
  for (const row of await withPicture(images, read)) touched.add(row);
  return [...touched].sort((a, b) => a - b);
}

async function exactly(term: string, read: TermReader): Promise<number[]> {
  return (await read(term, `${term}\0`)).flatMap(([, rows]) => rows);
}

async function withWord(word: string, read: TermReader): Promise<number[]> {
  const query = wordQuery(word);
  if (!query) return [];
  if ('prefix' in query)
    return (await read(query.prefix, `${query.prefix}\uffff`)).flatMap(([, rows]) => rows);
  const [first = '', ...others] = query.terms;
  let common = await exactly(first, read);
  for (const term of others) {
    if (common.length === 0) return [];
    const rows = new Set(await exactly(term, read));
    common = common.filter((row) => rows.has(row));
  }
  return common;
}

const IMAGE = 'image:';

/** A fingerprint has no order that keeps neighbours together, so all are compared: 32 bytes a picture, no listing read. */
async function withPicture(
  wanted: readonly (Selector & { by: 'image' })[],
  read: TermReader,
): Promise<number[]> {
  if (wanted.length === 0) return [];
  const looks = wanted.map(({ pdq, distance }) => ({ words: wordsOf(pdq), distance }));
  const rows: number[] = [];
  for (const [term, ordinals] of await read(IMAGE, 'image;')) {
    const seen = wordsOf(term.slice(IMAGE.length));
    if (looks.some(({ words, distance }) => apart(words, seen, distance) <= distance)) rows.push(...ordinals);
  }
  return rows;
}

function wordsOf(pdq: string): Int32Array {
  return Int32Array.from({ length: 8 }, (_, i) => Number.parseInt(pdq.slice(i * 8, i * 8 + 8), 16) | 0);
}

/** Bits two fingerprints differ in; stops counting above `limit`. */
function apart(a: Int32Array, b: Int32Array, limit: number): number {
  let bits = 0;
  for (let i = 0; i < 8 && bits <= limit; i++) {
    let x = (a[i] as number) ^ (b[i] as number);
    x -= (x >>> 1) & 0x55555555;
    x = (x & 0x33333333) + ((x >>> 2) & 0x33333333);
    bits += Math.imul((x + (x >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return bits;
}
