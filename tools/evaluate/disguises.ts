import { Converter } from 'opencc-js';
import { pinyin } from 'pinyin-pro';
import type { Random } from '../../models/goods/model/random.ts';
import { APART } from './split-characters.ts';

export type Disguise = {
  readonly name: string;
  /** Share of disguised names that must be seen. */
  readonly bar: number;
  fits(term: string): boolean;
  /** The name as it would be written to slip through; undefined when it cannot be written so. */
  disguise(term: string, random: Random): string | undefined;
};

const isLatin = (term: string): boolean => /^[A-Za-z]{4,}$/.test(term);
const isHan = (term: string): boolean => /^[\u4e00-\u9fff]{2,}$/.test(term);
const wide = (text: string): string =>
  text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0));
/** First code points of mathematical alphabets: bold, italic, sans, monospace, double-struck bold script. */
const ALPHABETS = [0x1d400, 0x1d468, 0x1d5a0, 0x1d670, 0x1d4d0];
const mathematical = (text: string, random: Random): string => {
  const first = random.pick(ALPHABETS);
  return text.replace(/[A-Za-z]/g, (c) => {
    const code = c.charCodeAt(0);
    return String.fromCodePoint(first + (code < 97 ? code - 65 : code - 97 + 26));
  });
};
const between = (text: string, sign: () => string): string => [...text].join(sign());
const traditional = Converter({ from: 'cn', to: 'tw' });

/** Letters of other scripts that look like a Latin letter, as found in spoofed names. */
const ALIKE: Record<string, string> = {
  a: 'аɑα',
  b: 'ЬƄ',
  c: 'сϲ',
  d: 'ԁɗ',
  e: 'еėẹ',
  g: 'ɡġ',
  h: 'һհ',
  i: 'іíι',
  j: 'јʝ',
  k: 'кκ',
  l: 'ӏⅼ',
  m: 'мṃ',
  n: 'ոńη',
  o: 'оοօ',
  p: 'рρ',
  q: 'ԛ',
  r: 'гŕ',
  s: 'ѕṣ',
  t: 'тţ',
  u: 'υսù',
  v: 'νѵ',
  w: 'ԝẃ',
  x: 'хχ',
  y: 'уγ',
  z: 'ʐż',
};
const LEET: Record<string, readonly string[]> = {
  o: ['0'],
  i: ['1', '!', 'l'],
  l: ['1', 'I'],
  e: ['3'],
  a: ['4', '@'],
  s: ['5', '$'],
  t: ['7'],
  b: ['8'],
  g: ['9'],
  z: ['2'],
  m: ['rn'],
  w: ['vv'],
};

/** Characters that an eye takes for one another; written down, not taken from any decomposition table. */
const SHAPES_ALIKE: Record<string, string> = Object.fromEntries(
  '雅稚 莱菜 末未 士土 己已 日曰 天夭 美羊 格洛 奥粤 科料 佳挂 华毕 达迖 宝玉 力刀 金全 龙尤 思恩 莉利 兰三 大太 尼泥 娜哪 博搏 斯期 威成 克充 迪油 诺若 娇桥 康庚 海悔 洁结 清请 晨震 特持 福幅 森林 松忪 汤场 拉位 香杳 侬农 耐而 李季 宁丁 白自 王玉 千干 木本 西酉 欧殴 丽两 凯剀 玛妈 百白 普晋 伊尹 佰伯 派脉 立位 智知 步涉 师帅 兔免 雪雷 哈蛤 动劫 洽治 旺王 徕俫 傲敖 骆胳 驰弛 狮师 虎虏 匹四'
    .split(' ')
    .map((pair) => [...pair])
    .map(([from = '', to = '']) => [from, to]),
);

function replaced(
  text: string,
  of: (c: string) => readonly string[] | undefined,
  random: Random,
  most = 1,
): string | undefined {
  const chars = [...text];
  const places = chars.flatMap((c, i) => ((of(c)?.length ?? 0) > 0 ? [i] : []));
  if (places.length === 0) return undefined;
  for (let n = 0; n < most && places.length > 0; n++) {
    const [at = 0] = places.splice(random.below(places.length), 1);
    chars[at] = random.pick(of(chars[at] as string) ?? ['']);
  }
  return chars.join('');
}

let soundTable: Map<string, string[]> | undefined;
/** Common characters that sound alike, tone aside. */
function soundsLike(char: string): string[] {
  if (soundTable === undefined) {
    soundTable = new Map();
    const decoder = new TextDecoder('gb18030');
    for (let row = 0xb0; row < 0xd8; row++)
      for (let cell = 0xa1; cell < 0xff; cell++) {
        const c = decoder.decode(Uint8Array.of(row, cell));
        if (!isHan(c + c)) continue;
        const sound = pinyin(c, { toneType: 'none' });
        soundTable.set(sound, [...(soundTable.get(sound) ?? []), c]);
      }
  }
  return (soundTable.get(pinyin(char, { toneType: 'none' })) ?? []).filter((c) => c !== char);
}

function oneEdit(text: string, random: Random): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz';
  const at = random.below(text.length);
  const kind = random.below(4);
  if (kind === 0) return text.slice(0, at) + text.slice(at + 1);
  if (kind === 1) return text.slice(0, at) + letters.charAt(random.below(26)) + text.slice(at);
  if (kind === 2) return text.slice(0, at) + letters.charAt(random.below(26)) + text.slice(at + 1);
  return text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2);
}

const SEPARATORS = ['-', '/', '.', ' ', '_', '*', '·', '🔥', '|', '~', '丨', '、'];

/** The ways sellers write a brand so that a word list misses it, with the bar of each. */
export const DISGUISES: readonly Disguise[] = [
  { name: 'full-width letters', bar: 0.98, fits: isLatin, disguise: wide },
  { name: 'mathematical letters', bar: 0.98, fits: isLatin, disguise: mathematical },
  {
    name: 'zero-width signs inside',
    bar: 0.98,
    fits: (term) => isLatin(term) || isHan(term),
    disguise: (term, random) => between(term, () => random.pick(['\u200b', '\u200d', '\u2060', '\ufeff'])),
  },
  {
    name: 'struck through or underlined',
    bar: 0.98,
    fits: (term) => isLatin(term) || isHan(term),
    disguise: (term, random) => {
      const mark = random.pick(['\u0336', '\u0332', '\u0338']);
      return `${between(term, () => mark)}${mark}`;
    },
  },
  { name: 'traditional characters', bar: 0.98, fits: isHan, disguise: traditional },
  {
    name: 'look-alike letters',
    bar: 0.9,
    fits: isLatin,
    disguise: (term, random) =>
      replaced(term.toLowerCase(), (c) => [...(ALIKE[c] ?? '')], random, 1 + random.below(2)),
  },
  {
    name: 'digits and signs for letters',
    bar: 0.95,
    fits: isLatin,
    disguise: (term, random) => replaced(term.toLowerCase(), (c) => LEET[c], random),
  },
  {
    name: 'pulled apart',
    bar: 0.95,
    fits: (term) => isLatin(term) || isHan(term),
    disguise: (term, random) => between(term, () => random.pick(SEPARATORS)),
  },
  {
    name: 'one sound-alike, names of 3 or more',
    bar: 0.85,
    fits: (term) => isHan(term) && term.length >= 3,
    disguise: (term, random) => replaced(term, soundsLike, random),
  },
  {
    name: 'one sound-alike, names of 2',
    bar: 0.6,
    fits: (term) => isHan(term) && term.length === 2,
    disguise: (term, random) => replaced(term, soundsLike, random),
  },
  {
    name: 'one character that looks alike',
    bar: 0.8,
    fits: (term) => isHan(term) && [...term].some((char) => SHAPES_ALIKE[char] !== undefined),
    disguise: (term, random) => replaced(term, (char) => [...(SHAPES_ALIKE[char] ?? '')], random),
  },
  {
    name: 'spelt in pinyin',
    bar: 0.85,
    fits: (term) => isHan(term) && term.length >= 3,
    disguise: (term, random) => {
      const syllables = pinyin(term, { toneType: 'none', type: 'array' });
      const kind = random.below(3);
      if (kind === 0) return syllables.join('');
      // Some characters stay, one is spelt: 小mi旗.
      const at = random.below(syllables.length);
      return [...term].map((char, i) => (i === at ? (syllables[i] ?? char) : char)).join('');
    },
  },
  {
    name: 'one wrong letter',
    bar: 0.9,
    fits: (term) => /^[A-Za-z]{5,}$/.test(term),
    disguise: (term, random) => oneEdit(term.toLowerCase(), random),
  },
  {
    name: 'one character in its parts',
    bar: 0.85,
    fits: (term) => isHan(term) && [...term].some((char) => APART.has(char)),
    disguise: (term, random) => replaced(term, (char) => APART.get(char), random),
  },
];
