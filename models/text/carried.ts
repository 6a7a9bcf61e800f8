import { type Folded, fold, type Span, sourceSpan } from './fold.ts';
import { readingsOf } from './pinyin.ts';
import { isHan, isWordUnit } from './units.ts';

/** A word of an earlier text found in a later one. Offsets are in the field as uploaded. */
export interface Carried extends Span {
  readonly word: string;
  readonly field: string;
  /** As it stands there. */
  readonly text: string;
  /** `said`: the same letters, whatever stands between them; `sounds`: other characters with its sound. */
  readonly how: 'said' | 'sounds';
}

/** Letters of a sound from which it is told from chance: guojiaji, not zui. */
const LEAST_SOUND = 5;

/**
 * Which of the words of an earlier text the texts still carry, each at its first place; plainly before by sound. What stood
 * in the earlier text beside the word is no disguise of it: 特小号 in a title that was refused for 特效.
 */
export function carriedIn(
  words: readonly string[],
  texts: readonly { field: string; text: string }[],
  earlier = '',
): Carried[] {
  const stood = lettersOf(earlier).plain;
  const read = texts.map(({ field, text }) => ({ field, letters: lettersOf(text) }));
  return [...new Set(words)].flatMap((word) => {
    const sought = lettersOf(word);
    if (sought.plain.length === 0) return [];
    for (const how of ['said', 'sounds'] as const) {
      if (how === 'sounds' && sought.sound.length < LEAST_SOUND) continue;
      for (const { field, letters } of read) {
        const span = how === 'said' ? placeOf(sought.plain, letters) : soundIn(sought, letters, stood);
        if (!span) continue;
        const text = letters.folded.source.slice(span.start, span.end);
        return [{ word, field, ...span, text, how }];
      }
    }
    return [];
  });
}

interface Letters {
  readonly folded: Folded;
  /** The fold without what separates, and where each of its units lies in the fold. */
  readonly plain: string;
  readonly at: readonly number[];
  /** Its usual toneless sound, Latin letters as they are, and the unit of `plain` each letter belongs to. */
  readonly sound: string;
  readonly of: readonly number[];
  /** Whether a letter begins the sound of its unit. */
  readonly begins: readonly boolean[];
}

function lettersOf(text: string): Letters {
  const folded = fold(text);
  let plain = '';
  let sound = '';
  const at: number[] = [];
  const of: number[] = [];
  const begins: boolean[] = [];
  for (let i = 0; i < folded.length; i++) {
    const unit = folded.units[i] as number;
    if (!isWordUnit(unit)) continue;
    const letters = (isHan(unit) ? readingsOf(unit)[0] : undefined) ?? String.fromCharCode(unit);
    for (let k = 0; k < letters.length; k++) {
      of.push(at.length);
      begins.push(k === 0);
    }
    sound += letters;
    plain += String.fromCharCode(unit);
    at.push(i);
  }
  return { folded, plain, at, sound, of, begins };
}

function placeOf(word: string, { plain, at, folded }: Letters): Span | undefined {
  const from = plain.indexOf(word);
  if (from < 0) return undefined;
  return sourceSpan(folded, at[from] as number, (at[from + word.length - 1] as number) + 1);
}

/** The sound of a word with a Chinese character in it, from the beginning of one character to the end of another. */
function soundIn({ plain, sound }: Letters, text: Letters, stood: string): Span | undefined {
  if (plain === sound) return undefined;
  for (let from = text.sound.indexOf(sound); from >= 0; from = text.sound.indexOf(sound, from + 1)) {
    const to = from + sound.length;
    const whole = text.begins[from] === true && (to === text.sound.length || text.begins[to] === true);
    if (!whole) continue;
    const [first, last] = [text.of[from] as number, text.of[to - 1] as number];
    if (stood.includes(text.plain.slice(first, last + 1))) continue;
    return sourceSpan(text.folded, text.at[first] as number, (text.at[last] as number) + 1);
  }
  return undefined;
}

/** The longest stretch of a text that another has, too, separators and widths aside; none of fewer than two characters. */
export function sharedSpan(text: string, other: string): Span | undefined {
  const [a, b] = [lettersOf(text), lettersOf(other)];
  let best = { length: 1, end: 0 };
  let above = new Uint16Array(b.plain.length + 1);
  for (let i = 1; i <= a.plain.length; i++) {
    const row = new Uint16Array(b.plain.length + 1);
    for (let k = 1; k <= b.plain.length; k++) {
      if (a.plain[i - 1] !== b.plain[k - 1]) continue;
      const length = (above[k - 1] as number) + 1;
      row[k] = length;
      if (length > best.length) best = { length, end: i };
    }
    above = row;
  }
  if (best.end === 0) return undefined;
  const from = a.at[best.end - best.length] as number;
  return sourceSpan(a.folded, from, (a.at[best.end - 1] as number) + 1);
}
