import { Folded } from './fold.ts';
import { LONGEST_READING, readingAt, readingLetters } from './pinyin.ts';
import { isLatin, isWordUnit } from './units.ts';

/** A text as one disguise layer reads it: units with, for each, the folded units it stands for. */
export interface View {
  readonly units: Uint16Array;
  /** Index of the first folded unit behind unit `i`. */
  readonly from: Uint32Array;
  /** Index after the last folded unit behind unit `i`. */
  readonly to: Uint32Array;
  /** Where a hit may start. */
  readonly starts?: Int32Array;
}

/** Room that views are written into; one used again serves many texts without new memory. */
export class ViewRoom {
  units = new Uint16Array(0);
  from = new Uint32Array(0);
  to = new Uint32Array(0);
  starts = new Int32Array(0);

  /** Makes room; what was written before is no longer valid. */
  open(room: number): this {
    if (room > this.units.length) {
      this.units = new Uint16Array(room);
      this.from = new Uint32Array(room);
      this.to = new Uint32Array(room);
      this.starts = new Int32Array(room);
    }
    return this;
  }

  view(size: number): View {
    return {
      units: this.units.subarray(0, size),
      from: this.from.subarray(0, size),
      to: this.to.subarray(0, size),
    };
  }
}

/** Separators, signs and emoji taken out: n-i-k-e, 耐/克, 耐 克. */
export function squeezedView(folded: Folded, room = new ViewRoom()): View {
  const source = folded.units;
  const { units, from, to } = room.open(source.length);
  let size = 0;
  for (let i = 0; i < source.length; i++) {
    const unit = source[i] as number;
    units[size] = unit;
    from[size] = i;
    to[size] = i + 1;
    if (isWordUnit(unit)) size++;
  }
  return room.view(size);
}

const leetClass = new Uint16Array(128);
for (const [target, members] of [
  ['o', '0o'],
  ['i', '1il!|'],
  ['e', '3e'],
  ['a', '4a@'],
  ['s', '5s$'],
  ['t', '7t+'],
  ['b', '8b'],
  ['g', '9gq'],
  ['z', '2z'],
  ['u', 'uv'],
] as const) {
  for (const member of members) leetClass[member.charCodeAt(0)] = target.charCodeAt(0);
}
const R = 114;
const N = 110;
const M = 109;
const V = 118;
const W = 119;

/** Digits and signs read as the letters they stand for (N1KE, nlke, vv for w, rn for m), separators taken out. */
export function leetView(
  folded: Folded,
  readings?: ReadonlyMap<number, number>,
  room = new ViewRoom(),
): View {
  const source = folded.units;
  const { units, from, to } = room.open(source.length);
  let size = 0;
  for (let i = 0; i < source.length; i++) {
    let unit = source[i] as number;
    if (readings !== undefined)
      unit = readings.get(folded.source.charCodeAt(folded.offsets[i] as number)) ?? unit;
    from[size] = i;
    if ((unit === R && source[i + 1] === N) || (unit === V && source[i + 1] === V)) {
      units[size] = unit === R ? M : W;
      i++;
    } else {
      const read = unit < 128 ? (leetClass[unit] as number) : 0;
      if (read === 0 && !isWordUnit(unit)) continue;
      units[size] = read === 0 ? unit : read;
    }
    to[size++] = i + 1;
  }
  return room.view(size);
}

/** Characters read as their toneless pinyin letters, so that 耐可, naike and 耐ke all read naike. */
export function pinyinView(folded: Folded, room = new ViewRoom()): View {
  const source = folded.units;
  const { units, from, to, starts } = room.open(source.length * LONGEST_READING);
  let size = 0;
  let begun = 0;
  let latin = false;
  for (let i = 0; i < source.length; i++) {
    const unit = source[i] as number;
    const reading = readingAt[unit] as number;
    if (reading > 0) {
      starts[begun++] = size;
      for (let k = reading; readingLetters[k] !== 0; k++) {
        units[size] = readingLetters[k] as number;
        from[size] = i;
        to[size++] = i + 1;
      }
      latin = false;
      continue;
    }
    units[size] = unit;
    from[size] = i;
    const letter = isLatin(unit);
    if (letter && !latin) starts[begun++] = size;
    latin = letter;
    to[size++] = i + 1;
  }
  return { ...room.view(size), starts: starts.subarray(0, begun) };
}

/** Whether the view's hit ends where the folded unit behind it ends. */
export function endsWhole(view: View, end: number): boolean {
  return end >= view.units.length || view.from[end] !== view.from[end - 1];
}

/** Second readings of look-alikes whose first reading the fold took: т is t or m, и is n or u, р is p or r. */
export const secondReadings: ReadonlyMap<number, number> = new Map(
  [
    ['тТ', 'm'],
    ['иИйЙ', 'u'],
    ['рР', 'r'],
    ['сС', 's'],
    ['нН', 'n'],
    ['хХ', 'h'],
    ['вВ', 'v'],
    ['уУ', 'u'],
    ['лЛ', 'l'],
    ['пП', 'p'],
    ['νη', 'n'],
    ['зЗ', 'e'],
    ['ɯ', 'm'],
    ['ωΩ', 'o'],
    ['яЯ', 'a'],
    ['ʌΛ', 'a'],
    ['ß', 's'],
  ].flatMap(([from = '', to = '']) => [...from].map((c) => [c.charCodeAt(0), to.charCodeAt(0)] as const)),
);

export function hasSecondReading(source: string): boolean {
  for (let i = 0; i < source.length; i++) {
    const unit = source.charCodeAt(i);
    if (unit > 0xd0 && unit < 0x500 && secondReadings.has(unit)) return true;
  }
  return false;
}

/** A term as a view spells it. */
export function readTerm(term: string, view: (folded: Folded) => View): string {
  const units = Uint16Array.from(term, (_, i) => term.charCodeAt(i));
  const offsets = Uint32Array.from({ length: units.length + 1 }, (_, i) => i);
  return String.fromCharCode(...view(new Folded(term, units, offsets)).units);
}
