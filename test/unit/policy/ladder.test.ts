import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { addWorkingDays, dayInChina, isWorkingDay } from '../../../models/policy/clock.ts';
import { compilePolicy } from '../../../models/policy/compile.ts';
import { standing, violationsOf } from '../../../models/policy/ladder.ts';
import { Policy } from '../../../models/policy/table.ts';
import { Terms } from '../../../models/terms.ts';
import type { Severity, Verdict } from '../../../models/verdict.ts';
import type { Violation } from '../../../models/violation.ts';

const policy = compilePolicy(
  Policy.parse(JSON.parse(readFileSync('knowledge/policy.json', 'utf8'))),
  '2026-11-22',
);
const { calendar } = Terms.parse(JSON.parse(readFileSync('knowledge/terms.json', 'utf8')));
const NOW = '2026-11-22T08:00:00.000Z';
const both = { zh: '某事', en: 'something' };

function verdict(severity: Severity, ruleId: string, outcome: Verdict['verdict'] = 'intercept'): Verdict {
  const reason = {
    ruleId,
    ruleVersion: 1,
    check: 'credential' as const,
    code: 'credential.x',
    outcome,
    severity,
    strength: 1,
    statement: both,
    law: [],
    evidence: [],
    remedy: both,
  };
  return {
    verdict: outcome,
    policyVersion: 'p',
    knowledge: 'k',
    reasons: [reason],
    checks: {},
    explanation: { kind: 'policy', id: 'p', value: outcome, says: '' },
  };
}
const propose = (v: Verdict, records: Violation[] = [], now = NOW) =>
  violationsOf(v, 'M-1', 'L-1.1.0', records, policy, calendar, now);
const recorded = (v: ReturnType<typeof propose>[number], changes: Partial<Violation> = {}): Violation => ({
  ...v,
  screenings: [v.screening],
  ...changes,
});

describe('the ladder', () => {
  it('answers a first minor violation with a warning, time to correct and no points', () => {
    expect(propose(verdict('minor', 'CR-001'))).toMatchObject([
      { notice: 'warning', state: 'notified', points: 0, correctBy: expect.any(String) },
    ]);
  });

  it('gives points for the second minor one, on another day', () => {
    const [first] = propose(verdict('minor', 'CR-001'), [], '2026-11-10T08:00:00Z');
    if (!first) throw new Error('no first violation');
    expect(propose(verdict('minor', 'CR-001'), [recorded(first)])).toMatchObject([
      { notice: 'penalty', points: 1 },
    ]);
  });

  it('lets a serious one take effect at once, and never records a review or a reminder', () => {
    expect(propose(verdict('serious', 'CR-009'))).toMatchObject([
      { notice: 'penalty', state: 'effective', points: 6 },
    ]);
    expect(propose(verdict('serious', 'CR-009', 'review'))).toEqual([]);
    expect(propose(verdict('minor', 'CR-001', 'remind'))).toEqual([]);
  });

  it('keeps one record for one merchant, rule and day', () => {
    const [a] = propose(verdict('minor', 'CR-001'));
    const [b] = propose(verdict('minor', 'CR-001'));
    expect(a?.key).toBe(b?.key);
    expect(a?.key).toBe('M-1#CR-001#2026-11-22');
  });

  it('recomputes the balance: expired points and expunged records weigh nothing, and the next threshold is told', () => {
    const [serious] = propose(verdict('serious', 'CR-009'));
    if (!serious) throw new Error('no violation');
    expect(standing([recorded(serious)], policy, NOW)).toMatchObject({
      points: 6,
      measure: 'listing-removal',
      next: { points: 12 },
    });
    expect(standing([recorded(serious, { state: 'expunged' })], policy, NOW)).toMatchObject({
      points: 0,
      measure: undefined,
    });
    expect(standing([recorded(serious)], policy, '2028-01-01T00:00:00Z').points).toBe(0);
  });
});

describe('Chinese working days', () => {
  it('knows holidays and the working days that make up for them', () => {
    expect(isWorkingDay('2026-10-01', calendar)).toBe(false);
    expect(isWorkingDay('2026-10-10', calendar)).toBe(true);
    expect(isWorkingDay('2026-11-22', calendar)).toBe(false);
    expect(isWorkingDay('2026-11-23', calendar)).toBe(true);
  });

  it('counts from the day after and ends with the day in China', () => {
    // Friday evening in China: three working days end on Wednesday.
    expect(addWorkingDays('2026-11-20T12:00:00Z', 3, calendar)).toBe('2026-11-25T15:59:59.000Z');
    // Across the National Day week: 30 September + 2 working days.
    expect(addWorkingDays('2026-09-30T01:00:00Z', 2, calendar)).toBe('2026-10-09T15:59:59.000Z');
    expect(dayInChina('2026-11-22T16:30:00Z')).toBe('2026-11-23');
  });
});
