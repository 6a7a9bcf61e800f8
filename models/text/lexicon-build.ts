import {
  buildEditIndex,
  type EditIndex,
  editCandidates,
  SHORTEST_EDIT_NAME,
  withinOneEdit,
} from './edit-index.ts';
import { fold, foldText } from './fold.ts';
import { scanLayers } from './layers.ts';
import {
  ambiguities,
  isLongEnough,
  LEXICON_MAGIC,
  type LexiconHead,
  loadLexicon,
  SHORTEST_RUN_NAME,
  SHORTEST_SQUEEZED,
} from './lexicon.ts';
import type { LexiconRow } from './lexicon-csv.ts';
import { alignFour } from './matcher/format.ts';
import { buildMatcher, type MatcherTerm, stringUnits } from './matcher.ts';
import { isHanWord } from './units.ts';
import { initialSpellings, pinyinSpellings, shapeVariants } from './variants.ts';
import { leetView, readTerm, squeezedView } from './views.ts';
import { isOrdinaryWord } from './words.ts';

/** Above this many terms only the exact, squeezed and leet layers are built: variants would multiply the artefact. */
const MOST_TERMS_WITH_VARIANTS = 100_000;

interface Term {
  readonly id: number;
  readonly text: string;
  readonly fuzzy: boolean;
}

/**
 * Builds the lexicon artefact. Every spelling a layer makes up is tried on the clean texts, titles and words, and dropped
 * when it stands in one; so is every variant that is an ordinary word. Of the dictionary words those near a name are kept:
 * they mean a brand only among its goods. `goods` are names of goods. The same rows, titles and words give the same bytes.
 */
export function buildLexicon(
  rows: readonly LexiconRow[],
  cleanTexts: readonly string[],
  dictionary: readonly string[] = [],
  goods: readonly string[] = [],
): Uint8Array {
  const first = assemble(rows, [], dictionary, goods);
  if (rows.length > MOST_TERMS_WITH_VARIANTS) return first;
  const lexicon = loadLexicon(first);
  const blocked = new Set<string>();
  for (const text of cleanTexts) {
    const folded = fold(text);
    for (const candidate of scanLayers(folded, lexicon).candidates) {
      if (candidate.layer === 'exact') continue;
      blocked.add(`${candidate.layer}:${folded.text.slice(candidate.start, candidate.end)}`);
    }
  }
  return blocked.size === 0 ? first : assemble(rows, [...blocked].sort(), dictionary, goods);
}

function assemble(
  rows: readonly LexiconRow[],
  blocked: readonly string[],
  dictionary: readonly string[],
  goods: readonly string[],
): Uint8Array {
  const sections = new Map<string, Uint8Array>();
  const brands = [...new Set(rows.map((row) => row.brand))].sort();
  const brandNumber = new Map(brands.map((brand, i) => [brand, i]));
  const lists = [...new Set(rows.map((row) => row.categories.join('|')))].sort();
  const listNumber = new Map(lists.map((list, i) => [list, i]));
  const sorted = [...rows].sort(
    (a, b) => compare(foldText(a.term), foldText(b.term)) || compare(a.brand, b.brand),
  );
  const terms: Term[] = sorted.map((row, id) => ({
    id,
    text: foldText(row.term).trim(),
    fuzzy: row.ambiguity === 'distinctive',
  }));
  addStrings(sections, 'brands', brands);
  addStrings(
    sections,
    'terms',
    terms.map((term) => term.text),
  );
  const column = (name: string, pick: (row: LexiconRow) => number): void => {
    sections.set(name, bytesOf(Uint32Array.from(sorted, pick)));
  };
  column('term.brand', (row) => brandNumber.get(row.brand) ?? 0);
  column('term.categories', (row) => listNumber.get(row.categories.join('|')) ?? 0);
  sections.set(
    'term.ambiguity',
    Uint8Array.from(sorted, (row) => ambiguities.indexOf(row.ambiguity)),
  );

  const variants = terms.length <= MOST_TERMS_WITH_VARIANTS;
  const fuzzy = terms.filter((term) => term.fuzzy);
  // 始祖鸟: three characters disguised are no ordinary word any more, though the name itself may be one.
  const named = terms.filter(
    ({ id, text, fuzzy }) => fuzzy || (sorted[id]?.ambiguity === 'common' && text.length >= 3),
  );
  sections.set('exact', buildMatcher(terms.map(({ id, text }) => ({ id, term: text }))));
  const squeezed = viewTerms(terms, (text) => readTerm(text, squeezedView), SHORTEST_SQUEEZED);
  // All others stand in the exact matcher as they are.
  sections.set('squeezed', buildMatcher(squeezed.filter(({ id, term }) => term !== terms[id]?.text)));
  sections.set(
    'leet',
    buildMatcher(viewTerms(fuzzy.filter(isLeetable), (text) => readTerm(text, leetView), 4)),
  );
  const spelt = terms.filter(({ id, fuzzy }) => fuzzy || sorted[id]?.ambiguity === 'common');
  sections.set('pinyin', buildMatcher(variants ? spelt.flatMap(spellings) : []));
  sections.set('shape', buildMatcher(variants ? shapes(named, terms) : []));
  const names = variants
    ? fuzzy.filter(({ text }) => /^[a-z]+$/.test(text) && text.length >= SHORTEST_EDIT_NAME)
    : [];
  const edits = buildEditIndex(names.map(({ id, text }) => ({ name: text, term: id })));
  sections.set('edit.hashes', bytesOf(edits.hashes));
  sections.set('edit.terms', bytesOf(edits.terms));
  return join(sections, {
    terms: terms.length,
    brands: brands.length,
    categories: lists.map((list) => (list === '' ? [] : list.split('|'))),
    blocked: [...blocked],
    ordinary: ordinaryWords(dictionary, terms, edits),
    goods: goodsNames(goods),
  });
}

/** Dictionary words that are a Latin name or one edit from a name the edit layer knows. */
function ordinaryWords(dictionary: readonly string[], terms: readonly Term[], edits: EditIndex): string[] {
  const names = new Set(terms.map((term) => term.text));
  const near = (word: string): boolean =>
    editCandidates(edits, word).some((id) => withinOneEdit(terms[id]?.text ?? '', word));
  return [...new Set(dictionary.map((word) => foldText(word).trim()))]
    .filter((word) => /^[a-z]{4,}$/.test(word) && (names.has(word) || near(word) || runsInto(word, names)))
    .sort();
}

/** Whether a word begins or ends with a name long enough to be read inside a run of letters. */
function runsInto(word: string, names: ReadonlySet<string>): boolean {
  for (let size = SHORTEST_RUN_NAME; size < word.length; size++)
    if (names.has(word.slice(0, size)) || names.has(word.slice(-size))) return true;
  return false;
}

/** Names of goods short enough to be told from a name they run into (夏普洱茶), or to follow one (松下电饭煲). */
function goodsNames(goods: readonly string[]): string[] {
  const words = goods.map((word) => foldText(word)).filter((word) => isHanWord(word));
  return [...new Set(words)].filter((word) => word.length >= 2 && word.length <= 5).sort();
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const isLeetable = ({ text }: Term): boolean => (text.match(/[a-z]/g)?.length ?? 0) >= 3;

/** Terms as a view spells them; Latin ones below a length would fire everywhere. */
function viewTerms(terms: readonly Term[], read: (text: string) => string, least: number): MatcherTerm[] {
  return terms.flatMap(({ id, text, fuzzy }) => {
    const term = read(text);
    // A spelling with its own separators (H&M, The North Face) must be found without them whatever its class.
    return isLongEnough(term, least) && (fuzzy || term !== text) ? [{ id, term }] : [];
  });
}

function spellings({ id, text, fuzzy }: Term): MatcherTerm[] {
  if (!isHanWord(text) || text.length < 2) return [];
  // 耐k, 阿d达s: of an ordinary word a letter leaves too little.
  const cut = fuzzy ? initialSpellings(text) : [];
  return [...new Set([...pinyinSpellings(text), ...cut])].map((term) => ({ id, term }));
}

function shapes(fuzzy: readonly Term[], all: readonly Term[]): MatcherTerm[] {
  const taken = new Set(all.map((term) => term.text));
  return fuzzy.flatMap(({ id, text }) => {
    if (!isHanWord(text) || text.length < 2) return [];
    return shapeVariants(text)
      .filter((variant) => !taken.has(variant) && !isOrdinaryWord(variant))
      .map((term) => ({ id, term }));
  });
}

function bytesOf(view: Uint32Array | Uint16Array): Uint8Array {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}

function addStrings(sections: Map<string, Uint8Array>, name: string, strings: readonly string[]): void {
  const offsets = new Uint32Array(strings.length + 1);
  strings.forEach((text, i) => {
    offsets[i + 1] = (offsets[i] as number) + text.length;
  });
  const units = new Uint16Array(offsets[strings.length] as number);
  strings.forEach((text, i) => {
    units.set(stringUnits(text), offsets[i]);
  });
  sections.set(`${name}.offsets`, bytesOf(offsets));
  sections.set(`${name}.units`, bytesOf(units));
}

/** [magic, length of the head, head as JSON, sections], each section 4-byte aligned. */
function join(sections: ReadonlyMap<string, Uint8Array>, facts: Omit<LexiconHead, 'sections'>): Uint8Array {
  // Numbers in the head are padded to one width, so that its length is known before the offsets are.
  const encode = (start: number): { head: Uint8Array; end: number } => {
    let at = start;
    const places: Record<string, [number, number]> = {};
    for (const [name, bytes] of sections) {
      places[name] = [at, bytes.byteLength];
      at += alignFour(bytes.byteLength);
    }
    return { head: new TextEncoder().encode(JSON.stringify({ ...facts, sections: places })), end: at };
  };
  let start = 8;
  let { head, end } = encode(start);
  while (alignFour(8 + head.byteLength) > start) {
    start = alignFour(8 + head.byteLength);
    ({ head, end } = encode(start));
  }
  const bytes = new Uint8Array(end);
  new Uint32Array(bytes.buffer, 0, 2).set([LEXICON_MAGIC, head.byteLength]);
  bytes.set(head, 8);
  let at = start;
  for (const part of sections.values()) {
    bytes.set(part, at);
    at += alignFour(part.byteLength);
  }
  return bytes;
}
