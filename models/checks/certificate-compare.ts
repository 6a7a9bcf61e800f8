import type { ReadField } from '../certificate-reading.ts';
import { levelName, sameName } from '../same-name.ts';

/** How a value read off a picture stands to one declared or registered; a `slip` is what misreading alone explains. */
export type Agreement = 'same' | 'slip' | 'different';

/** Characters that engines of recognition take for one another; one such swap proves nothing. */
const LOOK_ALIKES = [
  '0OQDCU',
  '1ILJT7',
  '2Z7',
  '3895',
  '5S6',
  '6GB80',
  '8B30',
  '9GQ4',
  '4A',
  'VYU',
  'MNWH',
  'PRF',
];

/** From here on a value may contradict: misreadings of blurred pages reach 0.79 (docs/adr/0008). */
const CONFIDENT = 0.85;
/** Strength of a contradiction by the least and by the best of confident readings. */
const WEAKEST = 0.7;
const STRONGEST = 0.95;
/** As many equal digits tell that misread Chinese characters around them are no other number. */
const TELLING_DIGITS = 8;

/** Whether a reading is sure enough to contradict: well read, and agreed on by two ways or fit for its grammar. */
export function isConfident({ confidence, passes, sure }: ReadField): boolean {
  return confidence >= CONFIDENT && (passes >= 2 || sure);
}

/** Strength of a contradiction that rests on these readings: the least sure of them counts. */
export function strengthOf(...fields: readonly ReadField[]): number {
  const least = Math.min(...fields.map((field) => field.confidence));
  return WEAKEST + (Math.max(0, least - CONFIDENT) / (1 - CONFIDENT)) * (STRONGEST - WEAKEST);
}

/** A number as it compares: widths, case, spaces, brackets and ordinals levelled. */
export function levelNumber(number: string): string {
  return number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s()[\]〔〕【】\-—·.:：/]/g, '')
    .replace(/^第|号$/g, '')
    .replace(/第/g, '');
}

export function compareNumbers(read: string, expected: string): Agreement {
  const [a, b] = [levelNumber(read), levelNumber(expected)];
  if (a === b || (b.length >= 8 && a.includes(b))) return 'same';
  return isSlip(a, b) || onlyCharactersDiffer(a, b) ? 'slip' : 'different';
}

/** All digits and letters agree, in a number of as many characters; what differs is Chinese, which blurs first. */
function onlyCharactersDiffer(a: string, b: string): boolean {
  const plain = (text: string) => text.replace(/[\u4e00-\u9fa5]/g, '');
  return a.length === b.length && plain(a) === plain(b) && plain(a).length >= TELLING_DIGITS;
}

/**
 * Names agree by models/same-name.ts; a cut-off name or one character misread is a slip. No more than one: firms of one town and
 * trade differ in the two characters of their trade name.
 */
export function compareNames(read: string, expected: string): Agreement {
  if (sameName(read, expected)) return 'same';
  const [a, b] = [levelName(read), levelName(expected)];
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  if (short.length >= 2 && long.includes(short)) return 'slip';
  return long.length >= 4 && editDistance(a, b) <= 1 ? 'slip' : 'different';
}

/** Days as YYYY-MM-DD; 长期 stands for no end. */
export function compareDates(read: string, expected: string): Agreement {
  if (read === expected) return 'same';
  return isSlip(read.replaceAll('-', ''), expected.replaceAll('-', '')) ? 'slip' : 'different';
}

/** One swap of look-alikes, one Chinese character for another, or one character lost or added. */
function isSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || Math.min(a.length, b.length) < 4) return false;
  if (a.length !== b.length) return editDistance(a, b) === 1;
  const differing = [...a].flatMap((char, i) => (char === b[i] ? [] : [[char, b[i] ?? ''] as const]));
  const [swap] = differing;
  return differing.length === 1 && swap !== undefined && alike(...swap);
}

function alike(a: string, b: string): boolean {
  if (/[\u4e00-\u9fa5]/.test(a) && /[\u4e00-\u9fa5]/.test(b)) return true;
  return LOOK_ALIKES.some((group) => group.includes(a) && group.includes(b));
}

/** Levenshtein distance; names are short. */
function editDistance(a: string, b: string): number {
  let before = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, char] of [...a].entries()) {
    const row = [i + 1];
    for (const [j, other] of [...b].entries()) {
      const swap = (before[j] ?? 0) + (char === other ? 0 : 1);
      row.push(Math.min(swap, (before[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1));
    }
    before = row;
  }
  return before.at(-1) ?? 0;
}
