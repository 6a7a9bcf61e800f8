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

/** The usual toneless reading of a simplified character (ü written v), or undefined. */
export function usualReading(unit: number): string | undefined {
  return usual.get(unit)?.[0];
}

/** Every reading of a simplified character, the usual one first. */
export function readingsOf(unit: number): readonly string[] {
  return all.get(unit) ?? [];
}
