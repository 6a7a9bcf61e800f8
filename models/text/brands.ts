import type { Candidate } from './candidate.ts';
import { findDecoys, type ListingContext, type Place, type Role, readInContext } from './context.ts';
import { joinsList, namesAccessory, namesBook, statesFit, surroundingsOf } from './fits.ts';
import { type Folded, fold, foldText, sourceSpan } from './fold.ts';
import { scanLayers } from './layers.ts';
import { type Layer, type Lexicon, layers } from './lexicon.ts';
import { cutText, type TruncationReason, textLimits } from './limits.ts';

export interface BrandText {
  readonly title: string;
  readonly description?: string | undefined;
  /** Declared category path, broadest first. */
  readonly category?: readonly string[] | undefined;
  readonly attributes?: Readonly<Record<string, string>> | undefined;
}

export type BrandField = 'title' | 'description' | `attributes.${string}`;

export interface BrandMention {
  readonly brand: string;
  /** The lexicon term, folded. */
  readonly term: string;
  /** The disguise layer that saw it; `exact` is no disguise beyond the fold. */
  readonly layer: Layer;
  readonly field: BrandField;
  /** UTF-16 offsets into the field's original text, end excluded. */
  readonly start: number;
  readonly end: number;
  /** The original slice. */
  readonly text: string;
  /** 0 to 1. */
  readonly confidence: number;
  readonly role: Role;
  /** Names of the features behind the reading, heaviest first. */
  readonly because: readonly string[];
}

export interface BrandScreening {
  /** Uses of a brand: claims, denials (非 Nike draws the same buyers) and imitations. */
  readonly mentions: readonly BrandMention[];
  /** Seen and set aside: compatibility statements, flavours, ordinary words. */
  readonly suppressed: readonly BrandMention[];
  /** True when a limit cut the text: the listing then goes to review, never to pass. */
  readonly truncated: boolean;
  readonly reasons: readonly TruncationReason[];
}

interface Field {
  readonly name: BrandField;
  readonly kind: 'title' | 'description' | 'attribute';
  readonly folded: Folded;
  readonly candidates: readonly Candidate[];
}

/** Brands that a listing uses, claims only; see `screenBrands` for the rest. */
export function findBrands(input: BrandText, lexicon: Lexicon): readonly BrandMention[] {
  return screenBrands(input, lexicon).mentions;
}

/** Every brand a listing names, with what the context makes of it. */
export function screenBrands(input: BrandText, lexicon: Lexicon): BrandScreening {
  const reasons = new Set<TruncationReason>();
  const fields: Field[] = [];
  const read = (
    name: BrandField,
    kind: Field['kind'],
    text: string,
    limit: number,
    over: TruncationReason,
  ): void => {
    if (text === '') return;
    const cut = cutText(text, limit);
    if (cut.truncated) reasons.add(over);
    const folded = fold(cut.text);
    const { candidates, truncated } = scanLayers(folded, lexicon);
    if (truncated) reasons.add('too-many-hits');
    fields.push({ name, kind, folded, candidates: nearest(settle(candidates), folded.text, lexicon) });
  };
  read('title', 'title', input.title, textLimits.title, 'title-too-long');
  read('description', 'description', input.description ?? '', textLimits.description, 'description-too-long');
  const attributes = Object.entries(input.attributes ?? {});
  if (attributes.length > textLimits.attributes) reasons.add('too-many-attributes');
  for (const [key, value] of attributes.slice(0, textLimits.attributes)) {
    read(`attributes.${key}`, 'attribute', value, textLimits.attribute, 'attribute-too-long');
  }
  const listing = listingContext(input, fields, lexicon);
  const mentions: BrandMention[] = [];
  const suppressed: BrandMention[] = [];
  for (const field of fields) {
    const decoys = findDecoys(field.folded.units);
    const { text } = field.folded;
    const fits = fitsOf(field);
    field.candidates.forEach((candidate, i) => {
      const around = surroundingsOf(text, candidate.start, candidate.end);
      const place = { text, field: field.kind, around, fit: fits[i], decoys };
      const reading = readInContext(candidate, place, listing, lexicon);
      const span = sourceSpan(field.folded, candidate.start, candidate.end);
      const isBrandField = field.kind === 'attribute' && /^attributes\.(?:品牌|brand)/i.test(field.name);
      const mention: BrandMention = {
        brand: lexicon.brandOf(candidate.term),
        term: lexicon.textOf(candidate.term),
        layer: candidate.layer,
        field: field.name,
        ...span,
        text: field.folded.source.slice(span.start, span.end),
        confidence: isBrandField ? 0.97 : reading.confidence,
        role: isBrandField ? 'claim' : reading.role,
        because: isBrandField ? ['brand-attribute'] : reading.because,
      };
      const used = mention.role === 'claim' || mention.role === 'negation' || mention.role === 'imitation';
      (used ? mentions : suppressed).push(mention);
    });
  }
  const kept = mentions.filter((mention) => !outdone(mention, mentions));
  for (const mention of mentions)
    if (outdone(mention, mentions))
      suppressed.push({ ...mention, role: 'unsupported', because: ['other-name-fits', ...mention.because] });
  return { mentions: kept, suppressed, truncated: reasons.size > 0, reasons: [...reasons] };
}

function listingContext(input: BrandText, fields: readonly Field[], lexicon: Lexicon): ListingContext {
  const category = fold((input.category ?? []).join(' ').slice(0, 500)).text;
  const named = new Map<number, number>();
  let surroundings = category;
  for (const field of fields) {
    if (field.kind !== 'description') surroundings += ` ${field.folded.text}`;
    for (const candidate of field.candidates) {
      if (lexicon.ambiguityOf(candidate.term) !== 'distinctive') continue;
      const brand = lexicon.brandNumber(candidate.term);
      named.set(brand, (named.get(brand) ?? 0) + 1);
    }
  }
  const title = fields.find((field) => field.kind === 'title')?.folded.text ?? '';
  const steps = (input.category ?? []).map((step) => foldText(step.slice(0, 100)));
  return {
    surroundings,
    category,
    named,
    hasAccessory: namesAccessory(title, steps),
    isBook: namesBook(title),
  };
}

/** What is said of fit at each candidate; a list (适用苹果华为小米, 苹果华为小米通用) shares what its ends say. */
function fitsOf({ folded: { text }, candidates }: Field): Place['fit'][] {
  const own = candidates.map(({ start, end }) => statesFit(surroundingsOf(text, start, end)));
  const fits: Place['fit'][] = [...own];
  const between = (a: number, b: number): string =>
    text.slice(candidates[a]?.end ?? 0, candidates[b]?.start ?? 0);
  for (let i = 1; i < fits.length; i++) {
    const last = fits[i - 1];
    const gap = between(i - 1, i);
    if (
      fits[i] === undefined &&
      (last === 'fits' || last === 'fits-list') &&
      gap.length <= 10 &&
      !/[。；;!?]/.test(gap)
    )
      fits[i] = 'fits-list';
  }
  for (let i = fits.length - 2; i >= 0; i--) {
    if (fits[i] === undefined && own[i + 1] === 'fits-after' && joinsList(between(i, i + 1))) {
      fits[i] = 'fits-list';
      own[i] = 'fits-after';
    }
  }
  return fits;
}

/** Overlapping candidates settled: the longest, then the plainest layer; equal terms of two brands both stay. */
function settle(candidates: readonly Candidate[]): Candidate[] {
  const order = [...candidates].sort(
    (a, b) =>
      b.end - b.start - (a.end - a.start) ||
      layers.indexOf(a.layer) - layers.indexOf(b.layer) ||
      a.start - b.start ||
      a.term - b.term,
  );
  const kept: Candidate[] = [];
  for (const candidate of order) {
    const clash = kept.some(
      (other) =>
        candidate.start < other.end &&
        other.start < candidate.end &&
        !(candidate.start === other.start && candidate.end === other.end && candidate.layer === other.layer),
    );
    if (!clash) kept.push(candidate);
  }
  return kept.sort((a, b) => a.start - b.start || a.term - b.term);
}

/** Of several names one leet spelling could be, those with the fewest letters put for others (d3ll: Dell, not Deli). */
function nearest(candidates: readonly Candidate[], text: string, lexicon: Lexicon): Candidate[] {
  const changed = ({ term, start, end }: Candidate): number => {
    const name = lexicon.textOf(term);
    return [...text.slice(start, end)].filter((char, i) => name.charAt(i) !== char).length;
  };
  return candidates.filter(
    (candidate) =>
      candidate.layer !== 'leet' ||
      !candidates.some(
        (other) =>
          other.layer === 'leet' &&
          other.start === candidate.start &&
          other.end === candidate.end &&
          changed(other) < changed(candidate),
      ),
  );
}

/** Of several names one disguise could stand for, those whose goods are named stand out: the others are set aside. */
function outdone(mention: BrandMention, all: readonly BrandMention[]): boolean {
  if (mention.layer === 'exact' || mention.role !== 'claim') return false;
  return all.some(
    (other) =>
      other.brand !== mention.brand &&
      other.role === 'claim' &&
      other.field === mention.field &&
      other.start === mention.start &&
      other.end === mention.end &&
      other.confidence > mention.confidence + 0.03,
  );
}
