import { editCandidates, SHORTEST_EDIT_NAME, withinOneEdit } from './edit-index.ts';
import type { Folded } from './fold.ts';
import { joinedView } from './joined.ts';
import { isLongEnough, type Layer, type Lexicon, type MatcherLayer, SHORTEST_SQUEEZED } from './lexicon.ts';
import { Hits } from './matcher.ts';
import { isDigit, isHan, isHanWord, isLatin, isWordUnit } from './units.ts';
import { fitPinyin } from './variants.ts';
import {
  endsWhole,
  hasSecondReading,
  leetView,
  pinyinView,
  secondReadings,
  squeezedView,
  type View,
  ViewRoom,
} from './views.ts';
import { isOrdinaryWord, wordsCut } from './words.ts';

/** A term seen by a layer, in folded units. */
export interface Candidate {
  readonly term: number;
  readonly layer: Layer;
  readonly start: number;
  readonly end: number;
}

const room = new Hits();
/** The views of one text are read one after the other; the squeezed one twice. */
const viewRoom = new ViewRoom();

/** Every term that any layer sees in a folded text, before context decides what it means. */
export function scanLayers(
  folded: Folded,
  lexicon: Lexicon,
): { candidates: Candidate[]; truncated: boolean } {
  const candidates: Candidate[] = [];
  let truncated = false;
  const seen = new Set<number>();
  const scan = (
    layer: MatcherLayer,
    viewOf: (() => View) | undefined,
    fits: (c: Candidate) => boolean,
    matcher = lexicon.matchers[layer],
  ): void => {
    if (matcher.termCount === 0) return;
    const view = viewOf?.();
    room.clear();
    matcher.scan(
      view?.units ?? folded.units,
      room,
      view?.starts === undefined ? {} : { starts: view.starts },
    );
    truncated ||= room.truncated;
    for (let i = 0; i < room.count; i++) {
      const from = room.starts[i] as number;
      const to = room.ends[i] as number;
      if (view !== undefined && !endsWhole(view, to)) continue;
      const start = view === undefined ? from : (view.from[from] as number);
      const end = view === undefined ? to : (view.to[to - 1] as number);
      const term = room.ids[i] as number;
      const candidate = { term, layer, start, end };
      const key = (start * 64 + Math.min(end - start, 63)) * 0x400000 + term; // below 2^53 for a description
      if (seen.has(key) || !standsAlone(folded, start, end)) continue;
      if (layer !== 'exact') {
        const surface = folded.text.slice(start, end);
        if (lexicon.blocked.has(`${layer}:${surface}`)) continue;
      }
      if (!fits(candidate)) continue;
      seen.add(key);
      candidates.push(candidate);
    }
  };
  const textOf = (c: Candidate): string => folded.text.slice(c.start, c.end);
  scan('exact', undefined, () => true);
  const squeezed = squeezedView(folded, viewRoom);
  const pulledApart = (c: Candidate): boolean => squeezedFits(folded, c, lexicon.textOf(c.term));
  scan('squeezed', () => squeezed, pulledApart);
  // The same trie a second time over nearly the same text: what it touches is still in the caches.
  const squeezable = (c: Candidate): boolean => {
    const ambiguity = lexicon.ambiguityOf(c.term);
    if (ambiguity === 'distinctive')
      return isLongEnough(lexicon.textOf(c.term), SHORTEST_SQUEEZED) && pulledApart(c);
    if (ambiguity === 'common') return isDecked(textOf(c)) && pulledApart(c);
    return ambiguity === 'short' && isSpeltOut(folded.text, c);
  };
  if (squeezed.units.length < folded.length)
    scan('squeezed', () => squeezed, squeezable, lexicon.matchers.exact);
  const joined = joinedView(squeezed);
  if (joined)
    scan(
      'shape',
      () => joined,
      (c) => isHalved(lexicon.textOf(c.term), textOf(c)),
      lexicon.matchers.exact,
    );
  const leetFits = (c: Candidate): boolean => {
    const letters = textOf(c).match(/[a-z]/g)?.length ?? 0;
    // ml10 and usb3 are units and models, not names.
    if (/^[a-z]+\d{2,}$/.test(textOf(c)) || !/[a-z]{2}|[a-z].+[a-z]/.test(textOf(c))) return false;
    return letters * 2 >= c.end - c.start && textOf(c) !== lexicon.textOf(c.term);
  };
  scan('leet', () => leetView(folded, undefined, viewRoom), leetFits);
  if (hasSecondReading(folded.source))
    scan(
      'leet',
      () => leetView(folded, secondReadings, viewRoom),
      (c) => !isPlain(folded, c),
    );
  scan(
    'pinyin',
    () => pinyinView(folded, viewRoom),
    (c) => pinyinFits(lexicon, c.term, textOf(c)) && wordsCut(folded.text, c.start, c.end) === 0,
  );
  scan('shape', undefined, (c) => wordsCut(folded.text, c.start, c.end) === 0);
  for (const c of editHits(folded, lexicon)) candidates.push(c);
  return { candidates, truncated };
}

/** 苹_果, 李.宁: an ordinary word with a sign between all its characters is none any more; blanks, commas and joints prove nothing. */
const isDecked = (text: string): boolean =>
  /^[\u3400-\u9fff](?:[^\s\p{L}\p{N},;:、，；：。!?！？()（）【】/|&+\-"'“”‘’《》<>]+[\u3400-\u9fff])+$/u.test(
    text,
  );

/** L V, D.J.I: every letter of a short name by itself, all parted alike, and no further letters so (S M L XL). */
function isSpeltOut(text: string, { start, end }: Candidate): boolean {
  return (
    /^[a-z]([^\p{L}\p{N}]{1,2})[a-z](?:\1[a-z])*$/u.test(text.slice(start, end)) &&
    !/[a-z0-9][^\p{L}\p{N}]{0,2}$/u.test(text.slice(0, start)) &&
    !/^[^\p{L}\p{N}]{0,2}[a-z0-9](?![a-z])/u.test(text.slice(end))
  );
}

/** Halves put together, and nothing left out on the way. */
const isHalved = (term: string, text: string): boolean => term !== text && isHanWord(text);

const isPlain = (folded: Folded, c: Candidate): boolean =>
  /^[\x20-\x7e]*$/.test(folded.source.slice(folded.offsets[c.start], folded.offsets[c.end]));

/** Latin names stand at word borders: lv is in neither lvse nor solve; a change of case (NikeAir) or a digit ends a word. */
function standsAlone(folded: Folded, start: number, end: number): boolean {
  const { units, offsets, source } = folded;
  const first = units[start] as number;
  const last = units[end - 1] as number;
  if (start > 0) {
    const before = units[start - 1] as number;
    if (isDigit(first) && (isDigit(before) || isLatin(before))) return false;
    if (isLatin(first) && isLatin(before) && !isHump(source, offsets[start - 1], offsets[start]))
      return false;
  }
  if (end < units.length) {
    const after = units[end] as number;
    if (isDigit(last) && (isDigit(after) || (isLatin(after) && !opensVersion(units, end)))) return false;
    if (isLatin(last) && isLatin(after) && !isHump(source, offsets[end - 1], offsets[end])) return false;
  }
  return true;
}

/** 椰子350v2: the version of what the figure names. */
const opensVersion = (units: Uint16Array, at: number): boolean =>
  units[at] === 118 && at + 1 < units.length && isDigit(units[at + 1] as number);

function isHump(source: string, left: number | undefined, right: number | undefined): boolean {
  return /^[a-z]$/.test(source.charAt(left ?? -1)) && /^[A-Z]$/.test(source.charAt(right ?? -1));
}

/** A name pulled apart must look pulled apart, not like two neighbouring words. */
function squeezedFits(folded: Folded, c: Candidate, term: string): boolean {
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

/** One sound-alike in a longer name, or a name spelt in letters; a name of two characters needs more care. */
function pinyinFits(lexicon: Lexicon, id: number, text: string): boolean {
  const term = lexicon.textOf(id);
  if (term === text) return false;
  const fit = fitPinyin(term, text);
  if (fit === undefined) return false;
  const size = term.length;
  // 小mi, 苹guo: half in letters, a short ordinary word is none any more; wholly so, or by its sound alone, it may be another.
  if (size === 2 && lexicon.ambiguityOf(id) === 'common') return fit.spelt === 1 && fit.same === 1;
  if (fit.spelt === size) return text.length >= 5 && size >= 2;
  if (isHanWord(text)) {
    if (size >= 4 ? fit.same < size - 2 : fit.swapped !== 1) return false;
    return !isOrdinaryWord(text);
  }
  return fit.same >= 1 && fit.swapped === 0;
}

const UNIT = /^(?:[gmt]b|[cm]m|k?g|ml|l|hz|mah|w|v|pcs|x)/;

function* editHits(folded: Folded, lexicon: Lexicon): Generator<Candidate> {
  if (lexicon.edits.hashes.length === 0) return;
  const { units } = folded;
  for (let start = 0; start < units.length; ) {
    if (!isLatin(units[start] as number)) {
      start++;
      continue;
    }
    let end = start + 1;
    while (end < units.length && isLatin(units[end] as number)) end++;
    const size = end - start;
    // 512gbpro: a unit after a figure opens no misspelt name.
    const unit =
      start > 0 && isDigit(units[start - 1] as number) && UNIT.test(folded.text.slice(start, start + 3));
    // Mate60, Note12: a short word with a figure at once is a model.
    const model = size <= 5 && end < units.length && isDigit(units[end] as number);
    if (!unit && !model && size >= SHORTEST_EDIT_NAME - 1 && size <= 33) {
      for (const term of misspelt(folded.text.slice(start, end), lexicon))
        yield { term, layer: 'edit', start, end };
    }
    start = end;
  }
}

/** Answers already given, by lexicon: sellers' Latin words repeat from title to title. */
const answers = new WeakMap<Lexicon, Map<string, readonly number[]>>();
const MOST_ANSWERS = 8192;

/** Terms one edit from a word. A word that is itself a name is that name, not a misspelling of another. */
function misspelt(word: string, lexicon: Lexicon): readonly number[] {
  let known = answers.get(lexicon);
  if (known === undefined) {
    known = new Map();
    answers.set(lexicon, known);
  }
  const given = known.get(word);
  if (given !== undefined) return given;
  if (known.size >= MOST_ANSWERS) known.clear();
  let found: number[] = [];
  if (!lexicon.blocked.has(`edit:${word}`)) {
    const terms = editCandidates(lexicon.edits, word);
    if (!terms.some((term) => lexicon.textOf(term) === word))
      found = terms.filter((term) => withinOneEdit(lexicon.textOf(term), word));
  }
  known.set(word, found);
  return found;
}
