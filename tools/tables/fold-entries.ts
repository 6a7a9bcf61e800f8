import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { droppedSigns, letterRuns, lookAlikes } from './look-alikes.ts';

const require = createRequire(import.meta.url);
const confusables = require('unhomoglyph/data.json') as Record<string, string>;

const DROPPED = /^[\p{Mn}\p{Me}\p{Default_Ignorable_Code_Point}]$/u;
const EAST_ASIAN =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u;
const LONGEST = 6; // one sign such as U+FDFA would otherwise grow eighteenfold

/** Character pairs of opencc-js: traditional and variant forms to the simplified one. */
function traditional(): Map<string, string> {
  const path = require.resolve('opencc-js').replace(/dist\/.*$/, 'dist/esm-lib/dict/TSCharacters.js');
  const source = readFileSync(path, 'utf8');
  const list = /"([^"]*)"/.exec(source)?.[1] ?? '';
  const pairs = new Map<string, string>();
  for (const line of list.split('|')) {
    const [from, to] = line.split(' ');
    if (from !== undefined && to !== undefined && from !== to && [...to].length === 1) pairs.set(from, to);
  }
  // These are written both ways in names (著名, 乾坤): the fold joins both writings instead of choosing a meaning.
  pairs.set('乾', '干');
  pairs.set('著', '着');
  return pairs;
}

function overrides(): Map<string, string> {
  const map = new Map<string, string>();
  for (const [first, letters] of letterRuns) {
    [...letters].forEach((letter, i) => {
      map.set(String.fromCodePoint(first + i), letter);
    });
  }
  for (const [target, characters] of lookAlikes) for (const c of characters) map.set(c, target);
  for (const sign of droppedSigns) map.set(sign, '');
  map.set('\u24ff', '0');
  map.set('\u2800', ' ');
  return map;
}

const stripped = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/[\p{Mn}\p{Me}]/gu, '')
    .normalize('NFC');
const isAscii = (text: string): boolean => /^[\x20-\x7e]+$/.test(text);

/** Every code point whose fold is not itself, with the fold. */
export function foldEntries(): [number, string][] {
  const simplified = traditional();
  const fixed = overrides();
  const foldOf = (c: string): string => {
    const own = fixed.get(c);
    if (own !== undefined) return own;
    if (/^[\p{White_Space}\p{Z}]$/u.test(c)) return ' ';
    if (DROPPED.test(c) || /^\p{Cc}$/u.test(c)) return '';
    const point = c.codePointAt(0) ?? 0;
    if (point < 128) return c.toLowerCase();
    const plain = stripped(c);
    if (plain === '') return '';
    if (plain.length > LONGEST) return c;
    if (EAST_ASIAN.test(plain)) return [...plain].map((p) => simplified.get(p) ?? p.toLowerCase()).join('');
    if (isAscii(plain)) return plain.toLowerCase().trim() === '' ? ' ' : plain.toLowerCase();
    const known = [...plain].map((p) => fixed.get(p) ?? p).join('');
    if (isAscii(known)) return known.toLowerCase();
    const alike = prototype(c) ?? prototype(plain) ?? prototype(plain.toLowerCase());
    if (alike !== undefined) return alike;
    return plain.toLowerCase();
  };
  // A prototype counts only when it ends in printable ASCII: letters of other scripts stay themselves.
  const prototype = (c: string): string | undefined => {
    const listed = confusables[c];
    if (listed === undefined || EAST_ASIAN.test(c)) return undefined;
    const settled = [...stripped(listed)].map((p) => fixed.get(p) ?? p).join('');
    if (!isAscii(settled) || settled.trim() === '' || settled.length > LONGEST) return undefined;
    // UTS #39 draws capital I as l; a capital whose small letter is an i is an i.
    if (settled === 'l' && c !== c.toLowerCase() && confusables[c.toLowerCase()] === 'i') return 'i';
    return settled.toLowerCase();
  };
  const entries: [number, string][] = [];
  for (let point = 0; point < 0x110000; point++) {
    if (point >= 0xd800 && point < 0xe000) continue;
    if (point >= 0xe000 && point < 0xf900) continue;
    const c = String.fromCodePoint(point);
    let folded = foldOf(c);
    // Case, width and look-alike steps can each open the door for another: settle on the fixed point.
    for (let i = 0; i < 4; i++) {
      const again = [...folded].map(foldOf).join('');
      if (again === folded || again.length > LONGEST) break;
      folded = again;
    }
    if (folded !== c) entries.push([point, folded]);
  }
  return entries;
}
