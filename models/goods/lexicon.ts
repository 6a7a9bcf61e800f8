import { type Folded, fold, sourceSpan } from '../text/fold.ts';
import { buildMatcher, loadMatcher } from '../text/matcher.ts';
import { isLatin, isWordUnit } from '../text/units.ts';
import { groupOf, type ProductType } from './product-types.ts';
import { forAnimals, insidePhrase, phrasesIn, senseOf } from './senses.ts';

/** A product word in folded text. */
export type TypeHit = {
  type: ProductType;
  group: string;
  from: number;
  to: number;
  /** The word is also a brand or a piece of other words: 小米, 门. Only a type's own name can be, never its synonyms. */
  ambiguous: boolean;
};
export type TypeLexicon = {
  find(folded: Folded): TypeHit[];
  /** What a phone is, when the types know one. */
  readonly phone: ProductType | undefined;
  /** The same for books. */
  readonly book: ProductType | undefined;
  /** The same for infant formula. */
  readonly formula: ProductType | undefined;
};

/** Forms a medicine comes in; they belong to the name before them (阿莫西林胶囊). */
const DOSAGE =
  /^(?:[a-z0-9.]*)?(?:肠溶|缓释|控释|分散|咀嚼|泡腾|口服|混悬|软|硬|滴|喷|干|浓缩|水蜜|大蜜|无糖)*(?:胶囊|颗粒剂?|片剂?|丸|糖浆|口服液|溶液|混悬液|乳膏|软膏|凝胶|栓|滴剂|冲剂|散|贴|膏|喷雾剂|气雾剂|粉吸入剂|注射液|注射剂|口腔崩解片)/;

export function typeLexicon(types: readonly ProductType[]): TypeLexicon {
  // Even ids are names, odd ones synonyms.
  const words = types.flatMap((type, at) =>
    [type.name, ...type.terms].map((term, i) => ({ term: fold(term).text, id: at * 2 + (i === 0 ? 0 : 1) })),
  );
  const matcher = loadMatcher(buildMatcher(words));
  const byCode = new Map(types.map((type) => [type.code, type]));
  return {
    phone: byCode.get('phone.shouji'),
    book: byCode.get('book.tushu'),
    formula: byCode.get('infant.yingyouerpeifangnaifen'),
    find(folded) {
      const { hits } = matcher.find(folded.units, { longest: true });
      if (hits.length === 0) return [];
      const phrases = phrasesIn(folded);
      const animals = forAnimals(folded.text);
      const kept: TypeHit[] = [];
      for (const hit of hits) {
        const known = types[hit.id >> 1];
        const last = kept.at(-1);
        if (!known || !standsAlone(folded.units, hit.start, hit.end)) continue;
        if (insidePhrase(hit, phrases)) continue;
        const type = senseOf(folded.text, animals, hit, known, byCode);
        // A word inside a longer one is not seen; of two that overlap, the one that ends later names the goods.
        if (last && hit.end <= last.to) continue;
        if (last && hit.start < last.to) {
          if (last.to - last.from > hit.end - hit.start) continue;
          kept.pop();
        }
        kept.push({
          type,
          group: groupOf(type.code),
          from: hit.start,
          to: withDosage(folded.text, hit.end, type),
          ambiguous: type.note === 'ambiguous' && hit.id % 2 === 0,
        });
      }
      return kept;
    },
  };
}

function withDosage(text: string, end: number, type: ProductType): number {
  if (type.class === 'ivd') return end + (TEST_FORM.exec(text.slice(end, end + 10))?.[0].length ?? 0);
  if (!type.class.startsWith('drug')) return end;
  return end + (DOSAGE.exec(text.slice(end, end + 14))?.[0].length ?? 0);
}

/** 抗原检测试剂盒, 早早孕检测卡: the form a test comes in belongs to its name. */
const TEST_FORM = /^(?:自测|快速检测)?(?:试剂盒|试剂|试纸|盒|卡|条|板|笔)(?!架|套|壳|收纳)/;

/** A Latin word must not run on: pos in post. */
function standsAlone(units: Uint16Array, from: number, to: number): boolean {
  const runs = (a: number | undefined, b: number | undefined) =>
    a !== undefined && b !== undefined && isLatin(a) && isLatin(b);
  return !runs(units[from - 1], units[from]) && !runs(units[to - 1], units[to]);
}

/** The place of a hit in the text as uploaded. */
export function placeOf(folded: Folded, hit: TypeHit): { start: number; end: number; term: string } {
  const { start, end } = sourceSpan(folded, hit.from, hit.to);
  return { start, end, term: folded.source.slice(start, end) };
}

/** Where phrases end: spaces and signs. */
export function phraseOf(units: Uint16Array): Uint16Array {
  const phrases = new Uint16Array(units.length + 1);
  let phrase = 0;
  for (let i = 0; i < units.length; i++) {
    if (!isWordUnit(units[i] as number)) phrase++;
    phrases[i] = phrase;
  }
  phrases[units.length] = phrase;
  return phrases;
}
