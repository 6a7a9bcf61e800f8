import type { Folded } from '../text/fold.ts';
import { buildMatcher, loadMatcher, type Matcher } from '../text/matcher.ts';
import type { ProductType } from './product-types.ts';

/** A product word in folded units. */
type Place = { readonly start: number; readonly end: number };

/**
 * Longer phrases that hold a product word and are not those goods: what shops say (粉丝福利), marks (蓝帽子),
 * colours (咖啡色) and shapes.
 */
const PHRASES: readonly string[] =
  `粉丝福利 粉丝团 粉丝群 粉丝专享 粉丝价 粉丝节 粉丝回馈 粉丝专属 宠粉节 蓝帽子 小蓝帽 蓝帽标志 绿帽子 面包鞋 饺子包 菠萝格 苹果绿
  牛油果绿 薄荷绿 豆沙色 咖啡色 巧克力色 奶茶色 酒红 香槟色 茶色 米白 奶白 平板支撑 平板拖把 平板车 平板鞋 开关门 门店 上门 专门 部门
  热门 入门 手机号 手机银行 手机控制 手机投屏 手机app 手机操控 连手机 连接手机 床头 起床 晨起床 婚床 锅气 帽衫 连帽 带帽 帽檐 裙摆
  裤腰 裤脚 酒店 酒红色 茶歇 茶几 杯型 杯口 罩杯`.split(/\s+/);
const phrases: Matcher = loadMatcher(buildMatcher(PHRASES.map((term, id) => ({ term, id }))));

/** What a text says by phrases that only hold product words; asked once a text. */
export function phrasesIn({ units }: Folded): readonly Place[] {
  return phrases.find(units).hits;
}

/** Whether a product word is only a piece of one of the phrases. */
export function insidePhrase({ start, end }: Place, found: readonly Place[]): boolean {
  return found.some((one) => one.start <= start && one.end >= end && one.end - one.start > end - start);
}

/** Animals as users of the goods; words in which an animal only lends its name (牛黄, 猫爪草) do not count. */
const FOR_ANIMALS =
  /宠物|犬用|狗狗|猫咪|猫狗|狗用|猫用|幼犬|成犬|幼猫|成猫|兽用|禽用|畜禽|猪用|牛羊用|猪牛羊|水产用|泰迪|金毛犬|体内外驱虫|跳蚤蜱虫/;
const DRUGS = new Set(['drug-otc', 'drug-rx', 'drug-prohibited-online']);

export const forAnimals = (text: string): boolean => FOR_ANIMALS.test(text);

/** What a word means: near these words the goods are of another product type. */
type Sense = {
  readonly terms: readonly string[];
  readonly near: RegExp;
  readonly unless?: RegExp;
  readonly code: string;
};
const SENSES: readonly Sense[] = [
  {
    terms: ['笔记本', '本子'],
    near: /[ab][456](?![0-9])|页|线圈|活页|胶套|皮面|横线|方格|网格|空白|加厚|手账|记事|日记|文具|错题|考试|书写|签字|奖品|插画|治愈|\d张/,
    unless: /电脑|酷睿|锐龙|i[3579]|英寸|寸|固态|显卡|内存|轻薄本|游戏本|\d+g|固态|win|骁龙|独显|商务本/,
    code: 'station.bijibenzi',
  },
  {
    // An essence by that name is put on the skin; what is pricked under it is no cosmetic.
    terms: ['水光针'],
    near: /自己打|自打|注射|针头|皮下|打针|自行|手打|在家打|进针/,
    code: 'banned.shuiguangzhenzhusheye',
  },
];

const ORDINARY_FOOD = /压片糖果|固体饮料|植物饮料|凝胶糖果|代用茶/;
const HEALTH_FOOD = /保健食品|蓝帽|国食健|食健备|褪黑素/;

/** The product type a word stands for in this title: 止泻药 for dogs is a veterinary drug, 笔记本 A5 is paper. */
export function senseOf(
  text: string,
  animals: boolean,
  { start, end }: Place,
  type: ProductType,
  types: ReadonlyMap<string, ProductType>,
): ProductType {
  if (animals && DRUGS.has(type.class)) return types.get('vet.shouyao') ?? type;
  if (animals && type.class === 'food') return types.get('pet.maotiao') ?? type;
  const word = text.slice(start, end);
  // 玛咖片 压片糖果: the name of a kind of ordinary food says under which standard it is made. 褪黑素 may be in no ordinary food.
  if (type.class === 'health-food' && ORDINARY_FOOD.test(text) && !HEALTH_FOOD.test(text))
    return types.get('snack.yapiantangguo') ?? type;
  const sense = SENSES.find(
    ({ terms, near, unless }) => terms.includes(word) && near.test(text) && !unless?.test(text),
  );
  return (sense && types.get(sense.code)) ?? type;
}
