import { describe, expect, it } from 'vitest';
import { knowledge } from '../goods/knowledge.ts';

const { goods, claims } = knowledge();
const offences = (title: string): string[] =>
  claims
    .find({ title, goods: goods.recognise({ title }) })
    .filter((claim) => claim.status === 'violation')
    .map((claim) => claim.code);

describe('a statement is judged by what it says of what', () => {
  it.each([
    '项链 唯一刻名 生日礼物',
    '手机链 唯一编号 可查询',
    '阔腿裤 春日最佳搭配',
    '开瓶器 最佳伴侣 红酒',
    '茶叶罐 最佳爸爸 定制刻字',
    '蜂蜜 水温不超过50度最佳',
    '花茶 冷藏后口感最佳',
    '棋盘 最强大脑同款',
    '钙片 最好饭后服用',
    '连衣裙 做最好看的自己',
    '相框 送给世界上最好的妈妈',
  ])('%s is none', (title) => expect(offences(title)).toEqual([]));
  it.each([
    '拖把 全网最佳',
    '最佳开瓶器',
    '业内最强 吸尘器',
    '最好用的平底锅',
    '村里最好吃的麻花',
    '全球唯一配方 面霜',
  ])('%s is one', (title) => expect(offences(title)).toContain('claims.absolute'));
});

describe('cures at one stroke', () => {
  it.each([
    ['甲沟炎 一涂即愈 草本液', 'claims.medical'],
    ['脚气一泡净 足浴粉', 'claims.medical'],
    ['痘痘 三天消 精华液', 'claims.medical-cosmetic'],
    ['一贴除 鸡眼膏', 'claims.medical'],
    ['近视一贴好 护眼贴', 'claims.medical'],
  ])('%s', (title, code) =>
    expect(offences(title).some((found) => found === code || found === 'claims.guarantee')).toBe(true),
  );
  it.each(['油污一喷净 厨房清洁剂', '白板 一擦净', '马桶 一冲净', '水垢一泡净 柠檬酸'])(
    '%s is cleaning',
    (title) => expect(offences(title)).toEqual([]),
  );
  it.each(['增高药 青少年', '长高药 正品', '前列腺贴 男', '止咳贴 宝宝'])('%s poses as a drug', (title) =>
    expect(offences(title)).toContainEqual(expect.stringMatching(/^claims\.medical/)),
  );
});

describe('spaces here and there', () => {
  it.each([
    ['全 网销量第一 锅', 'claims.absolute'],
    ['国 家级品质 茶具', 'claims.absolute'],
    ['世界 顶 级羊绒', undefined],
    ['治疗糖 尿病 苦荞茶', 'claims.medical-food'],
    ['增 强免疫力 蜂蜜', 'claims.health-function'],
  ])('%s', (title, code) => {
    if (code !== undefined) expect(offences(title)).toContain(code);
  });
  it.each([
    '促销最低 价格以详情页为准',
    '第一 品类齐全',
    '增强 免疫细胞科普 图书',
    '国家 级别考试 教材',
    '包邮全国 第一时间发货',
    '效果 第一天看得见 面霜',
  ])('%s is no word pulled apart', (title) => expect(offences(title)).toEqual([]));
});

describe('goods nobody can name', () => {
  it('are no drug because they claim to cure', () => {
    expect(offences('眼贴 治近视 恢复视力')).not.toEqual([]);
  });
  it('may say so where they show an approval', () => {
    expect(offences('正元安胶囊 止咳化痰 国药准字Z20301234')).toEqual([]);
  });
});

describe('what food does for the body', () => {
  it.each([
    ['南瓜粉 稳定三高', 'claims.medical-food'],
    ['山楂干 清洗血管', 'claims.medical-food'],
    ['全麦面包 糖友专享', 'claims.medical-food'],
    ['黄精膏 益寿延年', 'claims.health-function'],
    ['黑豆 乌发养发', 'claims.health-function'],
    ['鸽子汤 术后滋补', 'claims.health-function'],
  ])('%s', (title, code) => expect(offences(title)).toContain(code));
  it.each(['速冻包子 生发面团', '心血管 解剖模型 教学', '血管钳 不锈钢 直头', '寿桃馒头 延年 祝寿'])(
    '%s says nothing of it',
    (title) => expect(offences(title)).toEqual([]),
  );
});
