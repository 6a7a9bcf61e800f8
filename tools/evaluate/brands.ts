import { type Random, seeded } from '../../models/goods/model/random.ts';
import { screenBrands } from '../../models/text/brands.ts';
import type { Lexicon } from '../../models/text/lexicon.ts';
import type { LexiconRow } from '../../models/text/lexicon-csv.ts';
import { DISGUISES } from './disguises.ts';
import { Tally } from './score.ts';
import { SHELVES, type Shelf } from './shelves.ts';
import { arrange, innocentTitles, partsOf } from './titles.ts';

type Case = {
  readonly title: string;
  readonly category: readonly string[];
  readonly brands: readonly string[];
};

/** A term of a brand that sells on the shelf, weighed towards names sellers really write. */
function termFor(shelf: Shelf, rows: readonly LexiconRow[], random: Random): LexiconRow | undefined {
  const fitting = rows.filter((row) => row.categories.some((name) => shelf.brands.includes(name)));
  return fitting.length > 0 ? random.pick(fitting) : undefined;
}

function namedCase(rows: readonly LexiconRow[], random: Random): Case | undefined {
  const shelf = random.pick(SHELVES);
  const row = termFor(shelf, rows, random);
  if (!row) return undefined;
  const joint = random.pick(['', '', ' ', '/']);
  const front = `${random.next() < 0.2 ? '正品' : ''}${row.term}${joint}`;
  const title = arrange([front, ...partsOf(shelf, random)], random);
  return { title, category: random.next() < 0.7 ? shelf.path : [], brands: [row.brand] };
}

function disguisedCase(rows: readonly LexiconRow[], random: Random): Case | undefined {
  const shelf = random.pick(SHELVES);
  const { fits, disguise } = random.pick(DISGUISES);
  const usable = rows.filter((row) => row.ambiguity === 'distinctive' && fits(row.term));
  const row = termFor(shelf, usable, random);
  const spelt = row && disguise(row.term, random);
  if (!row || spelt === undefined) return undefined;
  return {
    title: arrange([`${spelt} `, ...partsOf(shelf, random)], random),
    category: shelf.path,
    brands: [row.brand],
  };
}

const ACCESSORIES: readonly (readonly [
  brandCategory: string,
  goods: readonly string[],
  path: readonly string[],
])[] = [
  ['phones', ['手机壳', '钢化膜', '磁吸充电线', '镜头保护圈', '防摔壳', '车载支架'], ['手机配件']],
  ['auto', ['专车专用脚垫', '全包围坐垫', '钥匙包', '方向盘把套', '遮阳挡'], ['汽车内饰']],
  ['appliances', ['滤芯', '尘袋', '刷头', '密封圈', '遥控器', '除垢配件'], ['家电配件']],
  ['watches', ['表带', '保护膜', '表扣'], ['配件']],
  ['computers', ['键盘膜', '电源适配线', '内胆包', '散热底座', '屏幕膜'], ['电脑配件']],
];
const FITTING = [
  '适用于{b}',
  '适用{b}',
  '适配{b}',
  '{b}专用',
  '兼容{b}',
  '{b}通用',
  'for {b}',
  '支持{b}',
  '适合{b}车型',
  '{b}适用',
];

/** Goods that fit a brand's goods: the brand is named and not claimed. */
function fittingCase(rows: readonly LexiconRow[], random: Random): Case | undefined {
  const [category, goods, path] = random.pick(ACCESSORIES);
  const usable = rows.filter((row) => row.categories.includes(category) && row.ambiguity !== 'slang');
  const row = random.pick(usable);
  const words = random.pick(FITTING).replace('{b}', row.term);
  const item = random.pick(goods);
  const model = random.next() < 0.5 ? ` ${random.pick(['15', 'V8', 'Pro', 'X3', '2023款', '系列'])}` : '';
  const trait = random.pick(['透明', '全包', '升级款', '原配尺寸', '加厚', '耐用']);
  const title = random.next() < 0.5 ? `${words}${model}${item}${trait}` : `${trait}${item} ${words}${model}`;
  return { title, category: path, brands: [] };
}

/** Ordinary uses of words that are also names; written down, not generated, since only language knows them. */
const ORDINARY: readonly (readonly [title: string, path: readonly string[]])[] = [
  ['山东栖霞苹果脆甜多汁整箱包邮9斤', ['水果']],
  ['内蒙古赤峰小米新米熬粥油小米月子米', ['粮油']],
  ['陕西米脂油小米2kg 小米粥专用', ['粮油']],
  ['公牛摆件牛气冲天铜牛办公桌面装饰', ['摆件']],
  ['天鹅造型公主床 小天鹅抱枕', ['家居']],
  ['大众口味麻辣火锅底料 老少皆宜', ['食品']],
  ['大量现货批发 长城风光明信片', ['文创']],
  ['中华传统文化绘本 儿童启蒙 全套', ['图书']],
  ['老花镜男高清防蓝光折叠便携', ['眼镜']],
  ['英雄人物贴画 红色教育 教室布置', ['文创']],
  ['凤凰于飞中式婚礼刺绣红盖头', ['婚庆']],
  ['红豆绿豆黑豆五谷豆浆原料包', ['粮油']],
  ['熊猫基地纪念品 毛绒熊猫宝宝', ['玩具']],
  ['骆驼造型沙漠主题积木 儿童拼装', ['玩具']],
  ['蝴蝶结发夹女童 樱花粉', ['饰品']],
  ['现代简约北欧风布艺窗帘', ['家居']],
  ['理想身材瑜伽垫 加宽加厚', ['运动']],
  ['光明正大牌匾 中堂书法', ['字画']],
  ['清风明月茶席 禅意桌旗', ['家居']],
  ['朝阳花种子 四季播种易活', ['园艺']],
  ['红旗飘飘 手摇小国旗 100面', ['文创']],
  ['永久花礼盒 送女友生日礼物', ['礼品']],
  ['老板办公椅可躺真皮大班椅', ['家具']],
  ['鳄鱼夹 金属测试夹 电工用', ['五金']],
  ['海豚音哨子 儿童口哨', ['玩具']],
  ['奔腾的骏马 客厅装饰画', ['字画']],
  ['吉利红包 过年利是封', ['文创']],
  ['飞人造型模型 舞台剧道具', ['道具']],
  ['三星伴月 银戒指 小众设计', ['饰品']],
  ['联想成语游戏卡 亲子早教', ['玩具']],
  ['好奇心百科 儿童十万个为什么', ['图书']],
  ['舒适家居鞋 防滑静音 情侣', ['鞋']],
  ['美的定义 服装设计书籍', ['图书']],
  ['格力高低温试验箱配件管', ['配件']],
  ['荣耀之路 励志书法作品', ['字画']],
  ['火车侠拼装轨道 儿童小火车头', ['玩具']],
  ['可爱多肉小盆栽组合', ['园艺']],
  ['优乐美好时光日记本', ['文具']],
  ['speedy boarding pass holder 护照夹', ['旅行']],
  ['apple tree seedling 果苗', ['园艺']],
  ['nikel plated 镀镍螺丝 304', ['五金']],
  ['dove grey 灰色 窗帘', ['家居']],
  ['tide pod style soap mold 硅胶模具', ['模具']],
];

/** Mentions that are the brand's, against all other uses of its name. */
export function evaluateBrands(
  lexicon: Lexicon,
  rows: readonly LexiconRow[],
  seed: number,
  size = 1,
): Tally[] {
  const random = seeded(seed);
  const named = new Tally('brands: named plainly, slang and ordinary-word names');
  const disguised = new Tally('brands: disguised');
  const other = new Tally('brands: fitted goods, ordinary words, no brand');
  const all = new Tally('brands: everything together');
  const judge = (tally: Tally, { title, category, brands }: Case): void => {
    const { mentions, suppressed } = screenBrands({ title, category }, lexicon);
    const got = [...new Map(mentions.map((m) => [m.brand, m])).values()].map((m) => ({
      label: m.brand,
      because: `${m.text} ${m.layer} ${m.role} ${m.confidence.toFixed(2)} ${m.because.join(',')}`,
    }));
    const context = suppressed.map((m) => `${m.text} ${m.layer} ${m.role} ${m.because.join(',')}`).join('; ');
    for (const one of [tally, all]) one.compare(title, brands, got, context);
  };
  const repeat = (times: number, make: () => Case | undefined, tally: Tally): void => {
    for (let i = 0; i < times * size; i++) {
      const one = make();
      if (one) judge(tally, one);
    }
  };
  repeat(1500, () => namedCase(rows, random), named);
  repeat(800, () => disguisedCase(rows, random), disguised);
  repeat(500, () => fittingCase(rows, random), other);
  for (const [title, category] of ORDINARY) judge(other, { title, category, brands: [] });
  for (const title of innocentTitles(1000 * size, seed + 1))
    judge(other, { title, category: [], brands: [] });
  return [all, named, disguised, other];
}
