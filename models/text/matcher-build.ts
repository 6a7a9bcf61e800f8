import {
  alignFour,
  ENDS,
  FACTORS,
  HEADER,
  LISTED,
  MATCHER_MAGIC,
  MATCHER_VERSION,
  SHORT_FACTOR,
} from './matcher-format.ts';

export interface MatcherTerm {
  /** The term as the scanned text spells it (folded). Empty terms are left out. */
  readonly term: string;
  /** 0 to 2^31 - 1; the same term may carry several ids. */
  readonly id: number;
}

/** After this many occupied tries, nodes of that width start their search further on. */
const PATIENCE = 24;

class Cells {
  data = new Int32Array(1 << 16);
  next = new Int32Array(1 << 15);
  previous = new Int32Array(1 << 15);
  used = new Uint8Array(1 << 15);
  size: number;
  head: number;
  tail: number;
  /** Where the search for nodes with 2, 4, 8, ... children starts: wide nodes leave crowded cells to narrow ones. */
  readonly cursors = new Int32Array(12).fill(-1);

  constructor(first: number) {
    // Cells below `first` stay empty so that a base never goes below 1.
    this.size = first;
    this.head = -1;
    this.tail = -1;
    this.grow(first);
  }

  grow(size: number): void {
    let room = this.used.length;
    if (size > room) {
      while (room < size) room *= 2;
      const copy = <T extends Int32Array | Uint8Array>(from: T, to: T): T => {
        to.set(from);
        return to;
      };
      this.data = copy(this.data, new Int32Array(room * 2));
      this.next = copy(this.next, new Int32Array(room));
      this.previous = copy(this.previous, new Int32Array(room));
      this.used = copy(this.used, new Uint8Array(room));
    }
    for (let cell = this.size; cell < size; cell++) {
      this.previous[cell] = this.tail;
      this.next[cell] = -1;
      if (this.tail >= 0) this.next[this.tail] = cell;
      else this.head = cell;
      this.tail = cell;
    }
    if (size > this.size) {
      for (let width = 0; width < this.cursors.length; width++) {
        if (this.cursors[width] === -1) this.cursors[width] = this.size;
      }
      this.size = size;
    }
  }

  take(cell: number, parent: number): void {
    this.grow(cell + 1);
    const before = this.previous[cell] as number;
    const after = this.next[cell] as number;
    if (before >= 0) this.next[before] = after;
    else this.head = after;
    if (after >= 0) this.previous[after] = before;
    else this.tail = before;
    this.used[cell] = 1;
    for (let width = 0; width < this.cursors.length; width++) {
      if (this.cursors[width] === cell) this.cursors[width] = after;
    }
    this.data[cell * 2 + 1] = parent + 1;
  }

  /** A base under which every code has a free cell. */
  findBase(codes: readonly number[]): number {
    const lead = codes[0] as number;
    const width = Math.min(31 - Math.clz32(codes.length), this.cursors.length - 1);
    const from = codes.length === 1 ? this.head : (this.cursors[width] as number);
    let cell = from;
    for (let tries = 0; cell >= 0; tries++) {
      const base = cell - lead;
      let fits = true;
      for (let k = 1; k < codes.length; k++) {
        const wanted = base + (codes[k] as number);
        if (wanted < this.size && this.used[wanted] === 1) {
          fits = false;
          break;
        }
      }
      if (fits) {
        if (tries > PATIENCE) this.cursors[width] = cell;
        return base;
      }
      cell = this.next[cell] as number;
    }
    this.cursors[width] = -1;
    return this.size - lead;
  }
}

/**
 * Builds a double-array trie with compressed tails over UTF-16 units as one binary blob. Deterministic: the same
 * terms in any order give the same bytes.
 */
export function buildMatcher(terms: readonly MatcherTerm[]): Uint8Array {
  const { keys, payloads, lists } = gather(terms);
  const { codes, alphabet } = alphabetOf(keys);
  const cells = new Cells(alphabet.length + 2);
  let tails = new Uint16Array(1024);
  let tailSize = 0;
  const addTail = (key: string, from: number, payload: number): number => {
    const start = tailSize;
    const length = key.length - from;
    if (tailSize + length + 3 > tails.length) {
      const larger = new Uint16Array((tailSize + length + 3) * 2);
      larger.set(tails);
      tails = larger;
    }
    tails[tailSize++] = length;
    tails[tailSize++] = payload & 0xffff;
    tails[tailSize++] = payload >>> 16;
    for (let i = from; i < key.length; i++) tails[tailSize++] = key.charCodeAt(i);
    return start;
  };

  // Work list of [cell, first key, past last key, depth]; cell -1 is the root.
  const stack: number[] = keys.length > 0 ? [-1, 0, keys.length, 0] : [];
  let rootBase = 1;
  while (stack.length > 0) {
    const depth = stack.pop() as number;
    const to = stack.pop() as number;
    const from = stack.pop() as number;
    const cell = stack.pop() as number;
    const children: { code: number; from: number; to: number }[] = [];
    for (let i = from; i < to; ) {
      const key = keys[i] as string;
      if (key.length === depth) {
        children.push({ code: 0, from: i, to: i + 1 });
        i++;
        continue;
      }
      const unit = key.charCodeAt(depth);
      let j = i + 1;
      while (j < to && (keys[j] as string).charCodeAt(depth) === unit) j++;
      children.push({ code: codes[unit] as number, from: i, to: j });
      i = j;
    }
    children.sort((a, b) => a.code - b.code);
    const base = cells.findBase(children.map((child) => child.code));
    if (base >= ENDS) throw new RangeError('too many terms for one matcher');
    if (cell < 0) rootBase = base;
    else cells.data[cell * 2] = children[0]?.code === 0 ? base | ENDS : base;
    for (const child of children) cells.take(base + child.code, cell);
    for (let k = children.length - 1; k >= 0; k--) {
      const child = children[k] as { code: number; from: number; to: number };
      const at = base + child.code;
      if (child.to - child.from === 1) {
        const key = keys[child.from] as string;
        const used = child.code === 0 ? depth : depth + 1;
        cells.data[at * 2] = -addTail(key, used, payloads[child.from] as number) - 1;
      } else {
        stack.push(at, child.from, child.to, depth + 1);
      }
    }
  }

  const longest = keys.reduce((most, key) => Math.max(most, key.length), 0);
  const cellCount = cells.size + alphabet.length + 1; // a lookup past the last base stays inside
  return assemble(
    alphabet,
    cells.data,
    cells.size,
    cellCount,
    tails.subarray(0, tailSize),
    lists,
    filterOf(keys),
    [keys.length, rootBase, longest],
  );
}

function gather(terms: readonly MatcherTerm[]): { keys: string[]; payloads: Uint32Array; lists: number[] } {
  const sorted = terms.filter((entry) => entry.term.length > 0);
  sorted.sort((a, b) => (a.term < b.term ? -1 : a.term > b.term ? 1 : a.id - b.id));
  const keys: string[] = [];
  const payloads = new Uint32Array(sorted.length);
  const lists: number[] = [];
  for (let i = 0; i < sorted.length; ) {
    const term = (sorted[i] as MatcherTerm).term;
    const ids: number[] = [];
    for (; i < sorted.length && (sorted[i] as MatcherTerm).term === term; i++) {
      const { id } = sorted[i] as MatcherTerm;
      if (!Number.isInteger(id) || id < 0 || id >= LISTED)
        throw new RangeError(`term id out of range: ${id}`);
      if (ids[ids.length - 1] !== id) ids.push(id);
    }
    let payload = ids[0] as number;
    if (ids.length > 1) {
      payload = lists.length + LISTED;
      lists.push(ids.length, ...ids);
    }
    payloads[keys.length] = payload;
    keys.push(term);
  }
  return { keys, payloads, lists };
}

/** Codes by falling frequency, so that common units lie close together. */
function alphabetOf(keys: readonly string[]): { codes: Uint16Array; alphabet: Uint16Array } {
  const counts = new Uint32Array(0x10000);
  for (const key of keys) {
    for (let i = 0; i < key.length; i++) {
      const unit = key.charCodeAt(i);
      counts[unit] = (counts[unit] as number) + 1;
    }
  }
  const units: number[] = [];
  for (let unit = 0; unit < counts.length; unit++) if (counts[unit] !== 0) units.push(unit);
  units.sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b);
  const codes = new Uint16Array(0x10000);
  units.forEach((unit, i) => {
    codes[unit] = i + 1;
  });
  return { codes, alphabet: Uint16Array.from(units) };
}

function assemble(
  alphabet: Uint16Array,
  cells: Int32Array,
  usedCells: number,
  cellCount: number,
  tails: Uint16Array,
  lists: readonly number[],
  filter: Filter,
  [terms, rootBase, longest]: readonly [number, number, number],
): Uint8Array {
  const alphabetAt = HEADER.size * 4;
  const cellsAt = alphabetAt + alignFour(alphabet.length * 2);
  const tailsAt = cellsAt + cellCount * 8;
  const listsAt = tailsAt + alignFour(tails.length * 2);
  const filterAt = listsAt + lists.length * 4;
  const bytes = new Uint8Array(filterAt + filter.map.byteLength);
  const header = new Int32Array(bytes.buffer, 0, HEADER.size);
  header[HEADER.magic] = MATCHER_MAGIC;
  header[HEADER.version] = MATCHER_VERSION;
  header[HEADER.alphabet] = alphabet.length;
  header[HEADER.cells] = cellCount;
  header[HEADER.tailUnits] = tails.length;
  header[HEADER.listInts] = lists.length;
  header[HEADER.terms] = terms;
  header[HEADER.rootBase] = rootBase;
  header[HEADER.longest] = longest;
  header[HEADER.filterUnits] = filter.units;
  header[HEADER.filterBits] = filter.bits;
  header[HEADER.shortTerms] = filter.shorter;
  new Uint16Array(bytes.buffer, alphabetAt, alphabet.length).set(alphabet);
  new Int32Array(bytes.buffer, cellsAt, usedCells * 2).set(cells.subarray(0, usedCells * 2));
  new Uint16Array(bytes.buffer, tailsAt, tails.length).set(tails);
  new Uint32Array(bytes.buffer, listsAt, lists.length).set(lists);
  new Uint32Array(bytes.buffer, filterAt, filter.map.length).set(filter.map);
  return bytes;
}

type Filter = { units: number; bits: number; shorter: number; map: Uint32Array };

/** Terms that may be shorter than the filter, one in so many. */
const SHORT_SHARE = 50;
const MOST_UNITS = 4;

const bitsFor = (size: number): number => Math.ceil(Math.log2(size + 1));

/**
 * As many leading units as nearly all terms have, at most four; thirty-two bits for every distinct beginning while the
 * map stays in the nearest cache, eight beyond: several large maps at once push one another out.
 */
function filterOf(keys: readonly string[]): Filter {
  let units = 1;
  for (let wanted = 2; wanted <= MOST_UNITS; wanted++) {
    const shorter = keys.reduce((count, key) => count + (key.length < wanted ? 1 : 0), 0);
    if (shorter * SHORT_SHARE > keys.length) break;
    units = wanted;
  }
  let distinct = 0;
  let shorter = 0;
  keys.forEach((key, i) => {
    if (key.length < units) shorter++;
    // Sorted: equal beginnings follow one another.
    if (i === 0 || key.slice(0, units) !== (keys[i - 1] as string).slice(0, units)) distinct++;
  });
  const bits = Math.min(23, Math.max(10, bitsFor(distinct * 8), Math.min(21, bitsFor(distinct * 32))));
  const map = new Uint32Array(1 << (bits - 5));
  for (const key of keys) {
    const factors = key.length < units ? [SHORT_FACTOR] : FACTORS.slice(0, units);
    const hash = factors.reduce((sum, factor, k) => (sum + Math.imul(key.charCodeAt(k), factor)) | 0, 0);
    const bit = hash >>> (32 - bits);
    map[bit >>> 5] = (map[bit >>> 5] as number) | (1 << (bit & 31));
  }
  return { units, bits, shorter, map };
}
