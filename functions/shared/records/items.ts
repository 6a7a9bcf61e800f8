import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { CHECK_NAMES, type CheckName } from '../../../models/check-name.ts';
import { CheckResult } from '../../../models/finding.ts';
import { OVERDUE_SHARDS } from '../../../models/pipeline.ts';
import { Screening, type ScreeningKey } from '../../../models/screening.ts';
import { spreadOf } from '../../../models/spread.ts';
import { Verdict } from '../../../models/verdict.ts';
import { pack, unpack } from './pack.ts';

/** How records lie in the table. Nested parts are JSON strings: smaller and cheaper than attribute trees. */
export type Item = Record<string, AttributeValue>;
export const S = (value: string): AttributeValue => ({ S: value });
export const N = (value: number): AttributeValue => ({ N: String(value) });

const sixDigits = (revision: number) => String(revision).padStart(6, '0');
export const listingPk = (listingId: string) => `LST#${listingId}`;
export const merchantPk = (merchantId: string) => `MER#${merchantId}`;
export const screeningSk = (revision: number, run: string) => `SCR#${sixDigits(revision)}#${run}`;
export const rejectionSk = (revision: number, tag: string) => `REJ#${sixDigits(revision)}#${tag}`;
/** By time, so that the newest are read first; the screening tells two of one moment apart. */
export const refusalSk = (at: string, screening = '') => `REF#${at}#${screening}`;
export const casePk = (caseId: string) => `CAS#${caseId}`;
export const outboxPk = (eventId: string) => `OUT#${eventId}`;

export function screeningItemKey(key: Pick<ScreeningKey, 'listingId' | 'revision' | 'run'>): Item {
  return { pk: S(listingPk(key.listingId)), sk: S(screeningSk(key.revision, key.run)) };
}

/** `DUE#7`: spreads unfinished screenings over shards by their id. */
export const dueShard = (listingId: string): string => `DUE#${spreadOf(listingId) % OVERDUE_SHARDS}`;

const resultAttribute = (check: CheckName) => `r_${check.replaceAll('-', '_')}`;

export { resultAttribute };

/** A result without what its place or its emptiness says already: most results are `clear`, and each is written with all others. */
export function resultToAttribute({ check: _, findings, ...rest }: CheckResult): AttributeValue {
  return pack(findings.length > 0 ? { ...rest, findings } : rest);
}

export function screeningToItem(screening: Screening, dueAt: string): Item {
  const { pending, results, verdict, state, judgedAt, deferrals: _, ...head } = screening;
  const item: Item = {
    ...screeningItemKey(screening),
    state: S(state),
    head: pack(head),
    dueShard: S(dueShard(screening.listingId)),
    dueAt: S(dueAt),
  };
  if (pending.length > 0) item.pending = { SS: [...pending] };
  for (const check of CHECK_NAMES) {
    const result = results[check];
    if (result) item[resultAttribute(check)] = resultToAttribute(result);
  }
  return item;
}

export function itemToScreening(item: Item): Screening {
  const results: Partial<Record<CheckName, CheckResult>> = {};
  for (const check of CHECK_NAMES) {
    const result = unpack(item[resultAttribute(check)]);
    if (result !== undefined)
      results[check] = CheckResult.parse({ check, findings: [], ...(result as object) });
  }
  const verdict = unpack(item.verdict);
  return Screening.parse({
    ...(unpack(item.head) as object),
    state: item.state?.S,
    pending: item.pending?.SS ?? [],
    deferrals: Number(item.deferrals?.N ?? 0),
    results,
    ...(verdict === undefined ? {} : { verdict: restoreEvidence(Verdict.parse(verdict), results) }),
    ...(item.judgedAt?.S === undefined ? {} : { judgedAt: item.judgedAt.S }),
  });
}

/** Evidence lies with its finding in the same item; a verdict repeats only where it points. */
export function withoutEvidence(verdict: Verdict): Verdict {
  return { ...verdict, reasons: verdict.reasons.map((reason) => ({ ...reason, evidence: [] })) };
}

function restoreEvidence(verdict: Verdict, results: Screening['results']): Verdict {
  const evidenceOf = (reason: Verdict['reasons'][number]) =>
    results[reason.check]?.findings.find(
      (finding) => finding.code === reason.code && finding.message.zh === reason.statement.zh,
    )?.evidence ?? [];
  return {
    ...verdict,
    reasons: verdict.reasons.map((reason) => ({ ...reason, evidence: evidenceOf(reason) })),
  };
}
