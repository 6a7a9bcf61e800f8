import type { Candidate } from './candidate.ts';
import { nameFollowers } from './context-data.ts';
import { speaksOf } from './cues.ts';
import { hasLoosePart } from './joined.ts';
import type { Lexicon } from './lexicon.ts';
import { isHan, isHanWord, isLatin, isWordUnit } from './units.ts';
import { isOrdinaryWord, wordsCut } from './words.ts';

/** Why a reading of a brand needs its goods nearby before it is believed. */
export interface Doubt {
  readonly reason:
    | 'slang'
    | 'one-character'
    | 'two-letters'
    | 'short-disguise'
    | 'ordinary-word'
    | 'short-misspelling'
    | 'across-words'
    | 'goods-apart'
    | 'run-on';
  /** Not even fitting goods help: the reading cannot be the brand. */
  readonly always?: boolean;
  /** Goods named anywhere in the title or attributes do, not only close by or as the category. */
  readonly farGoodsDo?: boolean;
}

/** What makes a reading doubtful by itself: how short it is, how it is disguised, what ordinary words it is or cuts. */
export function doubtOf(
  { term, layer, start, end }: Candidate,
  text: string,
  lexicon: Lexicon,
): Doubt | undefined {
  const han = isHan(text.charCodeAt(start));
  const size = end - start;
  if (lexicon.ambiguityOf(term) === 'slang') return { reason: 'slang', farGoodsDo: true };
  const alone = !wordUnitAt(text, start - 1) && !wordUnitAt(text, end);
  if (lexicon.ambiguityOf(term) === 'short') {
    // 付款后, 音响: one character is a name only where it stands for itself.
    if (han && size === 1)
      return {
        reason: 'one-character',
        always: isHan(text.charCodeAt(start - 1)) || !(alone || opens(text, end)),
      };
    if (!han && (size <= 2 || layer === 'squeezed')) return { reason: 'two-letters', farGoodsDo: alone };
    return undefined;
  }
  const surface = text.slice(start, end);
  if (layer === 'split') {
    const mere = lexicon.textOf(term).length <= 2 && !hasLoosePart(surface);
    return mere ? { reason: 'short-disguise', farGoodsDo: true } : undefined;
  }
  if (layer === 'pinyin' || layer === 'shape') {
    // 内页 sounds like 内野, 立领 looks like 立顿, 耐k could be any 耐: two characters are too few to be a disguise by themselves.
    if ((isHanWord(surface) || size === 2) && lexicon.textOf(term).length <= 2)
      return { reason: 'short-disguise', farGoodsDo: alone };
    return undefined;
  }
  if (!han) {
    // lululemonpants: letters run into the name.
    if (layer === 'exact' && (isLatin(text.charCodeAt(start - 1)) || isLatin(text.charCodeAt(end))))
      return { reason: 'run-on', farGoodsDo: true };
    if (lexicon.ordinary.has(surface)) return { reason: 'ordinary-word', farGoodsDo: layer === 'exact' };
    if (layer === 'edit' && lexicon.textOf(term).length <= 5)
      return { reason: 'short-misspelling', farGoodsDo: true };
    return undefined;
  }
  // Four characters in a row are no chance.
  if (layer === 'exact' && size < 4 && lexicon.ambiguityOf(term) === 'distinctive') {
    const next = wordAcross(text, end, lexicon);
    // 惠普通家庭, 金龙鱼缸: the name is not there at all, unless the word is of its own goods (蒙牛奶饮料).
    if (next && (next.sure || !speaksOf(lexicon.categoriesOf(term), next.word)))
      return { reason: 'across-words', always: true };
    if (!next && !goodsFollow(text, end, lexicon) && cutsWord(text, start, end))
      return { reason: 'across-words' };
    if (!next && goodsApart(text, start, end, lexicon)) return { reason: 'goods-apart', farGoodsDo: true };
  }
  return undefined;
}

const wordUnitAt = (text: string, at: number): boolean =>
  at >= 0 && at < text.length && isWordUnit(text.charCodeAt(at));

/** What follows a one-character name at once: a series or goods, not the rest of a word. */
const opens = (text: string, end: number): boolean =>
  /^(?:牌|家|系列|套装|官方|专柜|正品|水乳|面霜|威士忌)/.test(text.slice(end, end + 4));

/** 佳能量饮料, 果干露营灯: the name's last character belongs to the next word, or its first to the one before. */
function cutsWord(text: string, start: number, end: number): boolean {
  if (isLatin(text.charCodeAt(end - 1))) return false;
  const closing = isHan(text.charCodeAt(end)) && isOrdinaryWord(text.slice(end - 1, end + 1));
  const opening = end - start === 2 && isHan(text.charCodeAt(start - 1));
  // Both ends of a two-character name, or the far end of a longer one, must be cut.
  if (end - start === 2)
    return opening && wordsCut(text, start, end) > 1 ? true : closing && cutsEnd(text, start, end);
  return closing && cutsEnd(text, start, end);
}

/**
 * The word that begins with a name's last character, where it makes more sense of what follows than the name does: 惠普通家庭
 * is 普通 家庭, as 通家 is no word. The dictionary knows the names themselves and cuts for them, so both readings are asked
 * for words, and for names of goods. `sure`: nothing speaks for the name, and the word is long.
 */
function wordAcross(
  text: string,
  end: number,
  lexicon: Lexicon,
): { word: string; sure: boolean } | undefined {
  if (!isHan(text.charCodeAt(end))) return undefined;
  const word = wordFrom(text, end - 1, lexicon);
  if (word === undefined) return undefined;
  const own = wordFrom(text, end, lexicon);
  if (own !== undefined)
    return own.length < word.length && word.length > 2 ? { word, sure: false } : undefined;
  if (word.length > 2) return { word, sure: true };
  const rest = end - 1 + word.length;
  const ends = !isHan(text.charCodeAt(rest));
  return ends || lexicon.goods.has(word) || wordFrom(text, rest, lexicon) ? { word, sure: false } : undefined;
}

/** 格力气泡水机: what a name would cut is what it sells. */
function goodsFollow(text: string, from: number, { goods }: Lexicon): boolean {
  for (let size = 5; size >= 2; size--) if (goods.has(text.slice(from, from + size))) return true;
  return false;
}

/**
 * 康师傅带徒弟 传统手工艺摆件: the name runs on into words that are no goods, and the goods stand elsewhere, or the name itself ends
 * in a word and goes on as a sentence (师傅 带 徒弟): then there must be goods of the brand's. A model behind the name (大疆御3)
 * or what sellers write there (美的变频) makes it a name by itself.
 */
function goodsApart(text: string, start: number, end: number, { goods }: Lexicon): boolean {
  if (nameFollowers.test(text.slice(end, end + 4))) return false;
  let stop = end;
  while (isHan(text.charCodeAt(stop))) stop++;
  // 雀巢式吊椅: shaped or made as one. 戴尔菲, 海尔滨: one character more makes it another name, unless it is one of the usual ones.
  if (/^[式状形型]/.test(text.slice(end))) return true;
  if (stop - end === 1 && !isWordUnit(text.charCodeAt(stop)))
    return end - start === 2 && !AFTER_NAME.test(text.slice(end, stop));
  if (stop - end < 2 || isWordUnit(text.charCodeAt(stop))) return false;
  const named = (from: number, to: number): boolean => {
    for (let at = from; at < to; at++)
      for (let size = 5; size >= 2; size--)
        if (at + size <= to && goods.has(text.slice(at, at + size))) return true;
    return false;
  };
  if (named(end, stop)) return false;
  // Of other names the words behind are as often a series (戴森黑武士, 祖玛珑英国梨).
  if (end - start > 2 && isOrdinaryWord(text.slice(end - 2, end)) && saysWord(text, end, stop)) return true;
  return named(Math.max(0, start - 24), start) || named(stop, Math.min(text.length, stop + 24));
}

/** Whether a word of the dictionary begins near the start of a run; one word alone may well be goods no list has (奥特曼卡片). */
function saysWord(text: string, from: number, to: number): boolean {
  if (to - from < 3) return false;
  for (let at = from; at + 2 <= Math.min(to, from + 6); at++)
    if (isOrdinaryWord(text.slice(at, at + 2))) return true;
  return false;
}

/** What stands behind a name for a short word: a kind of goods, whose they are, that they are the name's. */
const AFTER_NAME = /[家店款版男女童新正真的和与及或中小大号系产]/;

/** Words of materials, which the dictionary of words lacks: 以纯棉T恤 is 以 纯棉. */
const MATERIALS = new Set('纯棉 纯色 纯银 纯金 纯毛 纯麻 纯铜 纯钛 纯黑 纯白 纯牛 纯羊'.split(' '));

/** The longest word, or name of goods, that begins at a place. */
function wordFrom(text: string, from: number, { goods }: Lexicon): string | undefined {
  for (let size = 5; size >= 2; size--) {
    const word = text.slice(from, from + size);
    if (word.length !== size || !isHanWord(word)) continue;
    if (goods.has(word) || MATERIALS.has(word) || isOrdinaryWord(word)) return word;
  }
  return undefined;
}

const cutsEnd = (text: string, start: number, end: number): boolean =>
  wordsCut(text.slice(start), 0, end - start) > 0;
