import { caseFor } from '../../models/case-build.ts';
import { AdjudicateMessage } from '../../models/messages.ts';
import type { CompiledPolicy } from '../../models/policy/compile.ts';
import { evaluate } from '../../models/policy/evaluate.ts';
import { standing, violationsOf } from '../../models/policy/ladder.ts';
import { screeningId } from '../../models/screening.ts';
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

/** Findings to the one verdict, with all that follows from it, in one transaction. Repeats change nothing. */
export async function adjudicate(
  body: unknown,
  deps: AdjudicateDependencies,
): Promise<VerdictName | 'early' | 'already' | 'deferred'> {
  const { key } = AdjudicateMessage.parse(body);
  const screening = await deps.records.screening(key);
  if (!screening) throw new Error(`no screening ${screeningId(key)}`);
  if (screening.state === 'judged') return 'already';
  if (screening.pending.length > 0) return 'early';

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
    screeningId(key),
    records,
    policy,
    set.terms.calendar,
    now,
  );
  const item =
    verdict.verdict === 'review' ? caseFor(screening, verdict, merchant, set.terms.calendar, now) : undefined;
  const written = await deps.records.conclude({
    key: screening,
    verdict,
    judgedAt: now,
    violations,
    ...(item ? { case: item } : {}),
    event: {
      type: 'listing.judged',
      eventId: `${screeningId(key)}.judged`,
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
  return written ? verdict.verdict : 'already';
}
