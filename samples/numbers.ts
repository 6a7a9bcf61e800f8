/** Numbers that are sound by their check digits and belong to nobody. Written apart from models/credentials on purpose. */

/** GTIN-13 from twelve digits (GS1 General Specifications §7.9). */
export function gtin13(twelve: string): string {
  const sum = [...twelve].reduce((total, digit, i) => total + Number(digit) * (i % 2 === 0 ? 1 : 3), 0);
  return `${twelve}${(10 - (sum % 10)) % 10}`;
}

const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

/** Unified social credit code from its first seventeen characters (GB 32100-2015). */
export function uscc(seventeen: string): string {
  let weight = 1;
  let sum = 0;
  for (const letter of seventeen) {
    sum += USCC_ALPHABET.indexOf(letter) * weight;
    weight = (weight * 3) % 31;
  }
  return `${seventeen}${USCC_ALPHABET[(31 - (sum % 31)) % 31] ?? '0'}`;
}

/** An 18-character code of an invented firm number; region 990000 is assigned to nowhere. */
export function inventedUscc(firm: number): string {
  const body = `0000${String(firm).padStart(4, '0')}`;
  const weights = [3, 7, 9, 10, 5, 8, 4, 2];
  const sum = [...body].reduce((total, digit, i) => total + Number(digit) * (weights[i] ?? 0), 0);
  const check = 11 - (sum % 11);
  return uscc(`91990000${body}${check === 10 ? 'X' : check === 11 ? '0' : check}`);
}

/** Check digit of ISO 7064 MOD 11,10 appended, as SC and JY licences have it. */
export function mod1110(digits: string): string {
  let product = 10;
  for (const digit of digits) {
    const sum = (product + Number(digit)) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return `${digits}${(11 - product) % 10}`;
}

export const foodProductionLicence = (thirteen: string) => `SC${mod1110(thirteen)}`;
export const foodBusinessLicence = (thirteen: string) => `JY${mod1110(thirteen)}`;
