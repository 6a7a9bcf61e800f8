import { textLimits } from './limits.ts';
import {
  alignFour,
  ENDS,
  FACTORS,
  HEADER,
  LISTED,
  MATCHER_MAGIC,
  MATCHER_VERSION,
  MatcherFormatError,
  SHORT_FACTOR,
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
  /** The units a hit may start at, in order. @default all */
  readonly starts?: Int32Array;
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
    openFilter(new Uint32Array(bytes.buffer, filterAt, filterWords), field),
    { rootBase: field(HEADER.rootBase), terms: field(HEADER.terms), byteLength: bytes.byteLength },
  );
}

const room = new Hits();

type Filter = {
  readonly map: Uint32Array;
  readonly units: number;
  readonly bits: number;
  /** 1 for the first units of terms shorter than `units`; undefined when there are none. */
  readonly short: Uint8Array | undefined;
};

function openFilter(map: Uint32Array, field: (index: number) => number): Filter {
  const bits = field(HEADER.filterBits);
  const filter = { map, units: field(HEADER.filterUnits), bits };
  if (field(HEADER.shortTerms) === 0) return { ...filter, short: undefined };
  const short = new Uint8Array(0x10000);
  for (let unit = 0; unit < short.length; unit++) {
    const bit = Math.imul(unit, SHORT_FACTOR) >>> (32 - bits);
    short[unit] = ((map[bit >>> 5] as number) >>> (bit & 31)) & 1;
  }
  return { ...filter, short };
}

let roomOfPlaces = new Int32Array(1024);

function placesRoom(size: number): Int32Array {
  if (roomOfPlaces.length < size) roomOfPlaces = new Int32Array(size * 2);
  return roomOfPlaces;
}

const [A, B, C, D] = FACTORS;

/**
 * Writes down the positions at which the filter lets a term begin; answers how many there are. No branch depends on the
 * text: a position is written always and counted when it is open.
 */
function open(
  units: Uint16Array,
  filter: Filter,
  places: Int32Array,
  starts: Int32Array | undefined,
): number {
  if (starts !== undefined) return openSome(units, filter, places, starts);
  if (filter.units === 2 && filter.short === undefined)
    return openPairs(units, filter.map, filter.bits, places);
  const last = units.length - filter.units;
  const { short } = filter;
  const pairs = filter.units === 2 && short !== undefined;
  let count = pairs
    ? openPairsOrShort(units, filter.map, filter.bits, short, places)
    : openLong(units, filter, places);
  if (short === undefined) return count;
  for (let at = Math.max(0, last + 1); at < units.length; at++) {
    places[count] = at;
    count += short[units[at] as number] as number;
  }
  return count;
}

/** The commonest case by itself: small enough that the compiler puts it into the scan. */
function openPairs(units: Uint16Array, map: Uint32Array, bits: number, places: Int32Array): number {
  const shift = 32 - bits;
  const last = units.length - 1;
  let count = 0;
  for (let at = 0; at < last; at++) {
    const bit = (Math.imul(units[at] as number, A) + Math.imul(units[at + 1] as number, B)) >>> shift;
    places[count] = at;
    count += ((map[bit >>> 5] as number) >>> (bit & 31)) & 1;
  }
  return count;
}

function openPairsOrShort(
  units: Uint16Array,
  map: Uint32Array,
  bits: number,
  short: Uint8Array,
  places: Int32Array,
): number {
  const shift = 32 - bits;
  const last = units.length - 1;
  let count = 0;
  for (let at = 0; at < last; at++) {
    const unit = units[at] as number;
    const bit = (Math.imul(unit, A) + Math.imul(units[at + 1] as number, B)) >>> shift;
    places[count] = at;
    count += (((map[bit >>> 5] as number) >>> (bit & 31)) & 1) | (short[unit] as number);
  }
  return count;
}

/** Any other number of leading units; factors of those it has not are zero. */
function openLong(units: Uint16Array, { map, units: lead, bits, short }: Filter, places: Int32Array): number {
  const shift = 32 - bits;
  const last = units.length - lead;
  const third = lead > 2 ? C : 0;
  const fourth = lead > 3 ? D : 0;
  const second = lead > 1 ? B : 0;
  // Beyond the end a factor of zero makes whatever is read not count.
  const reach = Math.min(last, units.length - MOST_LEAD);
  let count = 0;
  for (let at = 0; at <= reach; at++) {
    const unit = units[at] as number;
    const front = (Math.imul(unit, A) + Math.imul(units[at + 1] as number, second)) | 0;
    const back = (Math.imul(units[at + 2] as number, third) + Math.imul(units[at + 3] as number, fourth)) | 0;
    const bit = (front + back) >>> shift;
    places[count] = at;
    count +=
      (((map[bit >>> 5] as number) >>> (bit & 31)) & 1) | (short === undefined ? 0 : (short[unit] as number));
  }
  // The few before the end are looked at without the filter.
  for (let at = Math.max(0, reach + 1); at <= last; at++) places[count++] = at;
  return count;
}

/** Only the given positions. */
function openSome(
  units: Uint16Array,
  { map, units: lead, bits, short }: Filter,
  places: Int32Array,
  starts: Int32Array,
): number {
  const shift = 32 - bits;
  const last = units.length - lead;
  const second = lead > 1 ? B : 0;
  const third = lead > 2 ? C : 0;
  const fourth = lead > 3 ? D : 0;
  let count = 0;
  for (let i = 0; i < starts.length; i++) {
    const at = starts[i] as number;
    const unit = units[at] as number;
    places[count] = at;
    if (at > last || at + MOST_LEAD > units.length) {
      count++;
      continue;
    }
    const front = (Math.imul(unit, A) + Math.imul(units[at + 1] as number, second)) | 0;
    const back = (Math.imul(units[at + 2] as number, third) + Math.imul(units[at + 3] as number, fourth)) | 0;
    const bit = (front + back) >>> shift;
    count +=
      (((map[bit >>> 5] as number) >>> (bit & 31)) & 1) | (short === undefined ? 0 : (short[unit] as number));
  }
  return count;
}

const MOST_LEAD = FACTORS.length;

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

  scan(units: Uint16Array, hits: Hits, options?: ScanOptions): void {
    if (this.termCount === 0) return;
    const codes = this.#codes;
    const cells = this.#cells;
    const tails = this.#tails;
    const lists = this.#lists;
    const rootBase = this.#rootBase;
    const longest = options?.longest === true;
    const size = units.length;
    const places = placesRoom(size);
    const count = open(units, this.#filter, places, options?.starts);
    for (let place = 0; place < count; place++) {
      const from = places[place] as number;
      const first = codes[units[from] as number] as number;
      if (first === 0) continue;
      let cell = rootBase + first;
      if (cells[cell * 2 + 1] !== 0) continue; // the root's children carry parent -1, stored as 0, in taken cells
      let base = cells[cell * 2] as number;
      if (base === 0) continue;
      let at = from + 1;
      let bestEnd = -1;
      let bestTail = 0;
      for (;;) {
        if (base < 0) {
          const tail = -base - 1;
          const end = tailEnd(tails, tail, units, at);
          if (end < 0) break;
          bestEnd = end;
          bestTail = tail;
          if (!longest) emit(hits, from, end, tails, tail, lists);
          break;
        }
        if ((base & ENDS) !== 0) {
          // The term that ends here hangs under code 0.
          base ^= ENDS;
          bestEnd = at;
          bestTail = -(cells[base * 2] as number) - 1;
          if (!longest) emit(hits, from, at, tails, bestTail, lists);
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
      if (longest && bestEnd >= 0) emit(hits, from, bestEnd, tails, bestTail, lists);
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
}

/** The term, or the terms, whose ids stand before the tail. */
function emit(
  hits: Hits,
  start: number,
  end: number,
  tails: Uint16Array,
  tail: number,
  lists: Uint32Array,
): void {
  const low = tails[tail + 1] as number;
  const high = tails[tail + 2] as number;
  if (high < LISTED >>> 16) {
    add(hits, start, end, low | (high << 16));
    return;
  }
  const list = ((high & 0x7fff) << 16) | low;
  const count = lists[list] as number;
  for (let i = 1; i <= count; i++) add(hits, start, end, lists[list + i] as number);
}

/** End of the tail in the text, or -1. */
function tailEnd(tails: Uint16Array, tail: number, units: Uint16Array, at: number): number {
  const length = tails[tail] as number;
  const end = at + length;
  if (end > units.length) return -1;
  for (let i = tail + 3; at < end; at++, i++) if (tails[i] !== units[at]) return -1;
  return end;
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
