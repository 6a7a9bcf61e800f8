/**
 * Writes knowledge/han-words.csv: words of two and three characters which the dictionary that ICU brings along lacks (散养, 辅食). One
 * that sounds or looks like a brand's name is that word, no disguise. They are the headwords of CC-CEDICT (CC BY-SA 4.0, cc-cedict.org)
 * as the package `hanzi` carries it; names of people and places, variants and what only old books say are left out.
 */
import { writeFileSync } from 'node:fs';
import { isOrdinaryWord } from '../models/text/words.ts';
import { hanziData } from './tables/hanzi-data.ts';

/** traditional simplified [pinyin] /meaning/… */
const ENTRY = /^\S+ (\p{Script=Han}{2,3}) \[([^\]]+)\] \/([^/]*)/gmu;
const RARE = /^(?:(?:old |erhua |archaic )?variant of|see |surname|\((?:old|literary|archaic|dialect)[,)])/i;

const words = new Set<string>();
for (const [, word = '', pinyin = '', meaning = ''] of hanziData('cedict_ts.u8.js').matchAll(ENTRY)) {
  if (/[A-Z]/.test(pinyin) || RARE.test(meaning) || isOrdinaryWord(word)) continue;
  words.add(word);
}
writeFileSync(
  new URL('../knowledge/han-words.csv', import.meta.url),
  `word\n${[...words].sort().join('\n')}\n`,
);
console.log(`${words.size} words`);
