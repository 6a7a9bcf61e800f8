import type { Cells } from './cells.ts';
import type { BuiltFilter } from './filter-build.ts';
import { alignFour, HEADER, MATCHER_MAGIC, MATCHER_VERSION, MatcherFormatError } from './format.ts';

export type Sections = {
  readonly alphabet: Uint16Array;
  readonly cells: Cells;
  readonly rootBase: number;
  readonly tails: Uint16Array;
  readonly lists: readonly number[];
};

/** Byte offsets of the sections, and where they end. */
function layoutOf(field: (index: number) => number) {
  const alphabetAt = HEADER.size * 4;
  const cellsAt = alphabetAt + alignFour(field(HEADER.alphabet) * 2);
  const tailsAt = cellsAt + field(HEADER.cells) * 8;
  const listsAt = tailsAt + alignFour(field(HEADER.tailUnits) * 2);
  const filterAt = listsAt + field(HEADER.listInts) * 4;
  const end = filterAt + (4 << (field(HEADER.filterBits) - 5));
  return { alphabetAt, cellsAt, tailsAt, listsAt, filterAt, end };
}

export function assemble(sections: Sections, filter: BuiltFilter, terms: number): Uint8Array {
  const { alphabet, cells, rootBase, tails, lists } = sections;
  const head = new Int32Array(HEADER.size);
  head[HEADER.magic] = MATCHER_MAGIC;
  head[HEADER.version] = MATCHER_VERSION;
  head[HEADER.alphabet] = alphabet.length;
  head[HEADER.cells] = cells.size + alphabet.length + 1; // a look-up past the last base stays inside
  head[HEADER.tailUnits] = tails.length;
  head[HEADER.listInts] = lists.length;
  head[HEADER.terms] = terms;
  head[HEADER.rootBase] = rootBase;
  head[HEADER.filterUnits] = filter.lead;
  head[HEADER.filterBits] = filter.bits;
  head[HEADER.shortTerms] = filter.shorter;
  const at = layoutOf((index) => head[index] as number);
  const { buffer } = new Uint8Array(at.end);
  new Int32Array(buffer, 0, head.length).set(head);
  new Uint16Array(buffer, at.alphabetAt, alphabet.length).set(alphabet);
  new Int32Array(buffer, at.cellsAt, cells.size * 2).set(cells.data.subarray(0, cells.size * 2));
  new Uint16Array(buffer, at.tailsAt, tails.length).set(tails);
  new Uint32Array(buffer, at.listsAt, lists.length).set(lists);
  new Uint32Array(buffer, at.filterAt, filter.map.length).set(filter.map);
  return new Uint8Array(buffer);
}

/** The sections of a blob as views over its buffer; copies only when it is misaligned. */
export function sectionsOf(blob: Uint8Array) {
  const bytes = blob.byteOffset % 4 === 0 ? blob : blob.slice();
  if (bytes.byteLength < HEADER.size * 4) throw new MatcherFormatError('matcher blob is too short');
  const { buffer, byteOffset } = bytes;
  const head = new Int32Array(buffer, byteOffset, HEADER.size);
  if (head[HEADER.magic] !== MATCHER_MAGIC) throw new MatcherFormatError('not a matcher blob');
  if (head[HEADER.version] !== MATCHER_VERSION) throw new MatcherFormatError('unknown matcher version');
  const field = (index: number): number => head[index] as number;
  const at = layoutOf(field);
  if (at.end !== bytes.byteLength) throw new MatcherFormatError('matcher blob is cut');
  return {
    alphabet: new Uint16Array(buffer, byteOffset + at.alphabetAt, field(HEADER.alphabet)),
    cells: new Int32Array(buffer, byteOffset + at.cellsAt, field(HEADER.cells) * 2),
    tails: new Uint16Array(buffer, byteOffset + at.tailsAt, field(HEADER.tailUnits)),
    lists: new Uint32Array(buffer, byteOffset + at.listsAt, field(HEADER.listInts)),
    filter: new Uint32Array(buffer, byteOffset + at.filterAt, 1 << (field(HEADER.filterBits) - 5)),
    rootBase: field(HEADER.rootBase),
    filterUnits: field(HEADER.filterUnits),
    filterBits: field(HEADER.filterBits),
    shortTerms: field(HEADER.shortTerms),
    terms: field(HEADER.terms),
    byteLength: bytes.byteLength,
  };
}
