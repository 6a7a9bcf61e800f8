import { type Folded, fold } from '../text/fold.ts';
import { cutText, textLimits } from '../text/limits.ts';
import { namedAfter, type WeighedHit, weigh } from './head.ts';
import { placeOf, type TypeLexicon } from './lexicon.ts';
import type { GroupModel } from './model/softmax.ts';
import { namedGoods } from './named-goods.ts';
import type { GoodsInput } from './port.ts';
import type { GoodsClass, GoodsRecognition, ProductHit } from './recognition.ts';
import { forAnimals } from './senses.ts';

/** What a group of product types is as a whole. */
export type GroupFacts = { class: GoodsClass; name: string };
export type CategoryHint = { class: GoodsClass; confidence: number } | undefined;

const USED = /二手|[89][0-9]?成新|9[0-9]新|官翻|翻新机|充新|靓机|闲置转/;
const MAX_PRODUCTS = 30;
/** How much the model's opinion weighs against one clear product word. */
const MODEL_WEIGHT = 1.1;
const HINT_WEIGHT = 0.35;
const HELD_SHARE = 0.35;
/** 拔罐器同款, 曲美他嗪说明书: said of the goods themselves as often as of things named after them. */
const SAME_GOODS = /同款|周边|说明书/;
const ACCESSORY: GroupFacts & { code: string } = {
  code: 'ordinary.accessory',
  name: '配件／容器／周边',
  class: 'ordinary',
};

const UNKNOWN = { code: 'ordinary.unknown', name: '未识别商品', class: 'ordinary' } as const;

type Field = { name: string; folded: Folded; hits: WeighedHit[] };

/** What goods are: product words weighed by their place, the model's opinion of the whole title, the declared category last. */
export function recogniseGoods(
  input: GoodsInput,
  lexicon: TypeLexicon,
  model: GroupModel,
  groups: ReadonlyMap<string, GroupFacts>,
  hint: CategoryHint,
): GoodsRecognition {
  const fields = fieldsOf(input, lexicon);
  const title = fields[0] as Field;
  const probabilities = model.probabilities(title.folded.units);
  const scores = new Map<string, number>();
  const add = (group: string, value: number) => scores.set(group, (scores.get(group) ?? 0) + value);
  const animals = forAnimals(title.folded.text);
  model.groups.forEach((group, i) => {
    const probability = probabilities[i] as number;
    // A veterinary drug says for which animal it is; the model hears a drug and cannot know.
    const heard = group === 'vet' && !animals ? 0.3 : 1;
    if (probability >= 0.02) add(group, MODEL_WEIGHT * probability * heard);
  });
  let named = 0;
  for (const { name, hits } of fields) {
    const share = name === 'title' ? 1 : 0.12;
    for (const hit of hits) {
      // A word that is also a brand or a name (小米) needs the rest of the title to agree; a last character (茶) less so.
      const supported = probabilities[model.groups.indexOf(hit.group)] ?? 0;
      const factor = hit.ambiguous && supported < 0.3 ? (hit.to - hit.from === 1 ? 0.75 : 0.25) : 1;
      add(hit.group, hit.weight * share * factor);
      if (name === 'title' && hit.role === 'head') named += hit.weight * factor;
    }
  }
  const holders = holdersOf(title);
  const held = new Set(
    holders.filter((hit) => !SAME_GOODS.test(namedAfter(title.folded, hit) ?? '')).map((hit) => hit.group),
  );
  if (holders.length > 0) {
    scores.set('', accessoryScore(probabilities, model, groups));
    // The model read the same word: of what it makes of 充电宝 in 磁吸充电宝收纳 little is left, and the category may be as wrong.
    for (const group of held) scores.set(group, (scores.get(group) ?? 0) * HELD_SHARE);
  }
  if (hint) {
    for (const [group, score] of scores) {
      if (score > 0.2 && !held.has(group) && groups.get(group)?.class === hint.class)
        add(group, HINT_WEIGHT * hint.confidence);
    }
  }
  return answer(title, fields, scores, groups, model, named);
}

function fieldsOf({ title, description, attributes }: GoodsInput, lexicon: TypeLexicon): Field[] {
  const read = (name: string, text: string, limit: number): Field => {
    const folded = fold(cutText(text, limit).text);
    const hits = weigh(folded, lexicon.find(folded));
    return {
      name,
      folded,
      hits: name === 'title' ? namedGoods(folded, hits, lexicon) : hits,
    };
  };
  const named = Object.entries(attributes ?? {}).filter(([key]) =>
    /品名|名称|品类|类型|类别|产品|种类|剂型|功效/.test(key),
  );
  return [
    read('title', title, textLimits.title),
    ...named.map(([key, value]) => read(`attributes.${key}`, value, 100)),
    ...(description ? [read('description', description, 240)] : []),
  ];
}

/** Product words that things are named after (血压计便携包, 面膜碗), when no word of the lexicon names the thing itself. */
function holdersOf({ folded, hits }: Field): WeighedHit[] {
  if (hits.some((hit) => hit.role === 'head' && hit.weight > 0.9)) return [];
  return hits.filter((hit) => hit.role === 'modifier' && namedAfter(folded, hit) !== undefined);
}

/** How much speaks for such a thing: more where the model sees nothing regulated. */
function accessoryScore(
  probabilities: Float64Array,
  model: GroupModel,
  groups: ReadonlyMap<string, GroupFacts>,
): number {
  let ordinary = 0;
  model.groups.forEach((group, i) => {
    if (groups.get(group)?.class === 'ordinary') ordinary += probabilities[i] as number;
  });
  return 0.9 + 0.4 * ordinary;
}

function answer(
  title: Field,
  fields: readonly Field[],
  scores: Map<string, number>,
  groups: ReadonlyMap<string, GroupFacts>,
  model: GroupModel,
  named: number,
): GoodsRecognition {
  const byClass = new Map<GoodsClass, number>();
  let total = 0;
  for (const [group, score] of scores) {
    const facts = group === '' ? ACCESSORY : groups.get(group);
    if (!facts) continue;
    byClass.set(facts.class, (byClass.get(facts.class) ?? 0) + score);
    total += score;
  }
  const ranked = [...scores].sort((a, b) => b[1] - a[1]);
  // The class decides first: several ordinary groups together outweigh one regulated one.
  const classes = [...byClass].sort((a, b) => b[1] - a[1]);
  const [topClass, topScore] = classes[0] ?? (['ordinary', 0] as const);
  // No product word and no clear opinion: better unknown than a guess that asks for licences.
  if (named === 0 && (total === 0 || topScore / total < 0.5 || topScore < 0.5)) {
    return unrecognised(title, fields, classes, ranked, groups, total);
  }
  const bestClass = topClass;
  const best = ranked.find(([group]) => (group === '' ? 'ordinary' : groups.get(group)?.class) === bestClass);
  const group = best?.[0] ?? '';
  const heads = fields.flatMap((field) =>
    field.hits.filter((hit) => hit.group === group).map((hit) => ({ field, hit })),
  );
  const [head] = heads.sort(
    (a, b) =>
      (a.field.name === 'title' ? 0 : 1) - (b.field.name === 'title' ? 0 : 1) || b.hit.weight - a.hit.weight,
  );
  const products = productsOf(fields, head?.hit, bestClass);
  const share = total > 0 ? (classes[0]?.[1] ?? 0) / total : 0;
  const sure = Math.min(1, (named > 0 ? 0.55 : 0.25) + 0.25 * Math.min(2, classes[0]?.[1] ?? 0));
  const facts = group === '' ? ACCESSORY : groups.get(group);
  const why = [
    ...(head ? [placeOf(head.field.folded, head.hit).term] : []),
    ...(group === '' ? [] : model.reasons(title.folded.units, model.groups.indexOf(group), 6)),
  ];
  return {
    code: head?.hit.type.code ?? (group === '' ? ACCESSORY.code : `${group}.other`),
    name: head?.hit.type.name ?? facts?.name ?? '其他商品',
    class: bestClass,
    confidence: Math.round(Math.min(0.99, share * sure) * 1000) / 1000,
    why: [...new Set(why)].slice(0, 8),
    products,
    alternatives: classes.slice(1, 4).map(([name, score]) => ({
      code: codeOf(name, ranked, groups),
      class: name,
      confidence: Math.round((score / Math.max(total, 1e-9)) * 1000) / 1000,
    })),
    used: USED.test(title.folded.text),
  };
}

/** Goods no product word names and the model has no clear opinion of: its guesses are kept as alternatives. */
function unrecognised(
  title: Field,
  fields: readonly Field[],
  classes: readonly [GoodsClass, number][],
  ranked: readonly [string, number][],
  groups: ReadonlyMap<string, GroupFacts>,
  total: number,
): GoodsRecognition {
  return {
    ...UNKNOWN,
    confidence: 0.2,
    why: [],
    products: productsOf(fields, undefined, 'ordinary'),
    alternatives: classes.slice(0, 3).map(([name, score]) => ({
      code: codeOf(name, ranked, groups),
      class: name,
      // Half of what the model says: nothing in the text names these goods.
      confidence: Math.round((score / Math.max(total, 1e-9)) * 500) / 1000,
    })),
    used: USED.test(title.folded.text),
  };
}

function codeOf(
  goodsClass: GoodsClass,
  ranked: readonly [string, number][],
  groups: ReadonlyMap<string, GroupFacts>,
): string {
  const [group] = ranked.find(([name]) => groups.get(name)?.class === goodsClass) ?? [''];
  return group === '' ? ACCESSORY.code : `${group}.other`;
}

/** Product words as evidence; the chosen one, and others of its class in the title, are heads. */
function productsOf(
  fields: readonly Field[],
  head: WeighedHit | undefined,
  goodsClass: GoodsClass,
): ProductHit[] {
  return fields
    .flatMap(({ name, folded, hits }) =>
      hits.map((hit): ProductHit => {
        const { start, end, term } = placeOf(folded, hit);
        const isHead =
          hit === head || (name === 'title' && hit.role === 'head' && hit.type.class === goodsClass);
        return {
          code: hit.type.code,
          name: hit.type.name,
          class: hit.type.class,
          term,
          field: name,
          start,
          end,
          head: isHead,
        };
      }),
    )
    .slice(0, MAX_PRODUCTS);
}
