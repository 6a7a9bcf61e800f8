import { textLimits } from './limits.ts';
import {
  alignFour,
  filterBit,
  HEADER,
  LISTED,
  LONG_START,
  MATCHER_MAGIC,
  MATCHER_VERSION,
  MatcherFormatError,
  mixUnit,
  SHORT_START,
} from './matcher-format.ts';

export { buildMatcher, type MatcherTerm } from './matcher-build.ts';

/** Hits as flat columns, reused from scan to scan. */
export class Hits {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly ids: Int32Array;
  count = 0;
  /** True when the text had more hits than fit. */
  truncated = false;

  constructor(capacity: number = textLimits.hits) {
    this.starts = new Int32Array(capacity);
    this.ends = new Int32Array(capacity);
    this.ids = new Int32Array(capacity);
  }

  clear(): void {
    this.count = 0;
    this.truncated = false;
  }
}

export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly id: number;
}

export interface ScanOptions {
  /** Only the longest term from each position. */
  readonly longest?: boolean;
  /** A non-zero entry allows a hit to start at that unit. */
  readonly starts?: Uint8Array;
}

export interface Matcher {
  readonly termCount: number;
  readonly byteLength: number;
  /** Adds every hit in the units to `hits`, in order of start, then length. */
  scan(units: Uint16Array, hits: Hits, options?: ScanOptions): void;
  /** Every hit in a (folded) text, as objects; at most `textLimits.hits`. */
  find(text: string | Uint16Array, options?: ScanOptions): { hits: Hit[]; truncated: boolean };
}

/** Opens a matcher blob as views over its buffer (ArrayBuffer or SharedArrayBuffer); copies only when misaligned. */
export function loadMatcher(blob: Uint8Array): Matcher {
  const bytes = blob.byteOffset % 4 === 0 ? blob : blob.slice();
  if (bytes.byteLength < HEADER.size * 4) throw new MatcherFormatError('matcher blob is too short');
  const head = new Int32Array(bytes.buffer, bytes.byteOffset, HEADER.size);
  if (head[HEADER.magic] !== MATCHER_MAGIC) throw new MatcherFormatError('not a matcher blob');
  if (head[HEADER.version] !== MATCHER_VERSION) throw new MatcherFormatError('unknown matcher version');
  const field = (index: number): number => head[index] as number;
  const alphabetAt = bytes.byteOffset + HEADER.size * 4;
  const cellsAt = alphabetAt + alignFour(field(HEADER.alphabet) * 2);
  const tailsAt = cellsAt + field(HEADER.cells) * 8;
  const listsAt = tailsAt + alignFour(field(HEADER.tailUnits) * 2);
  const filterAt = listsAt + field(HEADER.listInts) * 4;
  const filterWords = 1 << (field(HEADER.filterBits) - 5);
  if (filterAt + filterWords * 4 - bytes.byteOffset !== bytes.byteLength) {
    throw new MatcherFormatError('matcher blob is cut');
  }
  const codes = new Uint16Array(0x10000);
  const alphabet = new Uint16Array(bytes.buffer, alphabetAt, field(HEADER.alphabet));
  for (let i = 0; i < alphabet.length; i++) codes[alphabet[i] as number] = i + 1;
  return new DoubleArrayMatcher(
    codes,
    new Int32Array(bytes.buffer, cellsAt, field(HEADER.cells) * 2),
    new Uint16Array(bytes.buffer, tailsAt, field(HEADER.tailUnits)),
    new Uint32Array(bytes.buffer, listsAt, field(HEADER.listInts)),
    {
      map: new Uint32Array(bytes.buffer, filterAt, filterWords),
      units: field(HEADER.filterUnits),
      bits: field(HEADER.filterBits),
      short: field(HEADER.shortTerms) > 0,
    },
    { rootBase: field(HEADER.rootBase), terms: field(HEADER.terms), byteLength: bytes.byteLength },
  );
}

const room = new Hits();

type Filter = {
  readonly map: Uint32Array;
  readonly units: number;
  readonly bits: number;
  readonly short: boolean;
};

class DoubleArrayMatcher implements Matcher {
  readonly termCount: number;
  readonly byteLength: number;
  readonly #codes: Uint16Array;
  readonly #cells: Int32Array;
  readonly #tails: Uint16Array;
  readonly #lists: Uint32Array;
  readonly #filter: Filter;
  readonly #rootBase: number;

  constructor(
    codes: Uint16Array,
    cells: Int32Array,
    tails: Uint16Array,
    lists: Uint32Array,
    filter: Filter,
    facts: { rootBase: number; terms: number; byteLength: number },
  ) {
    this.#codes = codes;
    this.#cells = cells;
    this.#tails = tails;
    this.#lists = lists;
    this.#filter = filter;
    this.#rootBase = facts.rootBase;
    this.termCount = facts.terms;
    this.byteLength = facts.byteLength;
  }

  scan(units: Uint16Array, hits: Hits, options: ScanOptions = {}): void {
    if (this.termCount === 0) return;
    const codes = this.#codes;
    const cells = this.#cells;
    const { longest = false, starts } = options;
    const { map, units: lead, bits, short } = this.#filter;
    const size = units.length;
    const last = size - lead;
    for (let from = 0; from < size; from++) {
      if (starts !== undefined && starts[from] === 0) continue;
      let bit = 0;
      let open = false;
      if (from <= last) {
        let hash = mixUnit(LONG_START, units[from] as number);
        for (let k = 1; k < lead; k++) hash = mixUnit(hash, units[from + k] as number);
        bit = filterBit(hash, bits);
        open = ((map[bit >>> 5] as number) & (1 << (bit & 31))) !== 0;
      }
      if (!open) {
        if (!short) continue;
        bit = filterBit(mixUnit(SHORT_START, units[from] as number), bits);
        if (((map[bit >>> 5] as number) & (1 << (bit & 31))) === 0) continue;
      }
      const first = codes[units[from] as number] as number;
      if (first === 0) continue;
      let cell = this.#rootBase + first;
      if (cells[cell * 2 + 1] !== 0) continue; // the root's children carry parent -1, stored as 0, in taken cells
      let base = cells[cell * 2] as number;
      if (base === 0) continue;
      let at = from + 1;
      let bestEnd = -1;
      let bestPayload = 0;
      for (;;) {
        if (base < 0) {
          const end = this.#tailEnd(-base - 1, units, at);
          if (end >= 0) {
            const payload = this.#payload(-base - 1);
            if (longest) {
              bestEnd = end;
              bestPayload = payload;
            } else this.#emit(hits, from, end, payload);
          }
          break;
        }
        // A term that ends here hangs under code 0.
        if (cells[base * 2 + 1] === cell + 1) {
          const payload = this.#payload(-(cells[base * 2] as number) - 1);
          if (longest) {
            bestEnd = at;
            bestPayload = payload;
          } else this.#emit(hits, from, at, payload);
        }
        if (at >= size) break;
        const code = codes[units[at] as number] as number;
        if (code === 0) break;
        const child = base + code;
        if (cells[child * 2 + 1] !== cell + 1) break;
        cell = child;
        base = cells[cell * 2] as number;
        at++;
      }
      if (bestEnd >= 0) this.#emit(hits, from, bestEnd, bestPayload);
      if (hits.truncated) return;
    }
  }

  find(text: string | Uint16Array, options: ScanOptions = {}): { hits: Hit[]; truncated: boolean } {
    const units = typeof text === 'string' ? stringUnits(text) : text;
    const found = room;
    found.clear();
    this.scan(units, found, options);
    const hits: Hit[] = [];
    for (let i = 0; i < found.count; i++) {
      hits.push({
        start: found.starts[i] as number,
        end: found.ends[i] as number,
        id: found.ids[i] as number,
      });
    }
    return { hits, truncated: found.truncated };
  }

  /** End of the tail in the text, or -1. */
  #tailEnd(tail: number, units: Uint16Array, at: number): number {
    const tails = this.#tails;
    const length = tails[tail] as number;
    if (at + length > units.length) return -1;
    for (let i = 0; i < length; i++) if (tails[tail + 3 + i] !== units[at + i]) return -1;
    return at + length;
  }

  #payload(tail: number): number {
    return ((this.#tails[tail + 1] as number) | ((this.#tails[tail + 2] as number) << 16)) >>> 0;
  }

  #emit(hits: Hits, start: number, end: number, payload: number): void {
    if (payload < LISTED) {
      add(hits, start, end, payload);
      return;
    }
    const list = payload - LISTED;
    const count = this.#lists[list] as number;
    for (let i = 1; i <= count; i++) add(hits, start, end, this.#lists[list + i] as number);
  }
}

function add(hits: Hits, start: number, end: number, id: number): void {
  const n = hits.count;
  if (n >= hits.starts.length) {
    hits.truncated = true;
    return;
  }
  hits.starts[n] = start;
  hits.ends[n] = end;
  hits.ids[n] = id;
  hits.count = n + 1;
}

/** The UTF-16 units of a string. */
export function stringUnits(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  return units;
}
