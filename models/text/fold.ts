import { loadFoldTable } from './fold-table.ts';

/**
 * A text as the matchers read it: widths, cases, marks, invisible characters, look-alikes and traditional
 * characters levelled, every folded unit tied to the place it came from.
 */
export class Folded {
  readonly source: string;
  /** Folded UTF-16 units. */
  readonly units: Uint16Array;
  /** `offsets[i]` is the UTF-16 index in `source` of the character that gave unit `i`; one closing entry = source length. */
  readonly offsets: Uint32Array;
  #text: string | undefined;

  constructor(source: string, units: Uint16Array, offsets: Uint32Array) {
    this.source = source;
    this.units = units;
    this.offsets = offsets;
  }

  get length(): number {
    return this.units.length;
  }

  get text(): string {
    this.#text ??= unitsToString(this.units);
    return this.#text;
  }
}

export interface Span {
  readonly start: number;
  readonly end: number;
}

const table = loadFoldTable();
const flat = table.flat;
const SURROGATE = 0xd800;

let unitRoom = new Uint16Array(1024);
let offsetRoom = new Uint32Array(1025);

function reserve(size: number): void {
  if (unitRoom.length >= size) return;
  const units = new Uint16Array(size * 2);
  units.set(unitRoom);
  const offsets = new Uint32Array(size * 2 + 1);
  offsets.set(offsetRoom);
  unitRoom = units;
  offsetRoom = offsets;
}

/**
 * Folds a text in one pass; linear in its length, at most six folded units for one source character.
 * The fold of a character never depends on its neighbours, so any slice folds to the same units.
 */
export function fold(source: string): Folded {
  const length = source.length;
  reserve(length + 8);
  let units = unitRoom;
  let offsets = offsetRoom;
  let n = 0;
  for (let i = 0; i < length; i++) {
    let code = source.charCodeAt(i);
    const at = i;
    let value = flat[code] as number;
    if ((code & 0xfc00) === SURROGATE && i + 1 < length) {
      const low = source.charCodeAt(i + 1);
      if ((low & 0xfc00) === 0xdc00) {
        code = ((code - SURROGATE) << 10) + (low - 0xdc00) + 0x10000;
        i++;
        const known = table.astral.get(code);
        if (known === undefined) {
          if (n + 8 > units.length) {
            reserve(n + 8 + length);
            units = unitRoom;
            offsets = offsetRoom;
          }
          units[n] = source.charCodeAt(at);
          offsets[n++] = at;
          units[n] = low;
          offsets[n++] = at;
          continue;
        }
        value = known;
      }
    }
    if (value < 0x10000) {
      if (value === 0) continue;
      units[n] = value;
      offsets[n++] = at;
    } else {
      const text = table.expansions[value - 0x10000] as string;
      for (let k = 0; k < text.length; k++) {
        units[n] = text.charCodeAt(k);
        offsets[n++] = at;
      }
    }
    if (n + 8 > units.length) {
      reserve(n + 8 + length);
      units = unitRoom;
      offsets = offsetRoom;
    }
  }
  offsets[n] = length;
  return keep(source, n);
}

/** Bytes of one arena. */
const ARENA = 1 << 16;
let arena = new ArrayBuffer(ARENA);
let arenaUsed = 0;

/**
 * The result in a piece of a shared arena: two buffers of its own for every short text would cost several times the
 * fold itself. An arena lives as long as any result in it.
 */
function keep(source: string, size: number): Folded {
  const offsetBytes = (size + 1) * 4;
  const bytes = (offsetBytes + size * 2 + 3) & ~3;
  let buffer = arena;
  let at = arenaUsed;
  if (at + bytes > ARENA) {
    // A long text has a buffer of its own, so that it does not hold an arena nor waste one.
    buffer = new ArrayBuffer(bytes > ARENA / 8 ? bytes : ARENA);
    at = 0;
    if (bytes <= ARENA / 8) arena = buffer;
  }
  if (buffer === arena) arenaUsed = at + bytes;
  const offsets = new Uint32Array(buffer, at, size + 1);
  const units = new Uint16Array(buffer, at + offsetBytes, size);
  if (size < 256) {
    for (let i = 0; i < size; i++) {
      units[i] = unitRoom[i] as number;
      offsets[i] = offsetRoom[i] as number;
    }
    offsets[size] = offsetRoom[size] as number;
  } else {
    units.set(unitRoom.subarray(0, size));
    offsets.set(offsetRoom.subarray(0, size + 1));
  }
  return new Folded(source, units, offsets);
}

/** The fold alone, when offsets are of no use. */
export function foldText(source: string): string {
  return fold(source).text;
}

/**
 * The stretch of the original behind folded units `start` (included) to `end` (excluded). Covers whole source
 * characters, and the dropped marks that follow the last one.
 */
export function sourceSpan(folded: Folded, start: number, end: number): Span {
  const { offsets } = folded;
  const last = offsets.length - 1;
  const from = Math.min(Math.max(start, 0), last);
  let to = Math.min(Math.max(end, from), last);
  // Several units of one source character share its offset: step to the next character.
  while (to > from && to < last && offsets[to] === offsets[to - 1]) to++;
  return { start: offsets[from] as number, end: offsets[to] as number };
}

/** UTF-16 units as a string, in pieces small enough for the call stack. */
export function unitsToString(units: Uint16Array): string {
  if (units.length <= 4096) return String.fromCharCode.apply(null, units as unknown as number[]);
  let text = '';
  for (let i = 0; i < units.length; i += 4096) {
    text += String.fromCharCode.apply(null, units.subarray(i, i + 4096) as unknown as number[]);
  }
  return text;
}
