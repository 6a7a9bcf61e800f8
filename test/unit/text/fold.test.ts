import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { fold, foldText, sourceSpan } from '../../../models/text/fold.ts';

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  // Loose surrogates too: uploads are not always well formed.
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
    .map((units) => String.fromCharCode(...units)),
);

describe('fold', () => {
  it.each([
    ['ＮＩＫＥ', 'nike'],
    ['𝓝𝓲𝓴𝓮', 'nike'],
    ['N̶i̶k̶e̶', 'nike'],
    ['ńïķé', 'nike'],
    ['Νικе', 'nike'],
    ['ɴɪᴋᴇ', 'nike'],
    ['🅽🅸🅺🅴', 'nike'],
    ['🇳🇮🇰🇪', 'nike'],
    ['Ⓝⓘⓚⓔ', 'nike'],
    ['N\u200bi\u2060k\u00ade', 'nike'],
    ['Nike®', 'nike'],
    ['Ukraїnе', 'ukraine'],
    ['蘋果 華為', '苹果 华为'],
    ['耐\ufe0f克', '耐克'],
    ['a\u3000b\tc\u2800d', 'a b c d'],
    ['一ノ口丶', '一ノ口丶'],
  ])('reads %j as %j', (source, folded) => {
    expect(foldText(source)).toBe(folded);
  });

  it('levels every mathematical and full-width alphabet', () => {
    for (const first of [
      0xff21, 0x1d400, 0x1d468, 0x1d4d0, 0x1d56c, 0x1d670, 0x1f130, 0x1f150, 0x1f170, 0x24b6,
    ]) {
      const text = Array.from({ length: 26 }, (_, i) => String.fromCodePoint(first + i)).join('');
      expect(foldText(text)).toBe('abcdefghijklmnopqrstuvwxyz');
    }
  });

  test.prop([anyText], { numRuns: 3000 })('keeps every offset in range and in order', (text) => {
    const folded = fold(text);
    expect(folded.offsets.length).toBe(folded.units.length + 1);
    expect(folded.offsets[folded.units.length]).toBe(text.length);
    for (let i = 0; i < folded.units.length; i++) {
      const at = folded.offsets[i] as number;
      expect(at).toBeLessThan(text.length);
      if (i > 0) expect(at).toBeGreaterThanOrEqual(folded.offsets[i - 1] as number);
    }
  });

  test.prop([anyText, fc.nat(), fc.nat()], { numRuns: 3000 })(
    'gives spans that fold to what was hit',
    (text, a, b) => {
      const folded = fold(text);
      const n = folded.units.length;
      if (n === 0) return;
      const start = Math.min(a % n, b % n);
      const end = Math.max(a % n, b % n) + 1;
      const span = sourceSpan(folded, start, end);
      expect(span.start).toBeGreaterThanOrEqual(0);
      expect(span.end).toBeLessThanOrEqual(text.length);
      const again = foldText(text.slice(span.start, span.end));
      const inner = folded.text.slice(start, end);
      expect(again.includes(inner)).toBe(true);
    },
  );

  test.prop([anyText], { numRuns: 2000 })('is idempotent and grows at most sixfold', (text) => {
    const once = fold(text);
    expect(once.units.length).toBeLessThanOrEqual(text.length * 6);
    expect(foldText(once.text)).toBe(once.text);
  });

  /** Long and short, with ordinary text around: the quick way and the careful one have to meet. */
  const mixedText = fc
    .array(
      fc.oneof(
        anyText,
        fc.constantFrom('运动鞋', 'Nike 2026', '𝓝', '🔥', '\u200b', '㍍', '\ud83d', '\ufeff'),
      ),
      {
        maxLength: 12,
      },
    )
    .map((parts) => parts.join(''));
  test.prop([mixedText], { numRuns: 3000 })(
    'is the folds of the characters one after the other, each at its place',
    (text) => {
      const folded = fold(text);
      let spelt = '';
      const places: number[] = [];
      let at = 0;
      for (const char of text) {
        const piece = foldText(char);
        spelt += piece;
        for (let i = 0; i < piece.length; i++) places.push(at);
        at += char.length;
      }
      expect(folded.text).toBe(spelt);
      expect(String.fromCharCode(...folded.units)).toBe(spelt);
      expect([...folded.offsets]).toEqual([...places, text.length]);
    },
  );

  it('keeps earlier results when later texts are folded', () => {
    const texts = Array.from(
      { length: 3000 },
      (_, i) => `ＮＩＫＥ${i}${i % 3 === 0 ? '🔥\u200b' : ''}${'鞋'.repeat(i % 90)}`,
    );
    const folds = texts.map(fold);
    for (const [i, one] of folds.entries()) {
      expect(one.text).toBe(`nike${i}${i % 3 === 0 ? '🔥' : ''}${'鞋'.repeat(i % 90)}`);
      expect(one.offsets.at(-1)).toBe(texts[i]?.length);
    }
  });

  it('never splits a source character', () => {
    const folded = fold('x𝓝㍍\u0301y');
    const at = folded.text.indexOf('メ');
    const span = sourceSpan(folded, at + 1, at + 2);
    expect('x𝓝㍍\u0301y'.slice(span.start, span.end)).toBe('㍍\u0301');
  });

  it('stays bounded on marks and long ligatures', () => {
    expect(fold('\u0316\u0301'.repeat(25_000)).units.length).toBe(0);
    expect(fold('\ufdfa'.repeat(20_000)).units.length).toBe(20_000);
  });
});
