import { readFileSync } from 'node:fs';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { CHECK_NAMES, type CheckName } from '../../../models/check-name.ts';
import type { CheckResult, CheckState } from '../../../models/finding.ts';
import { compilePolicy } from '../../../models/policy/compile.ts';
import { evaluate } from '../../../models/policy/evaluate.ts';
import { Policy } from '../../../models/policy/table.ts';
import { VERDICTS, type VerdictName } from '../../../models/verdict.ts';

const policy = Policy.parse(JSON.parse(readFileSync('knowledge/policy.json', 'utf8')));
const compiled = compilePolicy(policy, '2026-11-22');
const codes = policy.rules.flatMap((rule) => rule.codes.map((code) => ({ check: rule.check, code })));
const rank = (verdict: VerdictName) => VERDICTS.indexOf(verdict);
const both = { zh: '某事', en: 'something' };

type Seen = { check: CheckName; code: string; strength: number };
function results(seen: Seen[], state?: CheckState): Partial<Record<CheckName, CheckResult>> {
  return Object.fromEntries(
    CHECK_NAMES.map((check) => {
      const findings = seen
        .filter((s) => s.check === check)
        .map((s) => ({ ...s, message: both, remedy: both, evidence: [] }));
      return [
        check,
        { check, findings, state: state ?? (findings.length > 0 ? 'found' : 'clear'), knowledge: 'k' },
      ];
    }),
  );
}
const judge = (seen: Seen[], state?: CheckState) =>
  evaluate(
    compiled,
    results(seen, state),
    { category: 'x', origin: 'upload', storeType: 'ordinary', priorMinor: 0, priorSerious: 0 },
    'k',
  );

const arbitrarySeen = fc
  .tuple(fc.constantFrom(...codes), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([code, strength]): Seen => ({ ...code, strength }));

describe('the policy', () => {
  it('passes what no check said anything of', () => {
    expect(judge([]).verdict).toBe('pass');
  });

  it.each(['unknown', 'errored'] as const)('never reads %s as fine', (state) => {
    const verdict = judge([], state);
    expect(rank(verdict.verdict)).toBeGreaterThanOrEqual(rank('review'));
    expect(verdict.reasons[0]?.code).toMatch(/answer-missing|check-errored/);
  });

  it('holds a finding that no rule speaks of for a person', () => {
    const verdict = judge([{ check: 'counterfeit', code: 'counterfeit.never-heard-of', strength: 0.1 }]);
    expect(verdict.verdict).toBe('review');
    expect(verdict.reasons[0]?.ruleId).toBe('unmatched');
  });

  test.prop([fc.array(arbitrarySeen, { maxLength: 8 }), arbitrarySeen])(
    'one more finding never makes a verdict milder',
    (seen, more) => {
      expect(rank(judge([...seen, more]).verdict)).toBeGreaterThanOrEqual(rank(judge(seen).verdict));
    },
  );

  test.prop([arbitrarySeen, fc.double({ min: 0, max: 1, noNaN: true })])(
    'a surer finding never makes a verdict milder',
    (seen, other) => {
      const [weak, strong] = [Math.min(seen.strength, other), Math.max(seen.strength, other)];
      expect(rank(judge([{ ...seen, strength: strong }]).verdict)).toBeGreaterThanOrEqual(
        rank(judge([{ ...seen, strength: weak }]).verdict),
      );
    },
  );

  test.prop([fc.array(arbitrarySeen, { maxLength: 8 })])(
    'the verdict is its strongest reason’s, and every reason is explained',
    (seen) => {
      const verdict = judge(seen);
      const strongest = verdict.reasons
        .map((reason) => rank(reason.outcome))
        .reduce((a, b) => Math.max(a, b), 0);
      expect(rank(verdict.verdict)).toBe(strongest);
      const rules = verdict.explanation.children?.flatMap((check) => check.children ?? []) ?? [];
      for (const reason of verdict.reasons)
        expect(rules.some((node) => node.id === `${reason.ruleId}@${reason.ruleVersion}`)).toBe(true);
    },
  );

  it('leaves out rules that are not in force', () => {
    const future = Policy.parse({
      ...policy,
      rules: policy.rules.map((rule) => ({ ...rule, since: '2030-01-01' })),
    });
    expect(compilePolicy(future, '2026-11-22').byCode.size).toBe(0);
  });

  it.each([
    ['a misspelt fact', { when: [{ fact: 'stregth', op: 'gte', value: 1 }] }],
    ['a value of the wrong type', { when: [{ fact: 'strength', op: 'gte', value: '1' }] }],
    ['a list where one value belongs', { when: [{ fact: 'category', op: 'eq', value: ['a'] }] }],
    [
      'bands out of order',
      {
        bands: [
          { atLeast: 0.2, outcome: 'remind' },
          { atLeast: 0.9, outcome: 'intercept' },
        ],
      },
    ],
  ])('refuses to load %s', (_, change) => {
    const [first, ...rest] = policy.rules;
    expect(Policy.safeParse({ ...policy, rules: [{ ...first, ...change }, ...rest] }).success).toBe(false);
  });

  it('refuses a table in which unknown means pass', () => {
    expect(Policy.safeParse({ ...policy, unknown: { ...policy.unknown, credential: 'pass' } }).success).toBe(
      false,
    );
  });
});
