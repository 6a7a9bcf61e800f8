import { readingsOf } from './pinyin.ts';
import { isHanWord } from './units.ts';

/** Longer terms are not spelt: whoever hides one hides the offending word inside it. */
const LONGEST = 5;
/** A short syllable beside one character is an English word or a model as often (抗ai, 极te). */
const LEAST_LETTERS = 3;

/** How a term is written with one of its characters in letters: 治liao, jiang血糖, 全网zui低价. */
export function speltInLetters(term: string): string[] {
  if (!isHanWord(term) || term.length > LONGEST) return [];
  return [...term].flatMap((char, at) => {
    const [reading] = readingsOf(char.charCodeAt(0));
    if (reading === undefined) return [];
    if (reading.length < (term.length > 2 ? 2 : LEAST_LETTERS)) return [];
    return [term.slice(0, at) + reading + term.slice(at + 1)];
  });
}
