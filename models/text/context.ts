import type { Candidate } from './candidate.ts';
import {
  animalAround,
  deniedBefore,
  flavourAfter,
  foodAround,
  homographs,
  imitationNear,
  nameFollowers,
  placeAfter,
  soldUnder,
} from './context-data.ts';
import { cuesOf, speaksOf } from './cues.ts';
import { doubtOf } from './doubt.ts';
import { type Surroundings, saysOwn } from './fits.ts';
import type { Layer, Lexicon } from './lexicon.ts';
import { buildMatcher, loadMatcher, type Matcher } from './matcher.ts';
import { isHan, isLatin } from './units.ts';
import { wordFit } from './words.ts';

/** What a brand-like term means where it stands. `claim`, `negation` and `imitation` use the brand; the others do not. */
export type Role =
  | 'claim'
  | 'negation'
  | 'imitation'
  | 'compatibility'
  | 'flavour'
  | 'homograph'
  | 'unsupported';

export interface Reading {
  readonly role: Role;
  /** 0 to 1: how sure the reading `claim` is. */
  readonly confidence: number;
  /** Names of the features that spoke, heaviest first. */
  readonly because: readonly string[];
}

/** What the whole listing says, gathered once. */
export interface ListingContext {
  /** Title, attributes and declared category, folded, for category cues. */
  readonly surroundings: string;
  /** Declared category path, folded. */
  readonly category: string;
  /** Times each brand number is named by an unambiguous term. */
  readonly named: ReadonlyMap<number, number>;
  readonly hasAccessory: boolean;
  /** The goods are a book, which may be about any maker. */
  readonly isBook: boolean;
}

/** Log-odds of the features; a claim needs a sum above zero. */
export const weights = {
  distinctive: 2.6,
  common: -1.6,
  slang: -0.6,
  short: -0.4,
  layer: {
    exact: 0.6,
    squeezed: 0.2,
    split: 0,
    leet: 0,
    pinyin: -0.6,
    shape: -0.4,
    edit: -0.6,
  } satisfies Record<Layer, number>,
  goodsFit: 2.4,
  goodsFar: 0.8,
  runsOn: -1.5,
  runsOnApart: -0.75,
  goodsDiffer: -1.2,
  coMention: 2.2,
  ownGoods: 1.4,
  fakeWords: 1.4,
  opensTitle: 0.6,
  modelFollows: 1.3,
  cutsWord: -2.4,
  insideWord: -3,
  foodAround: -3.4,
  animalAround: -2.6,
  description: -0.3,
} as const;

const decoys: Matcher = loadMatcher(buildMatcher(homographs.map((term, id) => ({ term, id }))));

/** Stretches of the text that are longer ordinary phrases (王者荣耀, 小米粥). */
export function findDecoys(units: Uint16Array): readonly { start: number; end: number }[] {
  return decoys.find(units).hits;
}

/** A name where it stands. */
export interface Place {
  readonly text: string;
  readonly field: 'title' | 'description' | 'attribute';
  readonly around: Surroundings;
  /** What the words around say of fit, or that another name of the same list does. */
  readonly fit: 'fits' | 'fits-after' | 'fits-list' | undefined;
  readonly decoys: readonly { start: number; end: number }[];
}

export function readInContext(
  candidate: Candidate,
  { text, field, around, fit, decoys: decoyHits }: Place,
  listing: ListingContext,
  lexicon: Lexicon,
): Reading {
  const { start, end, term, layer } = candidate;
  const { after } = around;
  const before = around.before.trimEnd();
  const ambiguity = lexicon.ambiguityOf(term);
  const categories = lexicon.categoriesOf(term);
  const verdict = (role: Role, confidence: number, because: string): Reading => ({
    role,
    confidence,
    because: [because],
  });

  if (decoyHits.some((d) => d.start <= start && d.end >= end && d.end - d.start > end - start)) {
    return verdict('homograph', 0.03, 'longer-phrase');
  }
  // 老干妈风味豆豉: a name that is nothing else and opens the title is whose goods these are, or pretend to be.
  const signature =
    ambiguity === 'distinctive' && start === 0 && field === 'title' && after.startsWith('风味');
  if (!signature && flavourAfter.test(after) && isHan(text.charCodeAt(start)))
    return verdict('flavour', 0.05, 'flavour');
  if (isHan(text.charCodeAt(end - 1)) && placeAfter.test(text.slice(end, end + 6)))
    return verdict('homograph', 0.05, 'place-name');
  const isSubject = listing.isBook && layer === 'exact' && !soldUnder.test(text.slice(end, end + 2));
  if (isSubject && !categories.some((name) => PRINTED.has(name)))
    return verdict('homograph', 0.1, 'book-subject');
  const hanAhead = start > 0 && isHan(text.charCodeAt(start - 1));
  const features: [string, number][] = [];
  const add = (name: string, weight: number): void => {
    features.push([name, weight]);
  };
  add(ambiguity, weights[ambiguity]);
  add(layer, weights.layer[layer]);
  const near = text.slice(Math.max(0, start - 12), end + 12);
  const owns = saysOwn(around);
  if (owns) add('own-goods', weights.ownGoods);
  if (field === 'description') add('description', weights.description);
  const doubt = doubtOf(candidate, text, lexicon);
  let support = false;
  if (ambiguity !== 'distinctive' || layer !== 'exact' || doubt !== undefined) {
    const surroundings = blank(listing.surroundings, text.slice(start, end));
    const close = `${text.slice(Math.max(0, start - 8), start)} ${text.slice(end, end + 14)}`;
    const goodsFit =
      speaksOf(categories, close) || (listing.category !== '' && speaksOf(categories, listing.category));
    const goodsFar = !goodsFit && speaksOf(categories, surroundings);
    const named = (listing.named.get(lexicon.brandNumber(term)) ?? 0) > 0 && ambiguity !== 'distinctive';
    if (goodsFit) add('goods-fit', weights.goodsFit);
    else if (goodsFar) add('goods-far', weights.goodsFar);
    else if (listing.category !== '') add('goods-differ', weights.goodsDiffer);
    if (named) add('co-mention', weights.coMention);
    // 钩子鞋, 老花包: slang that names the goods itself.
    const within = doubt?.reason === 'slang' && speaksOf(categories, text.slice(start, end));
    // 莆田 椰子350 纯原: who says what fakes are called means the brand.
    const faked = doubt?.reason === 'slang' && imitationNear.test(near);
    if (faked) add('fake-words', weights.fakeWords);
    support = goodsFit || named || owns || within || faked || (goodsFar && doubt?.farGoodsDo === true);
    if (start === 0) add('opens-title', weights.opensTitle);
    if (ambiguity === 'common') {
      if (field === 'title' && namesModel(text, start, end, categories))
        add('model-follows', weights.modelFollows);
      if (runsOn(text, end, categories)) add('runs-on', weights.runsOn);
      else if (text.charAt(end) === ' ' && runsOn(text, end + 1, categories))
        // Names open titles; late in one, words apart are as often mere words.
        add('runs-on-apart', start < 6 ? weights.runsOnApart : weights.runsOn);
      if (!categories.includes('food') && !categories.includes('liquor') && foodAround.test(near)) {
        add('food-around', goodsFit ? weights.foodAround / 2 : weights.foodAround);
      }
      if (!categories.includes('toys') && animalAround.test(text.slice(Math.max(0, start - 24), end + 24)))
        add('animal-around', goodsFit ? weights.animalAround / 2 : weights.animalAround);
    }
  }
  // The dictionary can only speak against, and costs most: it is asked last, when its answer can matter.
  const doubtful =
    ambiguity === 'common' || (ambiguity !== 'slang' && end - start === 2 && layer !== 'exact');
  if (
    doubtful &&
    isHan(text.charCodeAt(start)) &&
    features.reduce((total, feature) => total + feature[1], 0) > 0
  ) {
    const fit = wordFit(text, start, end);
    if (fit.inside) add('inside-word', weights.insideWord);
    else if (!fit.aligned && ambiguity === 'common')
      add('cuts-word', hanAhead ? weights.cutsWord : weights.cutsWord / 2);
  }
  features.sort((a, b) => Math.abs(b[1]) - Math.abs(a[1]));
  const sum = features.reduce((total, feature) => total + feature[1], 0);
  const confidence = 1 / (1 + Math.exp(-sum));
  const because = features.map((feature) => feature[0]);

  // Written as it could be an ordinary word, and nothing around speaks of the brand's goods.
  if (doubt !== undefined && (doubt.always || !support))
    return { role: 'unsupported', confidence: confidence * 0.2, because: [doubt.reason, ...because] };
  if (fit !== undefined)
    return { role: 'compatibility', confidence: confidence * 0.2, because: [fit, ...because] };
  const device = categories.some((name) => DEVICES.has(name));
  const declaredOwn = field === 'title' && /原装正品|正品原装|官方正品|原厂正品/.test(text);
  // Makers of accessories (倍思, 绿联) sell their own.
  const fitted = device && !categories.includes('accessories');
  if (fitted && listing.hasAccessory && !owns && !declaredOwn && !opensBrandGoods(after)) {
    return { role: 'compatibility', confidence: confidence * 0.4, because: ['accessory', ...because] };
  }
  // 打火机 华为款: made to look like the maker's, or to go with its goods; the goods are none of its.
  if (
    device &&
    /^款(?!式)/.test(after) &&
    !speaksOf(categories, blank(listing.surroundings, text.slice(start, end)))
  )
    return { role: 'compatibility', confidence: confidence * 0.4, because: ['style', ...because] };
  if (sum <= 0) return { role: ambiguity === 'common' ? 'homograph' : 'unsupported', confidence, because };
  if (deniedBefore.test(before))
    return { role: 'negation', confidence: confidence * 0.5, because: ['denied', ...because] };
  if (imitationNear.test(near)) return { role: 'imitation', confidence, because: ['imitation', ...because] };
  return { role: 'claim', confidence, because };
}

/** Makers of these goods also have books of their own. */
const PRINTED = new Set(['stationery', 'toys', 'baby']);
const DEVICES = new Set(['phones', 'computers', 'appliances', 'auto', 'watches']);
/** The accessory itself is the brand's: 华为手环, 倍思数据线 say so by what follows at once. */
const opensBrandGoods = (after: string): boolean => /^(?:牌|旗舰|官方|原装|品牌)/.test(after);

/** An ordinary word goes straight on into what it describes (永久保质); a name is followed by goods, a model or a stop. */
function runsOn(text: string, end: number, categories: readonly string[]): boolean {
  // A space, a sign or a change of script ends a name.
  if (!isHan(text.charCodeAt(end)) || isLatin(text.charCodeAt(end - 1))) return false;
  const after = text.slice(end, end + 24);
  if (nameFollowers.test(after)) return false;
  return !categories.some((name) => cuesOf(name).some((cue) => after.startsWith(cue)));
}

/** Makers whose goods have models. */
const MODELS = new Set(['phones', 'electronics', 'computers', 'appliances', 'tools', 'auto']);
/** y9000p, dhp482, magic6 pro; a figure alone needs what only a device has (12 pro), for 苹果80 is a size of apples. */
const MODEL =
  /^ ?(?:[a-z]{1,8}-?\d{1,5}[a-z]{0,4}|\d{1,3} ?(?:pro|max|plus|ultra|mini|promax|[srte](?![a-z])|\+(?!\d)))(?![a-z\d]|[\u3400-\u9fff]?(?:斤|克|升))/;

/** 石头p10s, 联想 y9000p: a name that stands for itself with a model after it names a maker. */
function namesModel(text: string, start: number, end: number, categories: readonly string[]): boolean {
  if (start > 0 && isHan(text.charCodeAt(start - 1))) return false;
  return categories.some((name) => MODELS.has(name)) && MODEL.test(text.slice(end, end + 16));
}

/** A cue must not be found inside the term itself (酒 in 酒鬼). */
function blank(surroundings: string, surface: string): string {
  return surroundings.replaceAll(surface, ' ');
}
