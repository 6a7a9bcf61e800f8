import type { Case } from '../../../models/case.ts';
import type { CheckName } from '../../../models/check-name.ts';
import type { ListingEvent } from '../../../models/event.ts';
import type { CheckResult } from '../../../models/finding.ts';
import type { ProposedViolation } from '../../../models/policy/ladder.ts';
import type { Refusal } from '../../../models/refusal.ts';
import type { Rejection, Screening, ScreeningKey } from '../../../models/screening.ts';
import type { Verdict } from '../../../models/verdict.ts';
import type { Violation } from '../../../models/violation.ts';

/** What one verdict writes, all or nothing. */
export type Conclusion = {
  /** As it was read: when its pending set or attempt is another meanwhile, nothing is written. */
  screening: Screening;
  /** Results that arrived with the last messages and are not stored yet. */
  results: CheckResult[];
  verdict: Verdict;
  judgedAt: string;
  violations: ProposedViolation[];
  case?: Case;
  event: ListingEvent;
};

/** How a screening stands after results were to be stored; `stored` is false when some were not awaited any more. */
export type Left = { stored: boolean; screening: Screening };

/** The record of everything; every method is idempotent by natural key. */
export type Records = {
  /** Stores a screening unless one stands under its key; answers the one that stands. */
  open(screening: Screening, dueAt: string): Promise<{ created: boolean; screening: Screening }>;
  screening(key: Pick<ScreeningKey, 'listingId' | 'revision' | 'run'>): Promise<Screening | undefined>;
  /** Several at once, in the order asked. */
  screenings(keys: readonly ScreeningKey[]): Promise<(Screening | undefined)[]>;
  /** Newest judged screening of the newest revision, the current verdict; below a revision when asked. */
  latestJudged(listingId: string, belowRevision?: number): Promise<Screening | undefined>;
  /**
   * Stores results, which leave the pending set, in one conditional update; changes nothing when one of them is not
   * pending in this attempt.
   */
  leave(key: ScreeningKey, attempt: number, results: readonly CheckResult[]): Promise<Left>;
  /** Puts a verdict off: the checks are pending again until `dueAt`. False when that was done, or judged, meanwhile. */
  defer(key: ScreeningKey, checks: CheckName[], attempt: number, dueAt: string): Promise<boolean>;
  /** Last results, verdict, violations, case and outbox in one transaction; false when the screening is not as it was read. */
  conclude(conclusion: Conclusion): Promise<boolean>;
  /** For each screening whether its verdict stands. */
  judged(keys: readonly Pick<ScreeningKey, 'listingId' | 'revision' | 'run'>[]): Promise<boolean[]>;
  /** A refused upload with its event; false when stored before. */
  reject(rejection: Rejection, event: ListingEvent): Promise<boolean>;
  rejections(listingId: string): Promise<Rejection[]>;
  violations(merchantId: string): Promise<Violation[]>;
  /** Titles a merchant was refused in a span of ISO time (the end excluded), newest first. */
  refusals(merchantId: string, since: string, before: string, limit: number): Promise<Refusal[]>;
  /** Screenings of one shard due before `now`, oldest first. */
  overdue(shard: number, now: string, limit: number): Promise<ScreeningKey[]>;
  /** Puts off the next look at an unfinished screening; false when it is judged. */
  postpone(key: ScreeningKey, dueAt: string): Promise<boolean>;
  /** Of these revisions, the ones nothing is known of: neither screening nor rejection. */
  unknownRevisions(
    refs: { listingId: string; revision: number }[],
  ): Promise<{ listingId: string; revision: number }[]>;
  /** Open cases of a queue, largest priority first. */
  cases(queue: string, limit: number): Promise<Case[]>;
};
