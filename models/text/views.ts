import { Folded } from './fold.ts';
import { usualLetters } from './pinyin.ts';
import { isLatin, isWordUnit } from './units.ts';

/** A text as one disguise layer reads it: units with, for each, the folded units it stands for. */
export interface View {
  readonly units: Uint16Array;
  /** Index of the first folded unit behind unit `i`. */
  readonly from: Uint32Array;
  /** Index after the last folded unit behind unit `i`. */
  readonly to: Uint32Array;
  /** 1 where a hit may start. */
  readonly starts?: Uint8Array;
}

class ViewWriter {
  units = new Uint16Array(1024);
  from = new Uint32Array(1024);
  to = new Uint32Array(1024);
  starts = new Uint8Array(1024);
  size = 0;

  /** Empties the writer and makes room. */
  open(room: number): this {
    this.size = 0;
    if (room > this.units.length) {
      this.units = new Uint16Array(room * 2);
      this.from = new Uint32Array(room * 2);
      this.to = new Uint32Array(room * 2);
      this.starts = new Uint8Array(room * 2);
    }
    return this;
  }

  add(unit: number, from: number, to: number, start: number): void {
    const at = this.size++;
    this.units[at] = unit;
    this.from[at] = from;
    this.to[at] = to;
    this.starts[at] = start;
  }

  view(withStarts: boolean): View {
    const { size } = this;
    const base = {
      units: this.units.subarray(0, size),
      from: this.from.subarray(0, size),
      to: this.to.subarray(0, size),
    };
    return withStarts ? { ...base, starts: this.starts.subarray(0, size) } : base;
  }
}

// Each kind of view has one room, used again by the next of its kind: a view must be read before that.
const squeezedRoom = new ViewWriter();
const leetRoom = new ViewWriter();
const pinyinRoom = new ViewWriter();

/** Separators, signs and emoji taken out: n-i-k-e, 耐/克, 耐 克. Valid until the next squeezed view. */
export function squeezedView(folded: Folded): View {
  const { units } = folded;
  const out = squeezedRoom.open(units.length);
  for (let i = 0; i < units.length; i++) {
    const unit = units[i] as number;
    if (isWordUnit(unit)) out.add(unit, i, i + 1, 1);
  }
  return out.view(false);
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
export function leetView(folded: Folded, readings?: ReadonlyMap<number, number>): View {
  const { units } = folded;
  const out = leetRoom.open(units.length);
  for (let i = 0; i < units.length; i++) {
    let unit = units[i] as number;
    if (readings !== undefined)
      unit = readings.get(folded.source.charCodeAt(folded.offsets[i] as number)) ?? unit;
    const next = units[i + 1];
    if (unit === R && next === N) {
      out.add(M, i, i + 2, 1);
      i++;
    } else if (unit === V && next === V) {
      out.add(W, i, i + 2, 1);
      i++;
    } else {
      const read = unit < 128 ? (leetClass[unit] as number) : 0;
      if (read !== 0) out.add(read, i, i + 1, 1);
      else if (isWordUnit(unit)) out.add(unit, i, i + 1, 1);
    }
  }
  return out.view(false);
}

/** Characters read as their toneless pinyin letters, so that 耐可, naike and 耐ke all read naike. */
export function pinyinView(folded: Folded): View {
  const { units } = folded;
  // No toneless reading is longer than six letters.
  const out = pinyinRoom.open(units.length * 6);
  for (let i = 0; i < units.length; i++) {
    const unit = units[i] as number;
    const reading = usualLetters(unit);
    if (reading.length > 0) {
      for (let k = 0; k < reading.length; k++) out.add(reading[k] as number, i, i + 1, k === 0 ? 1 : 0);
    } else {
      const start = isLatin(unit) && (i === 0 || !isLatin(units[i - 1] as number)) ? 1 : 0;
      out.add(unit, i, i + 1, start);
    }
  }
  return out.view(true);
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
