import type { Bilingual } from '../text-pair.ts';
import { gs1CheckDigit } from './check-digits.ts';

export type Gtin = { valid: true; digits: string } | { valid: false; problem: Bilingual };

/** A GTIN-8/12/13/14: digits, length and GS1 check digit (mod 10). A sound number is not yet a genuine one. */
export function gtinOf(text: string): Gtin {
  const digits = text.normalize('NFKC').replace(/[\s-]/g, '');
  if (!/^\d+$/.test(digits))
    return { valid: false, problem: { zh: '含有非数字字符', en: 'holds something other than digits' } };
  if (![8, 12, 13, 14].includes(digits.length)) {
    return {
      valid: false,
      problem: {
        zh: `有 ${digits.length} 位，应为 8、12、13 或 14 位`,
        en: `has ${digits.length} digits, not 8, 12, 13 or 14`,
      },
    };
  }
  const expected = gs1CheckDigit(digits.slice(0, -1));
  if (digits.at(-1) !== expected) {
    return {
      valid: false,
      problem: {
        zh: `校验位应为 ${expected}，现为 ${digits.at(-1)}`,
        en: `has the check digit ${digits.at(-1)}, expected ${expected}`,
      },
    };
  }
  return { valid: true, digits };
}
