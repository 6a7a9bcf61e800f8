import { describe, expect, it } from 'vitest';
import { paperFindings } from '../../../models/checks/brand-papers.ts';
import type { LifeTruth } from '../../../models/credentials/life/truth.ts';
import { terms } from './life-support.ts';

const codes = (validUntil: string, truth?: LifeTruth) =>
  paperFindings(
    '示例牌',
    { kind: 'trademark', number: '12345678', validUntil },
    0,
    terms,
    '2026-07-10',
    new Map(truth ? [['trademark#12345678', truth]] : []),
  ).map(({ code }) => code);

describe('the paper of a mark', () => {
  it('past its day is in grace for six calendar months, and over on the day after (商标法 40)', () => {
    expect(codes('2026-07-09')).toEqual(['qualification.in-grace']);
    expect(codes('2026-01-10')).toEqual(['qualification.in-grace']);
    expect(codes('2026-01-09')).toEqual(['qualification.expired']);
  });
  it('is in force when the register knows a renewal the listing does not show', () => {
    expect(
      codes('2026-01-09', { state: 'active', term: { until: '2036-01-09', source: 'registry' } }),
    ).toEqual([]);
    expect(
      codes('2036-01-09', { state: 'expired', term: { until: '2026-01-09', source: 'registry' } }),
    ).toEqual(['qualification.expired']);
  });
  it('is held when the register revoked it, whatever its date', () => {
    expect(codes('2036-01-09', { state: 'revoked' })).toEqual(['qualification.revoked']);
  });
});
