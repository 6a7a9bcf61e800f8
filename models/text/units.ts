/** What a folded UTF-16 unit is, as one table look-up. */
const LATIN = 1;
const DIGIT = 2;
const HAN = 3;
const LETTER = 4;

/** Strokes that stand between letters as rules do (丨 丶 ー, and ㅣ ㆍ as the fold gives them) and are no characters of words. */
const isRule = (unit: number): boolean =>
  [0x4e28, 0x4e36, 0x4e3f, 0x4e85, 0x30fc, 0x1175, 0x119e].includes(unit);

const kinds = new Uint8Array(0x10000);
for (let unit = 0; unit < 0xfb00; unit++) {
  const char = String.fromCharCode(unit);
  if (isRule(unit)) continue;
  if (unit >= 0x3400 && unit <= 0x9fff) kinds[unit] = HAN;
  else if (unit >= 0xac00 && unit <= 0xd7a3) kinds[unit] = LETTER;
  else if (unit >= 97 && unit <= 122) kinds[unit] = LATIN;
  else if (unit >= 48 && unit <= 57) kinds[unit] = DIGIT;
  else if (unit < 0xd800 && unit > 127 && /^[\p{L}\p{N}]$/u.test(char)) kinds[unit] = LETTER;
}

export const isLatin = (unit: number): boolean => kinds[unit] === LATIN;
export const isDigit = (unit: number): boolean => kinds[unit] === DIGIT;
export const isHan = (unit: number): boolean => kinds[unit] === HAN;
/** Letters, digits and characters; not separators, signs or emoji. */
export const isWordUnit = (unit: number): boolean => kinds[unit] !== 0;
export const isHanWord = (text: string): boolean => /^[\u3400-\u9fff]+$/.test(text);
