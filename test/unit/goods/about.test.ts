import { describe, expect, it } from 'vitest';
import { knowledge } from './knowledge.ts';

const { goods } = knowledge();
const classOf = (title: string, category?: string[]) =>
  goods.recognise({ title, ...(category ? { category } : {}) }).class;

describe('books about medicine', () => {
  it.each([
    '二甲双胍传奇 科普 图书',
    '阿司匹林的故事 纪实文学',
    '胰岛素抵抗 自救书',
    '青霉素发现者 传记',
    '疫苗简史 医学科普',
    '高血压 用药指南 书籍',
  ])('%s', (title) => expect(classOf(title)).toBe('ordinary'));
  it.each([
    ['二甲双胍缓释片 0.5g*30片', 'drug-rx'],
    ['阿司匹林肠溶片 图书同款 30片', 'drug-otc'],
    ['布洛芬混悬液 附说明书', 'drug-otc'],
  ])('%s is still a drug', (title, expected) => expect(classOf(title)).toBe(expected));
});

describe('what holds goods is not the goods', () => {
  it.each([
    ['磁吸充电宝收纳', ['手机数码', '充电宝']],
    ['移动电源收纳袋 绒布', ['手机数码', '移动电源']],
    ['血压计收纳 便携', ['医疗器械', '血压计']],
    ['剃须刀刀头 3片装', undefined],
    ['辣椒 种子 四季播', undefined],
  ])('%s', (title, category) => expect(classOf(title, category)).toBe('ordinary'));
  it.each([
    ['磁吸充电宝 10000毫安 带线', 'ccc'],
    ['甲流抗原检测试剂盒 2人份', 'ivd'],
    ['烫发水盖白发 一盒', 'cosmetic-special'],
  ])('%s is %s', (title, expected) => expect(classOf(title)).toBe(expected));
});

describe('small words of a title', () => {
  it('name goods behind words that only end in a verb', () => {
    expect(goods.recognise({ title: '拼接 牛仔裤 直筒 170/92A' }).name).toBe('牛仔裤');
    expect(goods.recognise({ title: '家庭装 酸奶 儿童' }).class).toBe('food');
    expect(classOf('可装 面膜 的冰箱收纳盒')).toBe('ordinary');
  });
  it('tell patches for feet and rinsers for noses apart from drugs', () => {
    expect(classOf('足贴 竹醋 20贴')).toBe('ordinary');
    expect(classOf('鼻腔清洗壶 成人')).toBe('device-2');
  });
  it('make no veterinary drug where no animal is named', () => {
    expect(classOf('灰指甲 药水')).not.toBe('vet-drug');
  });
  it('know a used phone by what is said of used ones', () => {
    expect(classOf('三星S23 官方翻新 95新')).toBe('phone');
  });
});
