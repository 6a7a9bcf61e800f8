import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { findBrands, screenBrands } from '../../../models/text/brands.ts';
import { realLexicon } from './support.ts';

const lexicon = realLexicon();
const brandsOf = (title: string, category?: string[]): string[] => [
  ...new Set(findBrands({ title, category }, lexicon).map((mention) => mention.brand)),
];

describe('brand mentions in context', () => {
  it.each([
    ['苹果15 Pro Max 256G 国行 全网通手机', 'Apple'],
    ['小米14 Ultra 徕卡影像 5G手机', 'Xiaomi'],
    ['荣耀Magic6 Pro 手机 骁龙8', 'Honor'],
    ['公牛插座插排家用多孔位接线板', 'BULL'],
    ['小天鹅滚筒洗衣机10公斤全自动', 'Little Swan'],
    ['美的空调大1.5匹变频挂机', 'Midea'],
    ['立白大师香氛洗衣液8斤', 'Liby'],
    ['中华牙膏健齿白4支装', 'Zhonghua'],
    ['长城干红葡萄酒750ml*6整箱', 'Great Wall Wine'],
    ['三只松鼠每日坚果750g礼盒', 'Three Squirrels'],
    ['大宝SOD蜜100ml保湿乳液', 'Dabao'],
    ['海尔冰箱双开门一级能效', 'Haier'],
    ['NIKE耐克男鞋AIR FORCE 1空军一号板鞋', 'Nike'],
    ['Adidas三叶草小白鞋', 'adidas'],
    ['驴牌新款老花水桶包女包', 'Louis Vuitton'],
    ['LV neverfull 购物袋女包', 'Louis Vuitton'],
    ['雅诗兰黛小棕瓶精华50ml', 'Estee Lauder'],
    ['飞天茅台53度500ml', 'Moutai'],
    ['飞鹤星飞帆3段奶粉700g', 'Feihe'],
    ['乐高积木机械组兰博基尼', 'LEGO'],
    ['戴森吹风机HD15', 'Dyson'],
    ['老板油烟机家用大吸力', 'Robam'],
    ['清风抽纸原木纯品20包', 'Breeze'],
    ['红牛维生素功能饮料250ml*24罐', 'Red Bull'],
    ['統一老壇酸菜牛肉麵五連包', 'Uni-President'],
    ['晨光文具中性笔0.5mm黑色', 'M&G'],
    ['米其林轮胎205/55R16', 'Michelin'],
  ])('%s names %s', (title, brand) => {
    expect(brandsOf(title)).toContain(brand);
  });

  it.each([
    '适用苹果14手机壳透明软壳',
    '适用于华为小米OPPO vivo手机充电线',
    '兼容戴森V8V10吸尘器滤芯配件',
    '苹果15手机壳磁吸透明',
    '通用款钢化膜 for iPhone 13 14 15',
    '苹果味硬糖500g',
    '烟台红富士苹果新鲜水果10斤',
    '陕北黄小米粥农家五谷杂粮5斤',
    '小米辣椒腌制剁椒',
    '苹果醋饮料整箱无糖',
    'LV老花镜高清防蓝光',
    '王者荣耀皮肤周边手办',
    '西班牙斗牛公牛摆件装饰',
    '大众化口味火锅底料',
    '现代简约客厅沙发',
    '中华田园犬玩偶',
    '北欧风光明客厅吊灯',
    '最美的你连衣裙',
    '大宝贝儿童餐椅',
    'lvse solve advanced pattern',
    '英雄主义漫画贴纸',
    '凤凰古城旅游纪念品',
    '红豆薏米茶祛湿',
    '内外穿打底裤女',
  ])('%s claims nothing', (title) => {
    expect(brandsOf(title)).toEqual([]);
  });

  it('reads the rest of the listing', () => {
    expect(brandsOf('小米 新品', ['手机', '智能手机'])).toEqual(['Xiaomi']);
    expect(brandsOf('小米 新品', ['食品', '粮油米面'])).toEqual([]);
    const found = findBrands(
      { title: '运动鞋', attributes: { 品牌: '耐克' }, description: '本店所售均为 阿迪达斯 正品' },
      lexicon,
    );
    expect(found.map((m) => [m.brand, m.field])).toEqual([
      ['adidas', 'description'],
      ['Nike', 'attributes.品牌'],
    ]);
  });

  it('keeps denied and imitated brands among the uses and compatible ones apart', () => {
    expect(findBrands({ title: '非Nike运动鞋' }, lexicon)[0]?.role).toBe('negation');
    expect(findBrands({ title: '香奈儿同款菱格包' }, lexicon)[0]?.role).toBe('imitation');
    const { suppressed } = screenBrands({ title: '适用苹果14手机壳' }, lexicon);
    expect(suppressed.map((m) => m.role)).toEqual(['compatibility']);
  });

  test.prop(
    [
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('耐克', 'N1KE', '欧菜雅', 'Ｎｉｋｅ', 'n-i-k-e'),
    ],
    { numRuns: 200 },
  )('points at the original text', (noise, name) => {
    const title = `${noise} ${name} ${noise}`;
    for (const m of findBrands({ title }, lexicon)) {
      expect(title.slice(m.start, m.end)).toBe(m.text);
      expect(m.confidence).toBeGreaterThan(0);
      expect(m.confidence).toBeLessThanOrEqual(1);
    }
  });

  it('says when a limit cut the text', () => {
    expect(screenBrands({ title: '鞋'.repeat(300) }, lexicon).reasons).toEqual(['title-too-long']);
    expect(screenBrands({ title: '鞋', description: '好'.repeat(20_001) }, lexicon).truncated).toBe(true);
    expect(screenBrands({ title: '鞋' }, lexicon).truncated).toBe(false);
  });
});
