import type { Severity, Verdict } from '../verdict.ts';
import { type Violation, violationKey } from '../violation.ts';
import { addWorkingDays, type Calendar, dayInChina, plusDays } from './clock.ts';
import type { CompiledPolicy } from './compile.ts';

/** A merchant's standing, derived from the records; nothing is counted up in place. */
export type Standing = {
  points: number;
  priorMinor: number;
  priorSerious: number;
  /** The highest threshold crossed, and the next one. */
  measure: string | undefined;
  next: { points: number; measure: string } | undefined;
};

/** Standing at `now` (ISO time): expired, expunged and corrected records weigh nothing. */
export function standing(records: Violation[], compiled: CompiledPolicy, now: string): Standing {
  const live = records.filter((r) => r.state !== 'expunged' && r.state !== 'expired');
  const points = live
    .filter((r) => r.state === 'effective' || r.notice === 'penalty')
    .filter((r) => r.pointsExpireAt === undefined || r.pointsExpireAt > now)
    .reduce((sum, r) => sum + r.points, 0);
  const { thresholds } = compiled.policy.ladder;
  return {
    points,
    priorMinor: live.filter((r) => r.severity === 'minor').length,
    priorSerious: live.filter((r) => r.severity !== 'minor').length,
    measure: thresholds.filter((t) => t.points <= points).at(-1)?.measure,
    next: thresholds.find((t) => t.points > points),
  };
}

export type ProposedViolation = Omit<Violation, 'screenings'> & { screening: string };

/**
 * Violations that follow from an interception. The first minor one is a warning with time to correct and no
 * points (governance §4); serious ones take effect at once. Only rules that put breaches on record count.
 */
export function violationsOf(
  verdict: Verdict,
  merchantId: string,
  screening: string,
  records: Violation[],
  compiled: CompiledPolicy,
  calendar: Calendar,
  now: string,
): ProposedViolation[] {
  if (verdict.verdict !== 'intercept') return [];
  const day = dayInChina(now);
  const rules = new Map(compiled.policy.rules.map((r) => [r.id, r]));
  const firstMinor = !records.some(
    (r) => r.state !== 'expunged' && !(r.day === day && r.notice === 'warning'),
  );
  const proposed = new Map<string, ProposedViolation>();
  for (const reason of verdict.reasons) {
    const rule = rules.get(reason.ruleId);
    if (reason.outcome !== 'intercept' || !rule?.violation) continue;
    const key = violationKey(merchantId, reason.ruleId, day);
    if (proposed.has(key) || isOnRecord(reason.ruleId, screening, records)) continue;
    const warning = reason.severity === 'minor' && firstMinor;
    proposed.set(key, {
      key,
      merchantId,
      ruleId: reason.ruleId,
      ruleVersion: reason.ruleVersion,
      code: reason.code,
      severity: reason.severity,
      day,
      detectedAt: now,
      screening,
      statement: reason.statement,
      ...(warning
        ? {
            state: 'notified',
            notice: 'warning',
            points: 0,
            correctBy: correctBy(reason.check, compiled, calendar, now),
          }
        : { state: 'effective', notice: 'penalty', ...pointsFor(reason.severity, compiled, now) }),
    });
  }
  return [...proposed.values()];
}

/** A listing screened again is not charged again with what stands on record for the same revision: nobody pays twice. */
function isOnRecord(ruleId: string, screening: string, records: Violation[]): boolean {
  const revision = screening.slice(0, screening.lastIndexOf('.') + 1);
  return records.some(
    (record) =>
      record.ruleId === ruleId &&
      record.screenings.some((one) => one !== screening && one.startsWith(revision)),
  );
}

function correctBy(check: string, compiled: CompiledPolicy, calendar: Calendar, now: string): string {
  const { ladder } = compiled.policy;
  const documents = check === 'credential' || check === 'brand-qualification';
  return addWorkingDays(
    now,
    documents ? ladder.documentCorrectionWorkingDays : ladder.correctionWorkingDays,
    calendar,
  );
}

function pointsFor(severity: Severity, compiled: CompiledPolicy, now: string) {
  const { points, pointsExpireDays } = compiled.policy.ladder;
  return { points: points[severity], pointsExpireAt: plusDays(now, pointsExpireDays[severity]) };
}
