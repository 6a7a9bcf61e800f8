import { describe, expect, it } from 'vitest';
import { screenBrands } from '../../../models/text/brands.ts';
import { realLexicon } from './support.ts';

const brandsIn = (title: string) => screenBrands({ title }, realLexicon()).mentions.map(({ brand }) => brand);

describe('words that sound or look like a name', () => {
  it.each([
    ['散养公牛肉干 内蒙古风味', 'Samyang'],
    ['散养土鸡 整只真空 零食', 'Samyang'],
    ['宝宝辅食料理机 蒸煮一体 相机同款白', 'Fujifilm'],
    ['锦鲤手机支架 桌面', 'Gionee'],
    ['田鸡腿 麻辣零食', 'TCL'],
  ])('%s names no brand', (title) => {
    expect(brandsIn(title)).toEqual([]);
  });

  it.each([
    ['三阳火鸡面 韩国进口拌面', 'Samyang'],
    ['叁养火鸡面 五连包', 'Samyang'],
  ])('%s still does', (title, brand) => {
    expect(brandsIn(title)).toContain(brand);
  });
});
