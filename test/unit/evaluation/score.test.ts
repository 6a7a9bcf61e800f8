import { describe, expect, it } from 'vitest';
import { seeded } from '../../../models/goods/model/random.ts';
import { lineOf } from '../../../tools/evaluate/report.ts';
import { filled, hidden, OFFENCES } from '../../../tools/evaluate/sayings.ts';
import { Tally, wilson } from '../../../tools/evaluate/score.ts';
import { innocentTitles } from '../../../tools/evaluate/titles.ts';

describe('the evaluation', () => {
  it("gives Wilson's intervals", () => {
    // Worked example: 8 of 10 at 95 %.
    expect(wilson(8, 10).map((value) => Number(value.toFixed(4)))).toEqual([0.4902, 0.9433]);
    expect(wilson(0, 0)).toEqual([0, 1]);
    expect(wilson(10, 10)[1]).toBeCloseTo(1, 9);
  });

  it('counts found, missed and wrong, and explains each error', () => {
    const tally = new Tally('trial');
    tally.compare(
      'a title',
      ['right', 'other'],
      [
        { label: 'right', because: 'r' },
        { label: 'false', because: 'f' },
      ],
      'c',
    );
    expect(tally.score).toEqual({ inputs: 1, found: 1, wanted: 2, wrong: 1 });
    expect(tally.misses).toEqual([
      { kind: 'missed', expected: 'other', seen: 'right false', input: 'a title', why: 'r; f; c' },
      { kind: 'wrong', expected: 'right other', seen: 'false', input: 'a title', why: 'f' },
    ]);
    const line = lineOf(tally);
    expect([line.precision, line.recall, line.holds]).toEqual([0.5, 0.5, false]);
  });

  it('makes the same sets from the same seed and others from another', () => {
    expect(innocentTitles(50, 7)).toEqual(innocentTitles(50, 7));
    expect(innocentTitles(50, 7)).not.toEqual(innocentTitles(50, 8));
  });

  it('fills every slot of every saying', () => {
    const random = seeded(5);
    for (const says of OFFENCES.flatMap((saying) => saying.says))
      expect(filled(says, random)).not.toMatch(/[{}|]/);
    expect(hidden('第一品牌', random)).not.toBe('第一品牌');
  });
});
