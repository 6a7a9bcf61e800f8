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

const syllables: Uint16Array[] = [new Uint16Array(0)];
const syllableOf = new Uint16Array(0x10000);
{
  const numbers = new Map<string, number>();
  for (const [unit, [reading = '']] of usual) {
    const number = numbers.get(reading) ?? syllables.length;
    if (number === syllables.length) syllables.push(Uint16Array.from(reading, (c) => c.charCodeAt(0)));
    numbers.set(reading, number);
    syllableOf[unit] = number;
  }
}

/** The letters of the usual toneless reading of a simplified character (ü written v); empty for anything else. */
export function usualLetters(unit: number): Uint16Array {
  return syllables[syllableOf[unit] as number] as Uint16Array;
}

/** Every reading of a simplified character, the usual one first. */
export function readingsOf(unit: number): readonly string[] {
  return all.get(unit) ?? [];
}
