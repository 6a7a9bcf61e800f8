import { type Sample, sample } from '../sample.ts';

/** Goods with nothing wrong whose words fool lists of forbidden words. Every one of them passes. */
export function innocentSamples(): Sample[] {
  return [
    sample({
      id: 'book-volume-one',
      title: '山海行旅图志 第一卷 精装',
      description: '全套共三卷，本件为第一卷，第一次印刷。',
      category: ['图书', '人文'],
      main: { shape: 'book', hue: 210 },
      verdict: 'pass',
    }),
    sample({
      id: 'case-for-apple',
      title: '适用苹果16Pro手机壳 磨砂防摔保护套',
      category: ['手机配件', '手机壳'],
      attributes: { 材质: 'TPU', 适用机型: 'iPhone 16 Pro' },
      price: '19.90',
      main: { shape: 'case', hue: 330 },
      verdict: 'pass',
    }),
  ];
}
