import { sectionsOf } from './assemble.ts';
import { type Filter, openFilter, openPlaces } from './filter.ts';
import { ENDS, LISTED } from './format.ts';
import { Hits } from './hits.ts';
import type { Hit, Matcher, ScanOptions } from './port.ts';

const room = new Hits();
let roomOfPlaces = new Int32Array(1024);

function placesRoom(size: number): Int32Array {
  if (roomOfPlaces.length < size) roomOfPlaces = new Int32Array(size * 2);
  return roomOfPlaces;
}

/** A matcher over the sections of a blob. */
export class DoubleArrayMatcher implements Matcher {
  readonly termCount: number;
  readonly byteLength: number;
  readonly #codes = new Uint16Array(0x10000);
  readonly #rootBase: number;
  readonly #cells: Int32Array;
  readonly #tails: Uint16Array;
  readonly #lists: Uint32Array;
  readonly #filter: Filter;

  constructor(blob: Uint8Array) {
    const parts = sectionsOf(blob);
    parts.alphabet.forEach((unit, i) => {
      this.#codes[unit] = i + 1;
    });
    this.#rootBase = parts.rootBase;
    this.#cells = parts.cells;
    this.#tails = parts.tails;
    this.#lists = parts.lists;
    this.#filter = openFilter(parts.filter, parts.filterUnits, parts.filterBits, parts.shortTerms);
    this.termCount = parts.terms;
    this.byteLength = parts.byteLength;
  }

  scan(units: Uint16Array, hits: Hits, options?: ScanOptions): void {
    if (this.termCount === 0) return;
    const codes = this.#codes;
    const rootBase = this.#rootBase;
    const cells = this.#cells;
    const tails = this.#tails;
    const lists = this.#lists;
    const longest = options?.longest === true;
    const size = units.length;
    const places = placesRoom(size);
    const count = openPlaces(units, this.#filter, places, options?.starts);
    for (let place = 0; place < count; place++) {
      const from = places[place] as number;
      const first = codes[units[from] as number] as number;
      let cell = rootBase + first;
      // The root's children carry parent -1, stored as 0; a free cell has no base.
      if (first === 0 || cells[cell * 2 + 1] !== 0) continue;
      let base = cells[cell * 2] as number;
      let at = from + 1;
      let bestEnd = -1;
      let bestTail = 0;
      while (base > 0) {
        if ((base & ENDS) !== 0) {
          // The term that ends here hangs under code 0.
          base ^= ENDS;
          bestEnd = at;
          bestTail = -(cells[base * 2] as number) - 1;
          if (!longest) emit(hits, from, at, tails, bestTail, lists);
        }
        if (at >= size) break;
        const code = codes[units[at] as number] as number;
        const child = base + code;
        if (code === 0 || cells[child * 2 + 1] !== cell + 1) break;
        cell = child;
        base = cells[cell * 2] as number;
        at++;
      }
      if (base < 0) {
        const tail = -base - 1;
        const end = tailEnd(tails, tail, units, at);
        if (end >= 0) {
          bestEnd = end;
          bestTail = tail;
          if (!longest) emit(hits, from, end, tails, tail, lists);
        }
      }
      if (longest && bestEnd >= 0) emit(hits, from, bestEnd, tails, bestTail, lists);
      if (hits.truncated) return;
    }
  }

  find(text: string | Uint16Array, options: ScanOptions = {}): { hits: Hit[]; truncated: boolean } {
    const units = typeof text === 'string' ? stringUnits(text) : text;
    room.clear();
    this.scan(units, room, options);
    const hits = Array.from(
      { length: room.count },
      (_, i): Hit => ({
        start: room.starts[i] as number,
        end: room.ends[i] as number,
        id: room.ids[i] as number,
      }),
    );
    return { hits, truncated: room.truncated };
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
    hits.add(start, end, low | (high << 16));
    return;
  }
  const list = ((high & 0x7fff) << 16) | low;
  const count = lists[list] as number;
  for (let i = 1; i <= count; i++) hits.add(start, end, lists[list + i] as number);
}

/** End of the tail in the text, or -1. */
function tailEnd(tails: Uint16Array, tail: number, units: Uint16Array, at: number): number {
  const length = tails[tail] as number;
  const end = at + length;
  if (end > units.length) return -1;
  for (let i = tail + 3; at < end; at++, i++) if (tails[i] !== units[at]) return -1;
  return end;
}

/** The UTF-16 units of a string. */
export function stringUnits(text: string): Uint16Array {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i);
  return units;
}
