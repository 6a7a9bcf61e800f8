import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import {
  type CheckAlgorithm,
  expectedCheck,
  gs1CheckDigit,
  isbn10CheckDigit,
  luhnCheckDigit,
  mod1110CheckDigit,
  orgCodeCheckDigit,
  usccCheckDigit,
} from '../../../models/credentials/check-digits.ts';

const USCC = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const DIGITS = '0123456789';
const bodyOf = (alphabet: string, size: number) =>
  fc.array(fc.constantFrom(...alphabet), { minLength: size, maxLength: size }).map((list) => list.join(''));

describe('check digits', () => {
  test('standard vectors', () => {
    expect(gs1CheckDigit('400638133393')).toBe('1');
    expect(gs1CheckDigit('9638507')).toBe('4');
    expect(luhnCheckDigit('7992739871')).toBe('3');
    expect(mod1110CheckDigit('0794')).toBe('5');
    expect(isbn10CheckDigit('030640615')).toBe('2');
    expect(isbn10CheckDigit('155404295')).toBe('X');
  });

  test('a body with anything but its alphabet has no check digit', () => {
    for (const algorithm of ['gs1', 'luhn', 'mod11-10', 'uscc', 'isbn'] as const) {
      expect(expectedCheck(algorithm, '12O4')).toBeUndefined();
    }
    expect(usccCheckDigit('9151010MA6CXXXXI1')).toBeUndefined();
    expect(orgCodeCheckDigit('1234567')).toBeUndefined();
  });

  // Promised: ISO 7064, GS1, Luhn and USCC catch every single wrong character.
  const cases: [CheckAlgorithm, string, number][] = [
    ['gs1', DIGITS, 12],
    ['luhn', DIGITS, 14],
    ['mod11-10', DIGITS, 14],
    ['mod11-10', DIGITS, 13],
    ['uscc', USCC, 17],
    ['isbn', DIGITS, 9],
  ];
  for (const [algorithm, alphabet, size] of cases) {
    test.prop([bodyOf(alphabet, size), fc.nat(size - 1), fc.nat(alphabet.length - 2)])(
      `${algorithm} over ${size}: one changed character is always caught`,
      (body, at, shift) => {
        const check = expectedCheck(algorithm, body);
        const next = alphabet[(alphabet.indexOf(body[at] ?? '') + 1 + shift) % alphabet.length] ?? '';
        const changed = body.slice(0, at) + next + body.slice(at + 1);
        expect(expectedCheck(algorithm, changed)).not.toBe(check);
      },
    );
  }

  test('neighbours swapped: ISO 7064 and USCC catch all, GS1 most', () => {
    let [caught, swaps, gs1Caught] = [0, 0, 0];
    for (let seed = 1; seed <= 400; seed++) {
      const body = String((seed * 7919 * 104729) % 1e13).padStart(13, '3');
      for (let i = 0; i + 1 < body.length; i++) {
        if (body[i] === body[i + 1]) continue;
        const swapped = body.slice(0, i) + body[i + 1] + body[i] + body.slice(i + 2);
        swaps++;
        if (mod1110CheckDigit(swapped) !== mod1110CheckDigit(body)) caught++;
        if (gs1CheckDigit(swapped) !== gs1CheckDigit(body)) gs1Caught++;
      }
    }
    // The pure system MOD 11,10 misses about one swap in fifty.
    expect(caught / swaps).toBeGreaterThan(0.96);
    expect(gs1Caught / swaps).toBeGreaterThan(0.85);
  });
});
