import { groupOf, type ProductType } from '../product-types.ts';
import { type Random, seeded } from './random.ts';

export type Example = { title: string; group: string };

/** Words that say nothing of what goods are. */
const COMMON = [
  '正品',
  '官方旗舰店',
  '包邮',
  '新款',
  '爆款',
  '热卖',
  '特价',
  '家用',
  '男女通用',
  '送礼',
  '厂家直销',
  '批发',
  '现货',
  '2025新款',
  '升级款',
  '高品质',
  '专用',
  '套装',
  '礼盒',
  '2盒',
  '3瓶',
  '1件',
  '500g',
  '100ml',
  '买一送一',
  '直播专享',
  '同款',
  '推荐',
  '大牌',
  '老牌',
  '进口',
  '国产',
  '优质',
  '精选',
  '实惠',
  '组合装',
  '加量',
  '经典',
  '限时',
  '清仓',
];
const SYLLABLES = [
  '安',
  '佳',
  '美',
  '康',
  '宝',
  '雅',
  '瑞',
  '恒',
  '欣',
  '诺',
  '丽',
  '源',
  '泰',
  '福',
  '格',
  '尚',
  '朗',
  '维',
  '博',
  '优',
  '奈',
  '思',
  '卡',
  '蓝',
  '沃',
  '迪',
  '莱',
  '乐',
  '贝',
  '晨',
];
/** Things named after goods they are not: their group, and what follows the goods' name. */
const NAMED_AFTER: readonly (readonly [string, readonly string[]])[] = [
  ['store', ['收纳包', '收纳盒', '收纳袋', '置物架', '防尘罩', '收纳架', '保护包']],
  ['decor', ['模型', '摆件', '挂件', '贴纸', '装饰画', '钥匙扣']],
  ['toy', ['玩具', '过家家玩具', '积木', '毛绒玩具']],
  ['book', ['入门教程书', '大全书籍', '知识图解', '绘本']],
];

/** Titles made from the product types and the words of their groups; the same seed gives the same titles. */
export function makeTitles(
  types: readonly ProductType[],
  words: ReadonlyMap<string, readonly string[]>,
  seed: number,
  perTerm: number,
): Example[] {
  const random = seeded(seed);
  const examples: Example[] = [];
  for (const type of types) {
    const group = groupOf(type.code);
    const near = words.get(group) ?? COMMON;
    for (const term of [type.name, ...type.terms]) {
      for (let i = 0; i < perTerm; i++) examples.push({ title: titleOf(term, near, random), group });
    }
    if (random.next() < 0.35) {
      const [accessory, tails] = random.pick(NAMED_AFTER);
      const word = words.get(accessory) ?? COMMON;
      examples.push({ title: titleOf(`${type.name}${random.pick(tails)}`, word, random), group: accessory });
    }
  }
  return examples;
}

function titleOf(term: string, near: readonly string[], random: Random): string {
  const before: string[] = [];
  const after: string[] = [];
  if (random.next() < 0.4) before.push(random.pick(SYLLABLES) + random.pick(SYLLABLES));
  for (let n = random.below(3); n > 0; n--) before.push(random.pick(random.next() < 0.75 ? near : COMMON));
  for (let n = 1 + random.below(4); n > 0; n--) after.push(random.pick(random.next() < 0.75 ? near : COMMON));
  // Some titles do not name the goods at all: then only the words around them can tell.
  const middle = random.next() < 0.08 ? random.pick(near) : term;
  const glue = random.next() < 0.5 ? '' : ' ';
  return [...before, middle, ...after].join(glue);
}
