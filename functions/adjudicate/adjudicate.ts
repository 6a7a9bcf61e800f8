import { caseFor } from '../../models/case-build.ts';
import type { CheckResult } from '../../models/finding.ts';
import type { CompiledPolicy } from '../../models/policy/compile.ts';
import { evaluate } from '../../models/policy/evaluate.ts';
import { standing, violationsOf } from '../../models/policy/ladder.ts';
import { type Screening, screeningId } from '../../models/screening.ts';
import type { VerdictName } from '../../models/verdict.ts';
import { after, type Clock } from '../shared/clock.ts';
import type { KnowledgeStore } from '../shared/knowledge-store.ts';
import type { Records } from '../shared/records/port.ts';

export type AdjudicateDependencies = {
  records: Records;
  knowledge: KnowledgeStore<'policy' | 'terms'>;
  /** Today's compiled policy; compiling is cached by policy and day. */
  compiled(policy: CompiledPolicy['policy'], today: string): CompiledPolicy;
  clock: Clock;
};

/** `changed`: the screening is not as it was read, and nothing was written. */
export type Adjudicated = VerdictName | 'deferred' | 'changed';

/**
 * Findings to the one verdict, with all that follows from it, in one transaction that stores the last results, too.
 * `arrived` are the results of everything the screening still awaits. Repeats change nothing.
 */
export async function adjudicate(
  read: Screening,
  arrived: CheckResult[],
  deps: AdjudicateDependencies,
): Promise<Adjudicated> {
  const byCheck = Object.fromEntries(arrived.map((result) => [result.check, result]));
  const screening: Screening = { ...read, results: { ...read.results, ...byCheck } };
  const { set, id } = await deps.knowledge.get();
  const now = deps.clock.now();
  const policy = deps.compiled(set.policy, now.slice(0, 10));
  const waiting = Object.values(screening.results).filter(
    (result) => result.state === 'unknown' && result.retryable,
  );
  const wait = policy.policy.deferrals[screening.deferrals];
  if (waiting.length > 0 && wait !== undefined) {
    // The answer is only late: the overdue sweep asks again when it is due. Nothing passes meanwhile.
    const checks = waiting.map((result) => result.check);
    if (arrived.length > 0) {
      const left = await deps.records.leave(read, read.deferrals, arrived);
      if (!left.stored) return 'changed';
    }
    await deps.records.defer(screening, checks, screening.deferrals + 1, after(now, wait * 60));
    return 'deferred';
  }
  // A listing nobody has anything to say of costs no look at the merchant's record.
  const anything = Object.values(screening.results).some((result) => result.state !== 'clear');
  const records = anything ? await deps.records.violations(screening.merchantId) : [];
  const merchant = standing(records, policy, now);
  const verdict = evaluate(
    policy,
    screening.results,
    {
      category: screening.categoryCode,
      origin: screening.origin,
      priorMinor: merchant.priorMinor,
      priorSerious: merchant.priorSerious,
    },
    id,
  );
  const violations = violationsOf(
    verdict,
    screening.merchantId,
    screeningId(screening),
    records,
    policy,
    set.terms.calendar,
    now,
  );
  const item =
    verdict.verdict === 'review' ? caseFor(screening, verdict, merchant, set.terms.calendar, now) : undefined;
  const written = await deps.records.conclude({
    screening: read,
    results: arrived,
    verdict,
    judgedAt: now,
    violations,
    ...(item ? { case: item } : {}),
    event: {
      type: 'listing.judged',
      eventId: `${screeningId(screening)}.judged`,
      at: now,
      listingId: screening.listingId,
      merchantId: screening.merchantId,
      revision: screening.revision,
      run: screening.run,
      origin: screening.origin,
      verdict: verdict.verdict,
      policyVersion: verdict.policyVersion,
      reasons: verdict.reasons.map(({ ruleId, code, outcome, statement, remedy }) => ({
        ruleId,
        code,
        outcome,
        statement,
        remedy,
      })),
      ...(item ? { caseId: item.caseId } : {}),
      violations: violations.map((violation) => violation.key),
    },
  });
  return written ? verdict.verdict : 'changed';
}
