import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { knowledge } from '../goods/knowledge.ts';

const { goods, claims } = knowledge();
const codes = (title: string) =>
  claims.find({ title, goods: goods.recognise({ title }) }).filter((claim) => claim.status !== 'exempt');

describe('statements put together from words', () => {
  it.each([
    ['保温杯 五星晒图返红包', 'claims.fictitious-benefit'],
    ['保温杯 写好评领话费', 'claims.fictitious-benefit'],
    ['保温杯 好.评/返*现', 'claims.fictitious-benefit'],
    ['白酒 省委机关专供', 'claims.state-authority'],
    ['白酒 军·队特供', 'claims.state-authority'],
    ['女包 全国销售冠军', 'claims.absolute'],
    ['女包 行业口碑第一', 'claims.absolute'],
    ['女包 同行最低', 'claims.lowest-price'],
    ['饼干 促进 消化', 'claims.health-function'],
    ['感冒灵颗粒 保证三天见效', 'claims.guarantee'],
    ['面霜 杀灭螨虫', 'claims.medical-cosmetic'],
    ['精华液 7天祛斑', 'claims.guarantee'],
    ['祛痘膏 二十一天见效', 'claims.guarantee'],
    ['减肥茶 3个月瘦30斤', 'claims.guarantee'],
    ['代用茶 辅助降血糖', 'claims.health-function'],
  ])('%s: %s', (title, code) => {
    expect(codes(title).map((claim) => claim.code)).toContain(code);
  });

  it.each([
    '好评如潮的连衣裙 红包袋赠品另购',
    '拒绝好评返现 诚信店铺',
    '五星级酒店枕头 送枕套',
    '全国最低气温记录 科普图书',
    '军队历史 图书',
    '军绿色 特供工装裤 风格',
    '行业报告 第一季度 数据分析图书',
    '除螨吸尘器 杀灭螨虫',
    '保温杯 三天内有效期优惠券',
    '中国第一汽车集团 车模',
    '苦瓜桑叶胶囊 保健食品 辅助降血糖 国食健字G20100123',
    '代餐奶昔 7天装 美白瓷杯',
    '腊肠 三日瘦肉 七分瘦',
    '茶叶罐 铁罐 废铁公司回收利用 收藏',
    '收藏级手办 平台保障 二手回收勿扰',
    '纪念币收藏盒 环保可回收材料',
  ])('%s offends nobody', (title) => {
    expect(codes(title)).toEqual([]);
  });

  test.prop([
    fc.string({ unit: 'grapheme', maxLength: 30 }),
    fc.constantFrom('好评返现', '军队特供酒', '全国销量第一'),
  ])('points at the original text', (noise, said) => {
    const title = `${noise}。${said}。${noise}`;
    for (const claim of codes(title)) expect(title.slice(claim.start, claim.end)).toBe(claim.text);
  });
});
