import type { Candidate } from './candidate.ts';
import type { Folded } from './fold.ts';
import { hasLoosePart } from './joined.ts';
import { type Lexicon, SHORTEST_RUN_NAME } from './lexicon.ts';
import { isDigit, isHan, isHanWord, isLatin, isWordUnit } from './units.ts';
import { fitPinyin, type PinyinFit } from './variants.ts';
import { isOrdinaryWord, wordsCut } from './words.ts';

/** 苹_果, 李.宁: an ordinary word with a sign between all its characters is none any more; blanks, commas and joints prove nothing. */
export const isDecked = (text: string): boolean =>
  /^[\u3400-\u9fff](?:[^\s\p{L}\p{N},;:、，；：。!?！？()（）【】/|&+\-"'“”‘’《》<>]+[\u3400-\u9fff])+$/u.test(
    text,
  );

/** L V, D.J.I: every letter of a short name by itself, all parted alike, and no further letters so (S M L XL). */
export function isSpeltOut(text: string, { start, end }: Candidate): boolean {
  return (
    /^[a-z]([^\p{L}\p{N}]{1,2})[a-z](?:\1[a-z])*$/u.test(text.slice(start, end)) &&
    !/[a-z0-9][^\p{L}\p{N}]{0,2}$/u.test(text.slice(0, start)) &&
    !/^[^\p{L}\p{N}]{0,2}[a-z0-9](?![a-z])/u.test(text.slice(end))
  );
}

/**
 * A name with characters written in their parts. A part that never stands by itself (亻, 氵) proves it; without one the parts
 * are words too (口合 in 进口合金), and must be read as nothing else: in a row, cutting no word, of a name that is no word.
 */
export function isSplit(text: string, { term, start, end }: Candidate, lexicon: Lexicon): boolean {
  const name = lexicon.textOf(term);
  const surface = text.slice(start, end);
  const written = [...surface].filter((char) => isWordUnit(char.charCodeAt(0))).length;
  if (name.length < 2 || written <= name.length) return false;
  if (hasLoosePart(surface)) return true;
  const ambiguity = lexicon.ambiguityOf(term);
  const named = ambiguity === 'distinctive' || (ambiguity === 'common' && name.length >= 3);
  return named && isHanWord(surface) && wordsCut(text, start, end) === 0;
}

export const isPlain = (folded: Folded, c: Candidate): boolean =>
  /^[\x20-\x7e]*$/.test(folded.source.slice(folded.offsets[c.start], folded.offsets[c.end]));

/** samsunga57: behind a name of some length a single letter with its figure is a model. */
const SHORTEST_MODEL_NAME = 5;

/** 3m 卷尺 is three metres of it; the maker writes itself 3M. */
function isMeasure({ source, offsets }: Folded, start: number, end: number): boolean {
  return end - start <= 4 && /^[0-9]+[mglvwkt]$/.test(source.slice(offsets[start], offsets[end]));
}

/** Latin names stand at word borders: lv is in neither lvse nor solve; a change of case (NikeAir) or a digit ends a word. */
export function standsAlone(folded: Folded, start: number, end: number): boolean {
  const { units, offsets, source, text } = folded;
  const first = units[start] as number;
  const last = units[end - 1] as number;
  if (isDigit(first) && isMeasure(folded, start, end)) return false;
  if (start > 0) {
    const before = units[start - 1] as number;
    if (isDigit(first) && (isDigit(before) || isLatin(before))) return false;
    if (isLatin(first) && isLatin(before) && !isHump(source, offsets[start - 1], offsets[start]))
      return false;
  }
  if (end < units.length) {
    const after = units[end] as number;
    if (isDigit(last) && (isDigit(after) || (isLatin(after) && !opensVersion(folded, start, end))))
      return false;
    // 水果15斤: a figure before a counter counts.
    if (isDigit(last) && isHan(first) && COUNTER.test(text.slice(end, end + 2))) return false;
    if (isLatin(last) && isLatin(after) && !isHump(source, offsets[end - 1], offsets[end]))
      return end - start >= SHORTEST_MODEL_NAME && isDigit(units[end + 1] ?? 0);
  }
  return true;
}

/** Letters that may run into a name, on one side of it. */
const MOST_RUN_ON = 8;

/**
 * newneverfull, lululemonpants: a long name that nothing else is, with other letters run into it on one side. A run of
 * letters that is a dictionary word is that word.
 */
export function runsIn(folded: Folded, { term, start, end }: Candidate, lexicon: Lexicon): boolean {
  const { units, text } = folded;
  if (end - start < SHORTEST_RUN_NAME || lexicon.ambiguityOf(term) !== 'distinctive') return false;
  let from = start;
  let to = end;
  while (from > 0 && isLatin(units[from - 1] as number)) from--;
  while (to < units.length && isLatin(units[to] as number)) to++;
  for (let i = start; i < end; i++) if (!isLatin(units[i] as number)) return false;
  const run = text.slice(from, to);
  if (from < start === to > end || run.length - (end - start) > MOST_RUN_ON) return false;
  return !lexicon.ordinary.has(run) && !lexicon.ordinary.has(text.slice(start, end));
}

/** 椰子350v2: the version of what the figure names; 水果15promax: the trim of what Chinese and a figure name. */
function opensVersion({ units, text }: Folded, start: number, at: number): boolean {
  if (units[at] === V && at + 1 < units.length && isDigit(units[at + 1] as number)) return true;
  return isHan(units[start] as number) && TRIM.test(text.slice(at, at + 10));
}
const COUNTER = /^ ?[斤种罐袋包个盒克味件枚颗粒升瓶支片天日月元年块条只箱套双岁]/;
const V = 118;
const TRIM = /^(?:pro|max|plus|ultra|mini|promax|air|note|turbo|lite|fold|flip|[serx])(?![a-z])/;

function isHump(source: string, left: number | undefined, right: number | undefined): boolean {
  return /^[a-z]$/.test(source.charAt(left ?? -1)) && /^[A-Z]$/.test(source.charAt(right ?? -1));
}

/** A name pulled apart must look pulled apart, not like two neighbouring words. */
export function squeezedFits(folded: Folded, c: Candidate, term: string): boolean {
  const { units } = folded;
  let gaps = 0;
  let onlySpaces = true;
  let pieces = 1;
  for (let i = c.start; i < c.end; i++) {
    const unit = units[i] as number;
    if (isWordUnit(unit)) continue;
    gaps++;
    if (unit !== 32) onlySpaces = false;
    if (i > c.start && isWordUnit(units[i - 1] as number)) pieces++;
  }
  if (gaps > (c.end - c.start - gaps) * 4) return false;
  if (gaps === 0) return true; // the term's own separators left out
  // A change of script is a border too: 爆款n-i-k-e.
  const apart = (inner: number, outer: number): boolean =>
    !isWordUnit(outer) || isHan(inner) !== isHan(outer);
  const open = c.start === 0 || apart(units[c.start] as number, units[c.start - 1] as number);
  const closed = c.end === units.length || apart(units[c.end - 1] as number, units[c.end] as number);
  if (isHan(units[c.start] as number)) {
    if (pieces === c.end - c.start - gaps && pieces > 2) return true;
    const list = /[,;、，；。:!?]/.test(folded.text.slice(c.start, c.end));
    return onlySpaces || list ? open || closed : true;
  }
  const letters = c.end - c.start - gaps;
  if (!onlySpaces || pieces === letters)
    return open && closed && (letters > 3 || pieces === letters || term.length > 3);
  return open && closed && letters >= 4;
}

/** T恤, V领, U盘: a letter that is part of a word itself stands for no character. */
const LETTER_WORD = /[a-z](?:恤|领|盘|歌|字|型|形|光|位|弹|罩杯|码|级|款|座|杯|桌|股|裤)/;

/** 阿d达s, 耐k: characters cut to the letter their sound begins with, half of the name at least left as it is. */
const isCutToInitials = (text: string, { same, initials }: PinyinFit): boolean =>
  same >= initials && !LETTER_WORD.test(text);

/** One sound-alike in a longer name, or a name spelt in letters; a name of two characters needs more care. */
export function pinyinFits(lexicon: Lexicon, id: number, text: string): boolean {
  const term = lexicon.textOf(id);
  if (term === text) return false;
  const fit = fitPinyin(term, text);
  if (fit === undefined) return false;
  const size = term.length;
  // 小mi, 苹guo: half in letters, a short ordinary word is none any more; wholly so, or by its sound alone, it may be another.
  if (size === 2 && lexicon.ambiguityOf(id) === 'common') return fit.spelt === 1 && fit.same === 1;
  if (fit.initials > 0) return fit.swapped + fit.spelt === 0 && isCutToInitials(text, fit);
  if (fit.spelt === size) return text.length >= 5 && size >= 2;
  if (isHanWord(text)) {
    if (size >= 4 ? fit.same < size - 2 : fit.swapped !== 1) return false;
    return !isOrdinaryWord(text);
  }
  return fit.same >= 1 && fit.swapped === 0;
}
