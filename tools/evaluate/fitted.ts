import type { Random } from '../../models/goods/model/random.ts';
import type { LexiconRow } from '../../models/text/lexicon-csv.ts';

/** Goods made to fit another maker's goods. */
type Fitted = {
  /** Category of the brand lexicon whose goods are fitted. */
  readonly maker: string;
  readonly goods: readonly string[];
  /** Goods nobody takes for the maker's own, even without a word like 适用. */
  readonly bare: readonly string[];
  readonly models: readonly string[];
  readonly path: readonly string[];
};

const FITTED: readonly Fitted[] = [
  {
    maker: 'phones',
    goods: [
      '手机壳',
      '钢化膜',
      '磁吸充电线',
      '镜头保护圈',
      '防摔壳',
      '车载支架',
      '手机电池',
      '屏幕总成',
      '充电头',
    ],
    bare: ['手机壳', '钢化膜', '保护套', '防窥膜', '镜头膜'],
    models: ['15', 'Pro', 'X3', 'Note12', 'Mate60', '13 Pro Max', 'A57'],
    path: ['数码', '手机配件'],
  },
  {
    maker: 'auto',
    goods: ['专车专用脚垫', '全包围坐垫', '钥匙包', '方向盘把套', '遮阳挡', '雨刮片', '后备箱垫', '车衣'],
    bare: ['脚垫', '座套', '方向盘套', '车衣'],
    models: ['2023款', 'X3', 'A6L', '系列', '七座'],
    path: ['汽车用品', '汽车内饰'],
  },
  {
    maker: 'appliances',
    goods: ['滤芯', '尘袋', '刷头', '密封圈', '遥控器', '除垢配件', '滤网', '内胆', '皮带'],
    bare: [],
    models: ['V8', 'HU35', 'W10', 'XQB80', '系列'],
    path: ['家电', '家电配件'],
  },
  {
    maker: 'watches',
    goods: ['表带', '保护膜', '表扣', '表壳保护套'],
    bare: ['表带'],
    models: ['40mm', 'GT3', 'S9', '系列'],
    path: ['钟表', '表带配件'],
  },
  {
    maker: 'computers',
    goods: ['键盘膜', '电源适配线', '内胆包', '散热底座', '屏幕膜', '墨盒', '硒鼓', '碳粉', '色带', '电池'],
    bare: ['键盘膜'],
    models: ['803XL', 'XPS15', '1020', 'L360', 'M1136', '系列'],
    path: ['办公', '电脑配件'],
  },
];

/** Where the name stands and what says that the goods fit it; {b} brand, {m} model, {g} goods. */
const SHAPES: readonly string[] = [
  '适用于{b}{m}{g}',
  '适用{b}{m}{g}',
  '适配{b}{m} {g}',
  '{b}{m}专用{g}',
  '兼容{b}{m}{g}',
  '{b}{m}通用{g}',
  '{g} for {b} {m}',
  '{g}支持{b}{m}',
  '{b}{m}{g}适用',
  '{b} {m} {g} 适用',
  '{g}适用{b}{m}',
  '{g} 适合{b}{m}',
  '{g}（{b}{m}适用）',
  '可替换{b}{m}{g}',
  '{b}{m}可用{g}',
  '{g} 适用机型：{b}{m}',
  '{g}，可配{b}{m}',
  '{b}{m}机型适用 {g}',
  '{g} compatible with {b} {m}',
];
const TRAITS = ['透明', '全包', '升级款', '加厚', '耐用', '静音', '防滑', '两只装', '一套'];
const OWN = ['{b}原装{m}{g}', '正品{b}{m}{g}', '{b}官方旗舰店{g}{m}', '{b}原厂正品 {m}{g}', '官方授权{b}{g}'];

export type FittedCase = {
  readonly title: string;
  readonly category: readonly string[];
  readonly brands: readonly string[];
};

/** Goods that fit a brand's goods name it and do not claim it; some are the maker's own and say so. */
export function fittedCase(rows: readonly LexiconRow[], random: Random): FittedCase {
  const one = random.pick(FITTED);
  const row = random.pick(
    rows.filter(
      (r) =>
        r.categories.includes(one.maker) &&
        (r.ambiguity === 'distinctive' || r.ambiguity === 'common') &&
        !r.categories.includes('accessories'),
    ),
  );
  const kind = random.next();
  const own = kind < 0.12;
  const bare = !own && kind < 0.27 && one.bare.length > 0;
  const shape = own ? random.pick(OWN) : bare ? '{b}{m}{g}' : random.pick(SHAPES);
  const words = shape
    .replace('{b}', row.term)
    .replace('{m}', random.next() < 0.6 ? random.pick(one.models) : '')
    .replace('{g}', random.pick(bare ? one.bare : one.goods));
  const trait = random.pick(TRAITS);
  const title = random.next() < 0.6 ? `${words}${random.pick(['', ' '])}${trait}` : `${trait} ${words}`;
  return {
    title,
    category: random.next() < 0.6 ? one.path : [],
    brands: own ? [row.brand] : [],
  };
}
