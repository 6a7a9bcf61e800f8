import { foldText } from './fold.ts';
import { readingsOf } from './pinyin.ts';
import { shapeNeighbours } from './shapes.generated.ts';
import { knownShapes } from './shapes-known.ts';
import { isHan } from './units.ts';

const neighbours = new Map<string, string[]>();
for (const row of shapeNeighbours.split(' ')) {
  const [head = '', ...others] = row;
  neighbours.set(head, others);
}
for (const group of knownShapes) {
  for (const head of group)
    neighbours.set(head, [...new Set([...(neighbours.get(head) ?? []), ...group.replace(head, '')])]);
}

/** Spellings of a term with one character replaced by one that looks like it. */
export function shapeVariants(term: string): string[] {
  const variants = new Set<string>();
  const chars = [...term];
  chars.forEach((char, at) => {
    for (const other of neighbours.get(char) ?? []) {
      const variant = foldText([...chars.slice(0, at), other, ...chars.slice(at + 1)].join(''));
      if (variant !== term) variants.add(variant);
    }
  });
  return [...variants];
}

const MOST_READINGS = 6;

/** The pinyin spellings of a term, character readings multiplied out up to a handful; letters stay. Empty if a character has no reading. */
export function pinyinSpellings(term: string): string[] {
  let spellings = [''];
  for (let i = 0; i < term.length; i++) {
    const unit = term.charCodeAt(i);
    const readings = isHan(unit) ? readingsOf(unit) : [term.charAt(i)];
    if (readings.length === 0) return [];
    const longer = spellings.flatMap((spelling) => readings.map((reading) => spelling + reading));
    spellings = [...new Set(longer)].slice(0, MOST_READINGS);
  }
  return spellings;
}

/** The pinyin of a term with one or two characters cut to the letter they begin with, half of it left (adda, ads for 阿迪达斯). */
export function initialSpellings(term: string): string[] {
  const chars = [...term];
  const most = Math.min(2, Math.floor(chars.length / 2));
  const sounds = chars.map((char) => readingsOf(char.charCodeAt(0))[0]);
  if (sounds.some((sound) => sound === undefined)) return [];
  const spellings = new Set<string>();
  const cut = (at: number, left: number, spelling: string): void => {
    if (at === chars.length) {
      if (left < most) spellings.add(spelling);
      return;
    }
    const sound = sounds[at] ?? '';
    cut(at + 1, left, spelling + sound);
    if (left > 0 && sound.length > 1) cut(at + 1, left - 1, spelling + sound.charAt(0));
  };
  cut(0, most, '');
  return [...spellings];
}

/** How a stretch of text stands for a term in pinyin. */
export interface PinyinFit {
  /** Characters of the term that stand unchanged in the text. */
  readonly same: number;
  /** Characters replaced by one that sounds alike. */
  readonly swapped: number;
  /** Characters written in letters. */
  readonly spelt: number;
  /** Characters written as the letter they begin with. */
  readonly initials: number;
}

/** Aligns a text with a term syllable by syllable; undefined when syllables do not fall together (xi'an against 先). */
export function fitPinyin(term: string, text: string): PinyinFit | undefined {
  const walk = (t: number, x: number, fit: PinyinFit): PinyinFit | undefined => {
    if (t === term.length) return x === text.length ? fit : undefined;
    if (x >= text.length) return undefined;
    if (term.charAt(t) === text.charAt(x)) {
      const found = walk(t + 1, x + 1, { ...fit, same: fit.same + 1 });
      if (found !== undefined) return found;
    }
    const unit = term.charCodeAt(t);
    if (!isHan(unit)) return undefined;
    const other = text.charCodeAt(x);
    const mine = readingsOf(unit);
    if (isHan(other)) {
      const reading = readingsOf(other)[0];
      if (reading === undefined || !mine.includes(reading)) return undefined;
      return walk(t + 1, x + 1, { ...fit, swapped: fit.swapped + 1 });
    }
    for (const reading of mine) {
      if (!text.startsWith(reading, x)) continue;
      const found = walk(t + 1, x + reading.length, { ...fit, spelt: fit.spelt + 1 });
      if (found !== undefined) return found;
    }
    if (!mine.some((reading) => reading.charCodeAt(0) === other)) return undefined;
    return walk(t + 1, x + 1, { ...fit, initials: fit.initials + 1 });
  };
  return walk(0, 0, { same: 0, swapped: 0, spelt: 0, initials: 0 });
}
