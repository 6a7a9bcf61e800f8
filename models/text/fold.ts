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

  /** `text` spares making it, where it is known to be what the units spell. */
  constructor(source: string, units: Uint16Array, offsets: Uint32Array, text?: string) {
    this.source = source;
    this.units = units;
    this.offsets = offsets;
    this.#text = text;
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

const { plain, flat, astral, expansions } = loadFoldTable();
const SURROGATE = 0xd800;

/** Bytes of one arena, and the longest piece that shares one: a longer one has an arena of its own. */
const ARENA = 1 << 16;
const SHARES = ARENA / 8;
/** From this length on a text is written in one go rather than unit by unit. */
const COPIED = 24;

type Arena = { readonly buffer: ArrayBuffer; readonly bytes: Buffer };
const newArena = (size: number): Arena => {
  const buffer = new ArrayBuffer(size);
  return { buffer, bytes: Buffer.from(buffer) };
};
let shared = newArena(ARENA);
let sharedUsed = 0;

/** An arena with room for so many bytes, from `sharedUsed` on in the shared one, from 0 in one of its own. */
function arenaFor(size: number): Arena {
  if (size > SHARES) return newArena(size);
  if (sharedUsed + size > ARENA) {
    shared = newArena(ARENA);
    sharedUsed = 0;
  }
  return shared;
}

/** What is taken begins at a multiple of four. */
const aligned = (size: number): number => (size + 3) & ~3;

/**
 * Folds a text in one pass; linear in its length, at most six folded units for one source character.
 * The fold of a character never depends on its neighbours, so any slice folds to the same units.
 *
 * Nearly every text folds unit by unit. Such a one is folded where it lies in a piece of a shared arena (a buffer of
 * its own would cost more than the fold; an arena lives as long as any result in it), without a branch on what it says,
 * and shares its offsets with all others of its length.
 */
export function fold(source: string): Folded {
  const length = source.length;
  const room = arenaFor(length * 2);
  const from = room === shared ? sharedUsed : 0;
  const units = new Uint16Array(room.buffer, from, length);
  if (length < COPIED) for (let i = 0; i < length; i++) units[i] = source.charCodeAt(i);
  else room.bytes.write(source, from, length * 2, 'utf16le');
  let uneven = 0;
  let changed = 0;
  for (let i = 0; i < length; i++) {
    const code = units[i] as number;
    const unit = plain[code] as number;
    uneven |= unit - 1; // negative once a unit is 0
    changed |= unit ^ code;
    units[i] = unit;
  }
  if (uneven < 0) return foldUnevenly(source, units);
  if (room === shared) sharedUsed = aligned(from + length * 2);
  return new Folded(source, units, evenOffsets(length), changed === 0 ? source : undefined);
}

/** Lengths whose offsets are kept. */
const KEPT = 1024;
const kept: Uint32Array[] = [];

/** 0, 1, 2 … length: the offsets of a text that folds unit by unit. Shared, so never written to. */
function evenOffsets(length: number): Uint32Array {
  if (length > KEPT) return counted(length);
  let offsets = kept[length];
  if (offsets === undefined) {
    while (kept.length <= length) kept.push(counted(kept.length));
    offsets = kept[length] as Uint32Array;
  }
  return offsets;
}

function counted(length: number): Uint32Array {
  const offsets = new Uint32Array(length + 1);
  for (let i = 0; i <= length; i++) offsets[i] = i;
  return offsets;
}

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

/** The same for a text with characters that vanish, grow or take two units: those that stand as 0 in `plainly`. */
function foldUnevenly(source: string, plainly: Uint16Array): Folded {
  const length = source.length;
  reserve(length + 8);
  let units = unitRoom;
  let offsets = offsetRoom;
  let n = 0;
  for (let i = 0; i < length; i++) {
    const unit = plainly[i] as number;
    if (unit !== 0) {
      units[n] = unit;
      offsets[n++] = i;
      continue;
    }
    const code = source.charCodeAt(i);
    let value = flat[code] as number;
    const from = i;
    const low = (code & 0xfc00) === SURROGATE && i + 1 < length ? source.charCodeAt(i + 1) : 0;
    if ((low & 0xfc00) === 0xdc00) {
      i++;
      const known = astral.get(((code - SURROGATE) << 10) + (low - 0xdc00) + 0x10000);
      if (known === undefined) {
        units[n] = code;
        offsets[n++] = from;
        units[n] = low;
        offsets[n++] = from;
        continue;
      }
      value = known;
    }
    if (value === 0) continue;
    if (value < 0x10000) {
      units[n] = value;
      offsets[n++] = from;
      continue;
    }
    const text = expansions[value - 0x10000] as string;
    for (let k = 0; k < text.length; k++) {
      units[n] = text.charCodeAt(k);
      offsets[n++] = from;
    }
    // There is always room for what is left, should it fold unit by unit, and for one more expansion.
    if (n + length - i + 8 > units.length) {
      reserve(n + length - i + 8);
      units = unitRoom;
      offsets = offsetRoom;
    }
  }
  offsets[n] = length;
  return keep(source, n);
}

/** What lies in the rooms, in a piece of an arena. */
function keep(source: string, size: number): Folded {
  const offsetBytes = (size + 1) * 4;
  const room = arenaFor(offsetBytes + size * 2);
  const from = room === shared ? sharedUsed : 0;
  const offsets = new Uint32Array(room.buffer, from, size + 1);
  const units = new Uint16Array(room.buffer, from + offsetBytes, size);
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
  if (room === shared) sharedUsed = aligned(from + offsetBytes + size * 2);
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

/** Below this many units the plain way is the faster one. */
const DECODED = 40;
const decoder = new TextDecoder('utf-16le', { ignoreBOM: true });

/** UTF-16 units as a string, lone surrogates as they are. */
export function unitsToString(units: Uint16Array): string {
  if (units.length >= DECODED && !hasSurrogate(units)) return decoder.decode(units);
  if (units.length <= 4096) return String.fromCharCode.apply(null, units as unknown as number[]);
  let text = '';
  // In pieces small enough for the call stack.
  for (let i = 0; i < units.length; i += 4096) {
    text += String.fromCharCode.apply(null, units.subarray(i, i + 4096) as unknown as number[]);
  }
  return text;
}

/** A decoder would put other characters for lone ones; pairs are rare enough to go the same way. */
function hasSurrogate(units: Uint16Array): boolean {
  for (let i = 0; i < units.length; i++) if (((units[i] as number) & 0xf800) === SURROGATE) return true;
  return false;
}
