import * as z from 'zod';
import type { EditIndex } from './edit-index.ts';
import { unitsToString } from './fold.ts';
import type { Ambiguity } from './lexicon-csv.ts';
import { loadMatcher, type Matcher } from './matcher.ts';
import { isHanWord } from './units.ts';

export const LEXICON_MAGIC = 0x3158_4c54; // "TLX1"
export const ambiguities: readonly Ambiguity[] = ['distinctive', 'common', 'slang', 'short'];
export const layers = ['exact', 'squeezed', 'split', 'leet', 'pinyin', 'shape', 'edit'] as const;
export type Layer = (typeof layers)[number];
export const matcherLayers = ['exact', 'squeezed', 'leet', 'pinyin', 'shape'] as const;
export type MatcherLayer = (typeof matcherLayers)[number];

export const lexiconHeadSchema = z.strictObject({
  terms: z.int().min(0),
  brands: z.int().min(0),
  /** Distinct category lists; terms name one by number. */
  categories: z.array(z.array(z.string())),
  /** `layer:surface` spellings that stand in clean titles. */
  blocked: z.array(z.string()),
  /** Dictionary words that are a name or stand one letter from one: nobody's brand without fitting goods. */
  ordinary: z.array(z.string()).default([]),
  goods: z.array(z.string()).default([]),
  sections: z.record(z.string(), z.tuple([z.int().min(0), z.int().min(0)])),
});
export type LexiconHead = z.infer<typeof lexiconHeadSchema>;

export class LexiconFormatError extends Error {
  override name = 'LexiconFormatError';
}

export interface Lexicon {
  readonly termCount: number;
  readonly brandCount: number;
  /** The brand a term belongs to. */
  brandOf(term: number): string;
  brandNumber(term: number): number;
  /** The term, folded. */
  textOf(term: number): string;
  ambiguityOf(term: number): Ambiguity;
  categoriesOf(term: number): readonly string[];
  /** `squeezed` has spellings that lose separators of their own; all other terms are squeezed as they are in `exact`. */
  readonly matchers: Readonly<Record<MatcherLayer, Matcher>>;
  readonly edits: EditIndex;
  readonly blocked: ReadonlySet<string>;
  readonly ordinary: ReadonlySet<string>;
  /** Names of goods: 鱼缸 tells that 金龙鱼缸 speaks of no oil. */
  readonly goods: ReadonlySet<string>;
}

/** Letters that a Latin name needs to be looked for with its separators taken out. */
export const SHORTEST_SQUEEZED = 3;
/** Letters of a Latin name that is seen when other letters run into it (newneverfull): shorter ones are in many words. */
export const SHORTEST_RUN_NAME = 7;
/** Latin spellings below a length would fire everywhere; two Chinese characters are a name. */
export const isLongEnough = (term: string, least: number): boolean =>
  term.length >= (isHanWord(term) ? 2 : least);

const MOST_DECODED = 16_384;

/** Opens a lexicon artefact made by `buildLexicon`; views over the given bytes, strings decoded when asked for. */
export function loadLexicon(blob: Uint8Array): Lexicon {
  const bytes = blob.byteOffset % 4 === 0 ? blob : blob.slice();
  if (bytes.byteLength < 8) throw new LexiconFormatError('lexicon is too short');
  const [magic = 0, headLength = 0] = new Uint32Array(bytes.buffer, bytes.byteOffset, 2);
  if (magic !== LEXICON_MAGIC) throw new LexiconFormatError('not a lexicon of this version');
  if (headLength + 8 > bytes.byteLength) throw new LexiconFormatError('lexicon is cut');
  // A shared buffer cannot be decoded directly.
  const headBytes = new Uint8Array(headLength);
  headBytes.set(bytes.subarray(8, 8 + headLength));
  const head = lexiconHeadSchema.parse(JSON.parse(new TextDecoder().decode(headBytes)));
  const section = (name: string): Uint8Array => {
    const place = head.sections[name];
    if (place === undefined || place[0] + place[1] > bytes.byteLength) {
      throw new LexiconFormatError(`lexicon section ${name} is missing or cut`);
    }
    return bytes.subarray(place[0], place[0] + place[1]);
  };
  const words = (name: string): Uint32Array => {
    const part = section(name);
    return new Uint32Array(part.buffer, part.byteOffset, part.byteLength / 4);
  };
  const strings = (name: string): ((index: number) => string) => {
    const pool = section(`${name}.units`);
    const units = new Uint16Array(pool.buffer, pool.byteOffset, pool.byteLength / 2);
    const offsets = words(`${name}.offsets`);
    const decoded = new Map<number, string>();
    return (index) => {
      const known = decoded.get(index);
      if (known !== undefined) return known;
      const from = offsets[index];
      const to = offsets[index + 1];
      if (from === undefined || to === undefined) throw new RangeError(`no ${name} ${index}`);
      const text = unitsToString(units.subarray(from, to));
      if (decoded.size >= MOST_DECODED) decoded.clear();
      decoded.set(index, text);
      return text;
    };
  };
  const brandName = strings('brands');
  const termText = strings('terms');
  const brandOfTerm = words('term.brand');
  const classes = section('term.ambiguity');
  const categoryLists = words('term.categories');
  const brandNumber = (term: number): number => brandOfTerm[term] ?? 0;
  return {
    termCount: head.terms,
    brandCount: head.brands,
    brandNumber,
    brandOf: (term) => brandName(brandNumber(term)),
    textOf: termText,
    ambiguityOf: (term) => ambiguities[classes[term] ?? 0] ?? 'distinctive',
    categoriesOf: (term) => head.categories[categoryLists[term] ?? 0] ?? [],
    matchers: {
      exact: loadMatcher(section('exact')),
      squeezed: loadMatcher(section('squeezed')),
      leet: loadMatcher(section('leet')),
      pinyin: loadMatcher(section('pinyin')),
      shape: loadMatcher(section('shape')),
    },
    edits: { hashes: words('edit.hashes'), terms: words('edit.terms') },
    blocked: new Set(head.blocked),
    ordinary: new Set(head.ordinary),
    goods: new Set(head.goods),
  };
}
