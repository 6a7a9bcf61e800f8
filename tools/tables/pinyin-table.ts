import { pinyin } from 'pinyin-pro';
import { foldEntries } from './fold-entries.ts';

/** Readings of every simplified character as two strings of `syllable:characters|…`: the usual reading, then the others. */
export function pinyinTable(): string {
  const folded = new Set(foldEntries().map(([point]) => point));
  const usual = new Map<string, string>();
  const others = new Map<string, string>();
  for (let point = 0x4e00; point <= 0x9fa5; point++) {
    if (folded.has(point)) continue;
    const char = String.fromCodePoint(point);
    const readings = pinyin(char, { toneType: 'none', multiple: true, type: 'array', v: true });
    const plain = [...new Set(readings.map((r) => r.replaceAll('ü', 'v')))].filter((r) => /^[a-z]+$/.test(r));
    plain.forEach((reading, i) => {
      const into = i === 0 ? usual : others;
      into.set(reading, (into.get(reading) ?? '') + char);
    });
  }
  const join = (map: Map<string, string>): string =>
    [...map]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([syllable, chars]) => `${syllable}:${chars}`)
      .join('|');
  return `export const usualReadings =\n  '${join(usual)}';\nexport const otherReadings =\n  '${join(others)}';\n`;
}
