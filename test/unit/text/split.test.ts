import { readFileSync } from 'node:fs';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { buildPhrases, loadPhrases, parsePhrases } from '../../../models/phrases/phrase-book.ts';
import { findBrands } from '../../../models/text/brands.ts';
import { fold } from '../../../models/text/fold.ts';
import { joinedViews } from '../../../models/text/joined.ts';
import { squeezedView } from '../../../models/text/views.ts';
import { knowledge } from '../goods/knowledge.ts';
import { cleanTitles, realLexicon } from './support.ts';

const phrases = loadPhrases(
  buildPhrases(
    parsePhrases(readFileSync(new URL('../../../knowledge/fake-phrases.csv', import.meta.url), 'utf8')).rows,
  ),
);

describe('characters written in their parts', () => {
  it.each([
    ['氵每尔冰箱', 'Haier', '氵每尔'],
    ['弓虽生婴儿牛奶沐浴露', "Johnson's Baby", '弓虽生婴儿'],
    ['耐克? 不, 而寸克板鞋', 'Nike', '而寸克'],
    ['蒙牛纯女乃 讠若优能奶粉 3段', 'Nutrilon', '讠若优能'],
    ['艹平果15 Pro 手机 256g', 'Apple', '艹平果'],
    ['口合尔滨啤酒 330ml', 'Harbin', '口合尔滨啤酒'],
    ['飞利氵甫 剃须刀', 'Philips', '飞利氵甫'],
    ['月旁 氵孛柯尼 手表', undefined, ''],
  ])('%s is %s', (title, brand, text) => {
    const found = findBrands({ title }, realLexicon()).filter((mention) => mention.layer === 'split');
    expect(found.map((mention) => mention.text)).toEqual(brand === undefined ? [] : [text]);
    for (const mention of found) {
      expect(mention.brand).toBe(brand);
      expect(title.slice(mention.start, mention.end)).toBe(mention.text);
    }
  });

  it.each([
    ['托特包 高亻方 牛皮', '高亻方'],
    ['手表 米青仿 机械', '米青仿'],
    ['腕表 顶级复亥刂', '顶级复亥刂'],
    ['球鞋 糹屯原', '糹屯原'],
    ['棉线 屯原路 发货', undefined],
    ['运动鞋 A化贝', 'A化贝'],
  ])('phrases of fakes: %s', (title, text) => {
    const found = phrases.find({ title }).filter((hit) => hit.layer === 'split');
    expect(found.map((hit) => hit.text)).toEqual(text === undefined ? [] : [text]);
    for (const hit of found) expect(title.slice(hit.start, hit.end)).toBe(hit.text);
  });

  it('reads a character of a phrase in letters', () => {
    expect(phrases.find({ title: '手表 jing仿 机械' }).map((hit) => hit.term)).toEqual(['精仿']);
    expect(phrases.find({ title: '男表 高fang' }).map((hit) => hit.term)).toEqual(['高仿']);
    expect(phrases.find({ title: 'fangshui 高fangshui 手表' })).toEqual([]);
  });

  it.each([
    ['苦荞茶 氵台疒了糖尿病', '氵台疒了'],
    ['燕麦 降血米唐', '降血米唐'],
    ['面膜 最亻圭选择', '最亻圭'],
    ['枸杞 礻去氵显 足浴包', undefined],
  ])('claims: %s', (title, text) => {
    const { goods, claims } = knowledge();
    const found = claims.find({ title, goods: goods.recognise({ title }) }).map((claim) => claim.text);
    if (text !== undefined) expect(found).toContain(text);
    for (const claim of found) expect(title).toContain(claim);
  });

  it.each([
    '男女口罩 防尘 透气',
    '木公鸡摆件 手工',
    '土豆丝 禾苗 种植',
    '进口合金 车模',
    '山石盆景 米粉 早餐',
    '古月山房 明信片',
    '弓箭 虽小 儿童玩具',
  ])('reads %s as what it is', (title) => {
    expect(findBrands({ title }, realLexicon()).filter((mention) => mention.layer === 'split')).toEqual([]);
    expect(phrases.find({ title })).toEqual([]);
  });

  it('makes nothing of clean titles', () => {
    const read = cleanTitles().flatMap((title) =>
      findBrands({ title }, realLexicon()).filter((mention) => mention.layer === 'split'),
    );
    expect(read).toEqual([]);
  });

  it('reads 女子, 日月 and 木木 as what they are', () => {
    expect(joinedViews(squeezedView(fold('女子日月木木')))).toEqual([]);
  });

  it('reads a part that either neighbour could have both ways', () => {
    const readings = joinedViews(squeezedView(fold('女口合'))).map((view) =>
      String.fromCharCode(...view.units),
    );
    expect(readings).toEqual(['如合', '女哈']);
  });

  test.prop([fc.string({ unit: fc.constantFrom(...'弓虽女乃月巴氵台古而寸克字a1 ') })])(
    'every unit stands for the stretch it came from',
    (text) => {
      const folded = fold(text);
      for (const view of joinedViews(squeezedView(folded))) {
        let last = 0;
        view.units.forEach((_, i) => {
          expect(view.from[i]).toBeGreaterThanOrEqual(last);
          expect(view.to[i]).toBeGreaterThan(view.from[i] as number);
          last = view.to[i] as number;
        });
        expect(last).toBeLessThanOrEqual(folded.length);
      }
    },
  );
});
