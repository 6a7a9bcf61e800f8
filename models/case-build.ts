import type { Case } from './case.ts';
import { addWorkingDays, type Calendar } from './policy/clock.ts';
import type { Standing } from './policy/ladder.ts';
import { type Screening, screeningId } from './screening.ts';
import { SEVERITIES, type Severity, type Verdict } from './verdict.ts';

/** Working days a case may wait, by severity (our policy default, governance §1-2). */
const DUE_WORKING_DAYS: Record<Severity, number> = { grave: 1, serious: 2, minor: 3 };

/** The case a `review` verdict opens, with the parts of its priority kept so that a reviewer sees why it came first. */
export function caseFor(
  screening: Screening,
  verdict: Verdict,
  merchant: Standing,
  calendar: Calendar,
  now: string,
): Case {
  const held = verdict.reasons.filter((reason) => reason.outcome === 'review');
  const top = held[0] ?? verdict.reasons[0];
  const severity = held.reduce<Severity>(
    (worst, r) => (SEVERITIES.indexOf(r.severity) > SEVERITIES.indexOf(worst) ? r.severity : worst),
    'minor',
  );
  const weights = {
    severity: SEVERITIES.indexOf(severity) * 10,
    strength: Math.max(0, ...held.map((reason) => reason.strength)) * 5,
    findings: Math.min(held.length, 5),
    merchant: Math.min(merchant.priorSerious * 2 + merchant.priorMinor, 5),
    complaint: screening.origin === 'complaint' ? 10 : 0,
  };
  return {
    caseId: screeningId(screening),
    listingId: screening.listingId,
    merchantId: screening.merchantId,
    revision: screening.revision,
    run: screening.run,
    title: screening.title,
    queue: top?.check ?? 'listing-integrity',
    severity,
    priority: Object.values(weights).reduce((sum, weight) => sum + weight, 0),
    weights,
    summary: top?.statement ?? { zh: '待人工审核', en: 'Held for review' },
    state: 'open',
    openedAt: now,
    dueAt: addWorkingDays(now, DUE_WORKING_DAYS[severity], calendar),
  };
}
