import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import {
  compareDates,
  compareNames,
  compareNumbers,
  isConfident,
  strengthOf,
} from '../../../models/checks/certificate-compare.ts';
import { field } from './support.ts';

describe('a printed value against an expected one', () => {
  it('levels widths, brackets, spaces and ordinals', () => {
    expect(compareNumbers('国妆网备进字（沪）2025002277', '国妆网备进字(沪) 2025002277')).toBe('same');
    expect(compareNumbers('第99010001号', '99010001')).toBe('same');
    expect(compareNumbers('SC10133010600313', 'sc10133010600313')).toBe('same');
  });

  it('takes one swap of look-alikes, one Chinese character or one lost character for a misreading', () => {
    expect(compareNumbers('粤G妆网备字2O26900401', '粤G妆网备字2026900401')).toBe('slip');
    expect(compareNumbers('奥G妆网备字2026900401', '粤G妆网备字2026900401')).toBe('slip');
    expect(compareNumbers('者G枚网备字2026900401', '粤G妆网备字2026900401')).toBe('slip');
    expect(compareNumbers('粤G妆网备字202690041', '粤G妆网备字2026900401')).toBe('slip');
    expect(compareNumbers('粤G妆网备字2026900486', '粤G妆网备字2026900411')).toBe('different');
    expect(compareNumbers('粤G妆网备字2026900421', '粤G妆网备字2026900451')).toBe('different');
  });

  it('takes a cut-off name or a misread character for a slip, another firm for another', () => {
    expect(compareNames('示例澄心化妆品有限公司', '示例澄心化妆品有限公司')).toBe('same');
    expect(compareNames('示例澄心化妆品有限公', '示例澄心化妆品有限公司')).toBe('slip');
    expect(compareNames('示例澄必化妆品有限公司', '示例澄心化妆品有限公司')).toBe('slip');
    expect(compareNames('示例辰光化妆品有限公司', '示例澄心化妆品有限公司')).toBe('different');
    expect(compareNames('示例辰光医疗器械有限公司', '示例澄心化妆品有限公司')).toBe('different');
  });

  it('compares days', () => {
    expect(compareDates('2029-08-01', '2029-08-01')).toBe('same');
    expect(compareDates('2029-03-01', '2029-08-01')).toBe('slip');
    expect(compareDates('2027-01-15', '2029-08-01')).toBe('different');
  });

  test.prop([fc.stringMatching(/^[0-9A-Z粤国妆械]{8,20}$/), fc.stringMatching(/^[0-9A-Z粤国妆械]{8,20}$/)])(
    'is the same either way round, and every number is itself',
    (a, b) => {
      expect(compareNumbers(a, a)).toBe('same');
      if (a.length === b.length) expect(compareNumbers(a, b)).toBe(compareNumbers(b, a));
    },
  );

  test.prop([fc.double({ min: 0, max: 1, noNaN: true }), fc.integer({ min: 1, max: 4 }), fc.boolean()])(
    'no reading contradicts unless it is confident, and none more strongly than it was read',
    (confidence, passes, sure) => {
      const read = field('x', { confidence, passes, sure });
      if (isConfident(read)) expect(confidence).toBeGreaterThanOrEqual(0.85);
      expect(strengthOf(read)).toBeLessThanOrEqual(0.95);
      expect(strengthOf(read)).toBeGreaterThanOrEqual(0.7);
    },
  );
});
