import { otherReadings, usualReadings } from './pinyin.generated.ts';

function unpack(table: string, into: Map<number, string[]>): Map<number, string[]> {
  for (const row of table.split('|')) {
    const [syllable = '', chars = ''] = row.split(':');
    for (let i = 0; i < chars.length; i++) {
      const unit = chars.charCodeAt(i);
      const known = into.get(unit);
      if (known === undefined) into.set(unit, [syllable]);
      else known.push(syllable);
    }
  }
  return into;
}

const usual = unpack(usualReadings, new Map());
const all = unpack(otherReadings, unpack(usualReadings, new Map()));

/** Letters of the longest toneless reading (zhuang). */
export const LONGEST_READING = 6;
/** Where the usual toneless reading of a simplified character begins (ü written v); 0 for anything else. */
export const readingAt = new Uint16Array(0x10000);
/** All syllables one after the other, each closed by a zero; the first place is nobody's. */
export const readingLetters = (() => {
  const letters = [0];
  const places = new Map<string, number>();
  for (const [unit, [reading = '']] of usual) {
    let place = places.get(reading);
    if (place === undefined) {
      place = letters.length;
      places.set(reading, place);
      for (const letter of reading) letters.push(letter.charCodeAt(0));
      letters.push(0);
    }
    readingAt[unit] = place;
  }
  return Uint16Array.from(letters);
})();

/** Every reading of a simplified character, the usual one first. */
export function readingsOf(unit: number): readonly string[] {
  return all.get(unit) ?? [];
}
