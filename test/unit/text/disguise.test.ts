import { Converter } from 'opencc-js';
import { pinyin } from 'pinyin-pro';
import { describe, expect, it } from 'vitest';
import { findBrands, screenBrands } from '../../../models/text/brands.ts';
import { loadLexicon } from '../../../models/text/lexicon.ts';
import { buildLexicon } from '../../../models/text/lexicon-build.ts';
import type { LexiconRow } from '../../../models/text/lexicon-csv.ts';
import { brandRows, cleanTitles, lottery, realLexicon } from './support.ts';

const lexicon = realLexicon();
const next = lottery(42);
const pick = <T>(list: readonly T[]): T => list[next(list.length)] as T;
const distinctive = brandRows().filter((row) => row.ambiguity === 'distinctive');
const latin = distinctive.filter((row) => /^[A-Za-z]{4,}$/.test(row.term));
const han = distinctive.filter((row) => /^[\u4e00-\u9fff]{2,}$/.test(row.term));
const toTraditional = Converter({ from: 'cn', to: 'hk' });

/** Share of disguised terms that are seen as their brand. */
function recall(rows: readonly LexiconRow[], disguise: (term: string) => string | undefined): number {
  let tried = 0;
  let found = 0;
  const missed: string[] = [];
  for (let i = 0; i < 400; i++) {
    const row = pick(rows);
    const spelt = disguise(row.term);
    if (spelt === undefined || spelt === row.term) continue;
    tried++;
    const { mentions, suppressed } = screenBrands({ title: `新款 ${spelt} 正品包邮` }, lexicon);
    if ([...mentions, ...suppressed].some((m) => m.brand === row.brand)) found++;
    else missed.push(`${row.term}>${spelt}`);
  }
  if (process.env.SHOW_MISSES === '1') console.log((found / tried).toFixed(3), missed.slice(0, 30).join(' '));
  return found / tried;
}

const spread = (text: string, joint: () => string): string => [...text].join(joint());
const replaceOne = (text: string, of: (c: string) => readonly string[] | undefined): string | undefined => {
  const places = [...text].map((c, i) => [c, i] as const).filter(([c]) => (of(c)?.length ?? 0) > 0);
  if (places.length === 0) return undefined;
  const [char, at] = pick(places);
  return text.slice(0, at) + pick(of(char) ?? ['']) + text.slice(at + 1);
};

describe('disguised brand names', () => {
  it('reads widths, invisible signs, mathematical letters, strokes and traditional characters', () => {
    const wide = (t: string): string =>
      t.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
    const bold = (t: string): string =>
      t.replace(/[A-Za-z]/g, (c) => {
        const code = c.charCodeAt(0);
        return String.fromCodePoint(code < 97 ? 0x1d400 + code - 65 : 0x1d41a + code - 97);
      });
    for (const disguise of [
      wide,
      bold,
      (t: string) => spread(t, () => '\u200b'),
      (t: string) => `${spread(t, () => '\u0336')}\u0336`,
    ]) {
      expect(recall(latin, disguise)).toBeGreaterThanOrEqual(0.98);
    }
    expect(recall(han, toTraditional)).toBeGreaterThanOrEqual(0.98);
    expect(recall(han, (t) => spread(t, () => '\u2060'))).toBeGreaterThanOrEqual(0.98);
  });

  it('reads look-alikes of other scripts', () => {
    const alike: Record<string, string[]> = {
      a: ['а', 'α', 'ɑ'],
      b: ['Ь', 'в'],
      c: ['с', 'ϲ'],
      d: ['ԁ'],
      e: ['е', 'є', 'ҽ'],
      g: ['ɡ'],
      h: ['һ', 'н'],
      i: ['і', 'ι'],
      j: ['ј'],
      k: ['к', 'κ'],
      l: ['ӏ', 'ⅼ'],
      m: ['м'],
      n: ['ո', 'η'],
      o: ['о', 'ο', '๐'],
      p: ['р', 'ρ'],
      q: ['ԛ'],
      r: ['г'],
      s: ['ѕ'],
      t: ['т', 'τ'],
      u: ['υ', 'ս'],
      v: ['ν', 'ѵ'],
      w: ['ԝ', 'ш'],
      x: ['х', 'χ'],
      y: ['у', 'γ'],
      z: ['ᴢ'],
    };
    expect(recall(latin, (t) => replaceOne(t.toLowerCase(), (c) => alike[c]))).toBeGreaterThanOrEqual(0.9);
  });

  it('reads digits and signs as letters', () => {
    const leet: Record<string, string[]> = {
      o: ['0'],
      i: ['1', 'l', '!'],
      l: ['1', 'I'],
      e: ['3'],
      a: ['4', '@'],
      s: ['5', '$'],
      w: ['vv'],
      m: ['rn'],
      t: ['7'],
      b: ['8'],
    };
    expect(recall(latin, (t) => replaceOne(t.toLowerCase(), (c) => leet[c]))).toBeGreaterThanOrEqual(0.95);
  });

  it('reads names pulled apart', () => {
    const joints = ['-', '/', '.', ' ', '_', '*', '·', '🔥', '|', '~'];
    expect(recall([...latin, ...han], (t) => spread(t, () => pick(joints)))).toBeGreaterThanOrEqual(0.95);
  });

  it('reads one sound-alike in names of three characters and more', () => {
    const bySound = new Map<string, string[]>();
    for (let code = 0x4e00; code < 0x9fa5; code++) {
      const char = String.fromCharCode(code);
      if (!/^[\u4e00-\u9fa5]$/.test(char) || toTraditional(char) !== char) continue;
      const sound = pinyin(char, { toneType: 'none' });
      bySound.set(sound, [...(bySound.get(sound) ?? []), char]);
    }
    const others = (c: string): string[] =>
      (bySound.get(pinyin(c, { toneType: 'none' })) ?? []).filter((o) => o !== c);
    const long = han.filter((row) => row.term.length >= 3);
    expect(recall(long, (t) => replaceOne(t, others))).toBeGreaterThanOrEqual(0.85);
    const spelt = (t: string): string => pinyin(t, { toneType: 'none', type: 'array' }).join('');
    expect(recall(long, spelt)).toBeGreaterThanOrEqual(0.85);
  });

  it('reads one wrong letter', () => {
    const letters = 'abcdefghijklmnopqrstuvwxyz';
    const edit = (t: string): string => {
      const at = next(t.length);
      const kind = next(4);
      if (kind === 0) return t.slice(0, at) + t.slice(at + 1);
      if (kind === 1) return t.slice(0, at) + letters[next(26)] + t.slice(at);
      if (kind === 2) return t.slice(0, at) + letters[next(26)] + t.slice(at + 1);
      return t.slice(0, at) + t.slice(at + 1, at + 2) + t.slice(at, at + 1) + t.slice(at + 2);
    };
    const long = latin
      .filter((row) => row.term.length >= 5)
      .map((row) => ({ ...row, term: row.term.toLowerCase() }));
    expect(recall(long, edit)).toBeGreaterThanOrEqual(0.9);
  });

  it('stays quiet on innocent titles it was not built with', () => {
    const titles = cleanTitles();
    const half = loadLexicon(
      buildLexicon(
        brandRows(),
        titles.filter((_, i) => i % 2 === 0),
      ),
    );
    const unseen = titles.filter((_, i) => i % 2 === 1);
    const plain: string[] = [];
    const disguised: string[] = [];
    for (const title of unseen) {
      for (const m of screenBrands({ title }, half).mentions) {
        (m.layer === 'exact' ? plain : disguised).push(`${m.brand}:${m.text}:${m.layer}`);
      }
    }
    if (process.env.SHOW_MISSES === '1')
      console.log(plain.slice(0, 60).join(' '), '||', disguised.slice(0, 60).join(' '), unseen.length);
    expect((disguised.length / unseen.length) * 1000).toBeLessThanOrEqual(5);
    expect((plain.length / unseen.length) * 1000).toBeLessThanOrEqual(10);
  });
});

describe('letters beside and inside names', () => {
  const found = (title: string) => findBrands({ title }, realLexicon());
  it.each([
    ['欧l雅 男士洗面奶', "L'Oreal", '欧l雅'],
    ['恒y祥 羊毛衫', 'Hengyuanxiang', '恒y祥'],
    ['特b 运动鞋 男', 'Xtep', '特b'],
    ['newlululemon 瑜伽裤', 'Lululemon', 'lululemon'],
    ['burberryscarf 羊绒围巾', 'Burberry', 'burberry'],
    ['水果16promax 256g', 'Apple', '水果16'],
    ['粗粮15ultra 16+512', 'Xiaomi', '粗粮15'],
    ['samsunga55 手机 8+256', 'Samsung', 'samsung'],
  ])('%s is %s', (title, brand, text) => {
    const mentions = found(title).filter((mention) => mention.brand === brand);
    expect(mentions.map((mention) => mention.text)).toContain(text);
  });
  it.each([
    '纯棉短T恤 男',
    '大V领 毛衣 女',
    '高A字裙 显瘦',
    '粗粮15种 五谷杂粮 手机下单立减',
    '水果14斤 礼盒 坏果包赔',
    'championship 奖杯 足球',
    'specialized training 教材',
    '耐k',
  ])('%s names nobody', (title) => expect(found(title)).toEqual([]));
});

describe('names that run on into other words', () => {
  const brands = (title: string) => findBrands({ title }, realLexicon()).map((mention) => mention.brand);
  it.each([
    '康师傅教你学开车 视频',
    '戴尔后花园 明信片',
    '格兰仕途顺利 摆件',
    '海尔滨冰灯 门票',
    '雀巢形 吊灯',
  ])('%s', (title) => expect(brands(title)).toEqual([]));
  it.each([
    ['康师傅红烧牛肉面 12袋', 'Master Kong'],
    ['戴尔成就 笔记本电脑', 'Dell'],
    ['兰蔻菁纯 眼霜', 'Lancome'],
    ['戴森黑武士 限量', 'Dyson'],
    ['香奈儿邂逅柔情 50ml', 'Chanel'],
    ['祖玛珑英国梨 100ml', 'Jo Malone'],
    ['海尔家 冰箱', 'Haier'],
    ['奥特曼卡片 收藏册', 'Ultraman'],
  ])('%s is still %s', (title, brand) => expect(brands(title)).toContain(brand));
});
