import { CHECK_NAMES, type CheckName } from '../check-name.ts';
import type { CheckResult, Finding } from '../finding.ts';
import { type ExplanationNode, type Reason, type Verdict, type VerdictName, worst } from '../verdict.ts';
import type { CompiledPolicy, CompiledRule, Truth } from './compile.ts';
import type { Facts } from './table.ts';

/** What the policy may know beyond the findings. A fact left out is unknown, not false. */
export type ScreeningFacts = Omit<Facts, 'code' | 'strength'>;

/**
 * Findings to a verdict, with the whole explanation. Pure and total: a finding no rule speaks of, a check
 * without an answer and a condition that cannot be known all have declared consequences.
 */
export function evaluate(
  compiled: CompiledPolicy,
  results: Partial<Record<CheckName, CheckResult>>,
  context: ScreeningFacts,
  knowledge: string,
): Verdict {
  const { policy } = compiled;
  const reasons: Reason[] = [];
  const checks: Verdict['checks'] = {};
  const children: ExplanationNode[] = [];
  let verdict: VerdictName = 'pass';
  for (const name of CHECK_NAMES) {
    const result = results[name];
    if (!result) continue;
    checks[name] = {
      state: result.state,
      ...(result.reusedFrom === undefined ? {} : { reusedFrom: result.reusedFrom }),
    };
    const nodes: ExplanationNode[] = [];
    let outcome: VerdictName = 'pass';
    if (result.state === 'unknown' || result.state === 'errored') {
      outcome = result.state === 'errored' ? policy.errored : policy.unknown[name];
      reasons.push(missingAnswer(name, result, outcome));
      nodes.push({
        kind: 'condition',
        id: `${name}.${result.state}`,
        value: 'unknown',
        says: (result.missing ?? []).join('; '),
      });
    }
    for (const finding of result.findings) {
      const judged = judge(compiled, finding, context);
      outcome = worst(outcome, judged.outcome);
      nodes.push(...judged.nodes);
      reasons.push(...judged.reasons);
    }
    verdict = worst(verdict, outcome);
    children.push({ kind: 'check', id: name, value: outcome, says: result.state, children: nodes });
  }
  reasons.sort((a, b) => rank(b) - rank(a));
  return {
    verdict,
    policyVersion: policy.version,
    knowledge,
    reasons,
    checks,
    explanation: {
      kind: 'policy',
      id: policy.version,
      value: verdict,
      says: `${reasons.length} reasons`,
      children,
    },
  };
}

const ORDER: Record<VerdictName, number> = { pass: 0, remind: 1, review: 2, intercept: 3 };
const rank = (reason: Reason) => ORDER[reason.outcome] * 10 + reason.strength;

type Judged = { outcome: VerdictName; nodes: ExplanationNode[]; reasons: Reason[] };

function judge(compiled: CompiledPolicy, finding: Finding, context: ScreeningFacts): Judged {
  const facts: Facts = { ...context, code: finding.code, strength: finding.strength };
  const judged: Judged = { outcome: 'pass', nodes: [], reasons: [] };
  const rules = compiled.byCode.get(finding.code) ?? [];
  for (const rule of rules) {
    const value = rule.all(facts);
    const outcome = outcomeOf(rule, value, finding.strength);
    judged.nodes.push(explain(rule, facts, value, outcome));
    if (outcome === 'pass') continue;
    judged.outcome = worst(judged.outcome, outcome);
    judged.reasons.push(reasonFrom(rule, finding, outcome));
  }
  if (rules.length === 0) {
    judged.outcome = compiled.policy.unmatched;
    judged.nodes.push({ kind: 'rule', id: 'unmatched', value: judged.outcome, says: finding.code });
    judged.reasons.push({
      ...common(finding),
      ruleId: 'unmatched',
      ruleVersion: 0,
      outcome: judged.outcome,
      severity: 'minor',
      law: [],
    });
  }
  return judged;
}

/** A rule that cannot be decided for want of a fact asks for a person; it neither fires nor rests. */
function outcomeOf(rule: CompiledRule, value: Truth, strength: number): VerdictName {
  if (value === false) return 'pass';
  const band = rule.rule.bands.find((b) => strength >= b.atLeast);
  if (!band) return 'pass';
  return value === undefined && band.outcome === 'intercept' ? 'review' : band.outcome;
}

function explain(rule: CompiledRule, facts: Facts, value: Truth, outcome: VerdictName): ExplanationNode {
  return {
    kind: 'rule',
    id: `${rule.rule.id}@${rule.rule.version}`,
    value: outcome,
    says: `${facts.code} ${facts.strength} ${truthName(value)}`,
    children: rule.tests.map(({ condition, test }) => ({
      kind: 'condition',
      id: `${condition.fact} ${condition.op}`,
      value: truthName(test(facts)),
      says: `${JSON.stringify(facts[condition.fact] ?? null)} ${condition.op} ${JSON.stringify(condition.value)}`,
    })),
  };
}

function truthName(value: Truth): 'true' | 'false' | 'unknown' {
  return value === undefined ? 'unknown' : value ? 'true' : 'false';
}

function common(finding: Finding) {
  return {
    check: finding.check,
    code: finding.code,
    strength: finding.strength,
    statement: finding.message,
    evidence: finding.evidence,
    remedy: finding.remedy,
  };
}

function reasonFrom({ rule }: CompiledRule, finding: Finding, outcome: VerdictName): Reason {
  return {
    ...common(finding),
    ruleId: rule.id,
    ruleVersion: rule.version,
    outcome,
    severity: rule.severity,
    law: finding.law ?? rule.law,
  };
}

function missingAnswer(check: CheckName, result: CheckResult, outcome: VerdictName): Reason {
  const missing = (result.missing ?? []).join('、');
  const errored = result.state === 'errored';
  return {
    ruleId: errored ? 'errored' : 'unknown',
    ruleVersion: 1,
    check,
    code: errored ? 'screening.check-errored' : 'screening.answer-missing',
    outcome,
    severity: 'minor',
    strength: 1,
    statement: errored
      ? {
          zh: `检查未能完成（${missing}），转人工。`,
          en: `The check could not finish (${missing}); held for a person.`,
        }
      : {
          zh: `外部答复暂缺（${missing}），恢复后自动复核。`,
          en: `An outside answer is missing (${missing}); it is asked again once available.`,
        },
    law: [],
    evidence: [],
    remedy: { zh: '无需商家操作。', en: 'Nothing to do for the merchant.' },
  };
}
