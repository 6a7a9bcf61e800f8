import { readFileSync } from 'node:fs';
import { decompositions } from './cjk-decomp.ts';
import { gb2312 } from './gb2312.ts';

/** Parts of the data that people write with another sign: the one they have on a keyboard, or the character it is. */
const WRITTEN: Record<string, readonly string[]> = {
  曰: ['曰', '日'],
  囗: ['囗', '口'],
  '⻊': ['足'],
  阝: ['阝', '耳'],
  '⺮': ['竹'],
  '⺙': ['攵', '文'],
  '⺼': ['月'],
  牜: ['牛'],
  '⺶': ['羊'],
  龵: ['手'],
  爫: ['爪'],
  讠: ['讠', '言'],
  钅: ['钅', '金'],
  饣: ['饣', '食'],
  纟: ['纟', '丝'],
  亻: ['亻', '人'],
  氵: ['氵', '水'],
  扌: ['扌', '手'],
  忄: ['忄', '心'],
  犭: ['犭', '犬'],
  礻: ['礻', '示'],
  衤: ['衤', '衣'],
  艹: ['艹', '草'],
  刂: ['刂', '刀'],
  灬: ['灬', '火'],
};
/** Two words that are said together, which the dictionary does not have. */
const SPOKEN = new Set(['日月']);
/** Words of the dictionary that no title says: their characters are read (牛寺 is 特). */
const SELDOM = new Set('牛寺 米良 石炭 雨田 田口 甘木 羽立 石平'.split(' '));
/** Characters of GB 2312's first level: the ones that texts are written in. */
const COMMON = 3755;
const isHan = (text: string): boolean => /^[\u2e80-\u2fdf\u3400-\u9fff]$/.test(text);

type Row = { readonly whole: string; readonly parts: readonly string[] };

/**
 * Characters and the two or three parts they are written apart as, best reading first: `仿亻方`, `疗疒了`, `湖氵古月`. Two
 * parts that are an ordinary word, or stand side by side in an innocent title (女子, 日月, 口罩), are no character.
 */
export function halvesTable(): string {
  const chars = gb2312();
  const rank = new Map(chars.map((char, i) => [char, i]));
  const common = new Set(chars.slice(0, COMMON));
  const byChar = new Map(decompositions().map((row) => [row.char, row]));
  const rows: (Row & { readonly order: number })[] = [];
  for (const whole of chars) {
    const split = byChar.get(whole);
    if (split === undefined) continue;
    for (const parts of partsOf(split.kind, split.parts)) {
      const order = (common.has(whole) ? 0 : 2) + (split.kind.startsWith('a') ? 0 : 1);
      rows.push({ whole, parts, order });
      for (const longer of apart(parts, byChar)) rows.push({ whole, parts: longer, order });
    }
  }
  const sideBySide = neighbours();
  const spoken = (parts: readonly string[]): boolean => {
    const side = parts.join('');
    // 人人, 木木: a character said twice is a way of speaking.
    const twice = parts.length === 2 && parts[0] === parts[1];
    if (SELDOM.has(side)) return false;
    return (
      parts.every((part) => common.has(part)) &&
      (twice || sideBySide.has(side) || SPOKEN.has(side) || isWord(side))
    );
  };
  rows.sort((a, b) => a.order - b.order || (rank.get(a.whole) ?? 0) - (rank.get(b.whole) ?? 0));
  const taken = new Set<string>();
  const kept = rows.filter(({ whole, parts }) => {
    const written = parts.join('');
    if (taken.has(written) || parts.includes(whole) || spoken(parts)) return false;
    taken.add(written);
    return true;
  });
  const body = kept.map(({ whole, parts }) => whole + parts.join('')).join(' ');
  const loose = [...new Set(kept.flatMap(({ parts }) => parts))].filter((part) => !common.has(part));
  return `/** A character and its parts as they stand in a row. */\nexport const halves =\n  '${body}';\n/** Parts that texts hardly ever have by themselves. */\nexport const looseParts =\n  '${loose.sort().join('')}';\n`;
}

/** The parts in the order they are written; a character around another is written before or after it (辶首, 首辶). */
function partsOf(kind: string, parts: readonly string[]): string[][] {
  const [one = ''] = parts;
  if (/^r[ad]/.test(kind)) return written([one, one]);
  if (/^r3/.test(kind)) return written([one, one, one]);
  if (!/^[ads]/.test(kind) || parts.length > 3) return [];
  const there = written([...parts]);
  return /^sbl/.test(kind) ? [...there, ...written([...parts].reverse())] : there;
}

function written(parts: readonly string[]): string[][] {
  let ways: string[][] = [[]];
  for (const part of parts) {
    const signs = (WRITTEN[part] ?? [part]).filter(isHan);
    ways = ways.flatMap((way) => signs.map((sign) => [...way, sign]));
  }
  return parts.length >= 2 ? ways : [];
}

/** 氵胡 written out as 氵古月: one of two parts taken apart across once more. */
function apart(
  parts: readonly string[],
  byChar: ReadonlyMap<string, { kind: string; parts: readonly string[] }>,
) {
  if (parts.length !== 2) return [];
  return parts.flatMap((part, at) => {
    const split = byChar.get(part);
    if (split === undefined || !/^a|^ra/.test(split.kind)) return [];
    return partsOf(split.kind, split.parts)
      .filter((two) => two.length === 2)
      .map((two) => [...parts.slice(0, at), ...two, ...parts.slice(at + 1)]);
  });
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });
const isWord = (text: string): boolean => [...segmenter.segment(text)].length === 1;

/** Every two and three characters that stand side by side in an innocent title. */
function neighbours(): Set<string> {
  const found = new Set<string>();
  const titles = readFileSync(new URL('../../knowledge/clean-titles.csv', import.meta.url), 'utf8');
  for (const run of titles.match(/[\u3400-\u9fff]+/g) ?? [])
    for (let i = 0; i < run.length; i++)
      for (const size of [2, 3]) if (i + size <= run.length) found.add(run.slice(i, i + size));
  return found;
}
