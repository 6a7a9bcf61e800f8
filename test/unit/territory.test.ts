import { describe, expect, it } from 'vitest';
import { coversMainland } from '../../models/brands/territory.ts';

describe('the territory of a grant', () => {
  it.each([
    '中国',
    '中国大陆（不含港澳台）',
    '中华人民共和国境内',
    'PRC',
    'CN',
    '不限',
    '全球',
    '大中华区',
    '广东省',
    '除港澳台以外的中国地区',
    'Mainland China and Hong Kong',
  ])('takes in the mainland: %s', (territory) => expect(coversMainland(territory)).toBe(true));
  it.each([
    '中国香港',
    '中国台湾地区',
    '香港、澳门',
    'Hong Kong, China',
    '除中国大陆以外的全球',
    '全球（中国大陆除外）',
    'worldwide except China',
    '中国境外',
    '日本、韩国',
    '',
  ])('does not: %s', (territory) => expect(coversMainland(territory)).toBe(false));
});
