/**
 * Check digits of the numbers that have one. A pass proves only that nobody mistyped: it is never proof of a
 * genuine licence, and real numbers of real firms fail, so a fail warns and asks the registry.
 */

/** Alphabet of GB 32100-2015: no I, O, S, V, Z. */
const USCC_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const ORG_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const ORG_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/** GS1 mod 10 over digits without the check digit: GTIN, ISBN-13, 药品本位码. */
export function gs1CheckDigit(body: string): string | undefined {
  if (!/^\d+$/.test(body)) return undefined;
  let sum = 0;
  for (let i = 0; i < body.length; i++) {
    const fromRight = body.length - 1 - i;
    sum += Number(body[i]) * (fromRight % 2 === 0 ? 3 : 1);
  }
  return String((10 - (sum % 10)) % 10);
}

/** Luhn over digits without the check digit: IMEI. */
export function luhnCheckDigit(body: string): string | undefined {
  if (!/^\d+$/.test(body)) return undefined;
  let sum = 0;
  for (let i = 0; i < body.length; i++) {
    const doubled = (body.length - 1 - i) % 2 === 0;
    const value = Number(body[i]) * (doubled ? 2 : 1);
    sum += value > 9 ? value - 9 : value;
  }
  return String((10 - (sum % 10)) % 10);
}

/** ISO 7064 MOD 11,10 over digits without the check digit: 15-digit 注册号, SC and JY. */
export function mod1110CheckDigit(body: string): string | undefined {
  if (!/^\d+$/.test(body)) return undefined;
  let product = 10;
  for (const char of body) {
    const sum = (product + Number(char)) % 10;
    product = ((sum === 0 ? 10 : sum) * 2) % 11;
  }
  return String((11 - product) % 10);
}

/** 统一社会信用代码 over its first 17 characters (GB 32100-2015). */
export function usccCheckDigit(body: string): string | undefined {
  if (body.length !== 17) return undefined;
  let sum = 0;
  let weight = 1;
  for (const char of body) {
    const value = USCC_ALPHABET.indexOf(char);
    if (value < 0) return undefined;
    sum += value * weight;
    weight = (weight * 3) % 31;
  }
  return USCC_ALPHABET[(31 - (sum % 31)) % 31];
}

/** 组织机构代码 over its first 8 characters (GB 11714); stands at places 9-17 of a USCC. */
export function orgCodeCheckDigit(body: string): string | undefined {
  if (body.length !== 8) return undefined;
  let sum = 0;
  for (let i = 0; i < 8; i++) {
    const value = ORG_ALPHABET.indexOf(body[i] ?? '');
    if (value < 0) return undefined;
    sum += value * (ORG_WEIGHTS[i] ?? 0);
  }
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** ISBN-10, weights 10 to 2, mod 11. */
export function isbn10CheckDigit(body: string): string | undefined {
  if (!/^\d{9}$/.test(body)) return undefined;
  let sum = 0;
  for (let i = 0; i < 9; i++) sum += Number(body[i]) * (10 - i);
  const check = (11 - (sum % 11)) % 11;
  return check === 10 ? 'X' : String(check);
}

export type CheckAlgorithm = 'gs1' | 'luhn' | 'mod11-10' | 'uscc' | 'isbn';

/** The check character the body asks for, under an algorithm by name; undefined when the body is unusable. */
export function expectedCheck(algorithm: CheckAlgorithm, body: string): string | undefined {
  switch (algorithm) {
    case 'gs1':
      return gs1CheckDigit(body);
    case 'luhn':
      return luhnCheckDigit(body);
    case 'mod11-10':
      return mod1110CheckDigit(body);
    case 'uscc':
      return usccCheckDigit(body);
    case 'isbn':
      return body.length === 9 ? isbn10CheckDigit(body) : gs1CheckDigit(body);
  }
}
