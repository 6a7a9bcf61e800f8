import DataLoader from 'dataloader';
import type { CheckResult } from '../../models/finding.ts';
import type { AdjudicateMessage } from '../../models/messages.ts';
import { type Screening, type ScreeningKey, screeningId } from '../../models/screening.ts';
import { gather } from '../shared/gather.ts';
import type { Objects } from '../shared/objects.ts';
import type { Records } from '../shared/records/port.ts';
import { resultOf } from '../shared/result-message.ts';
import type { Adjudicated } from './adjudicate.ts';

export type JoinDependencies = {
  records: Records;
  objects: Objects;
  /** The verdict of a screening whose last results have arrived; `changed` when it is not as it was read any more. */
  adjudicate(screening: Screening, arrived: CheckResult[]): Promise<Adjudicated>;
};

/** `waiting`: results were stored, others are still out. `stale`: none of them is awaited any more. */
export type Joined = Exclude<Adjudicated, 'changed'> | 'waiting' | 'stale' | 'already';

type Arrival = { key: ScreeningKey; attempt?: number; result?: CheckResult };

/** Another function may store results of the same screening at the same time; it cannot do so more often than this. */
const MOST_TRIES = 8;

/**
 * Joins the results of a screening's checks. What one batch brings of a screening is handled together, so in the common case
 * six results and the verdict are one write; what arrives in another batch is stored, and whoever brings the last result
 * concludes. Every way through may be repeated or broken off after any write (docs/adr/0012).
 */
export function join(deps: JoinDependencies): (message: AdjudicateMessage) => Promise<Joined> {
  const together = new DataLoader<Arrival, Joined, Arrival>((batch) => joinAll(batch, deps), {
    cache: false,
    batchScheduleFn: gather,
  });
  return async (message) => {
    const result = await resultOf(message, deps.objects);
    return together.load({ ...message, ...(result ? { result } : {}) });
  };
}

async function joinAll(batch: readonly Arrival[], deps: JoinDependencies): Promise<(Joined | Error)[]> {
  const groups = Map.groupBy(batch, ({ key }) => screeningId(key));
  const keys = [...groups.values()].flatMap(([first]) => (first ? [first.key] : []));
  const screenings = await deps.records.screenings(keys);
  const outcomes = new Map<string, Joined | Error>();
  await Promise.all(
    [...groups].map(async ([id, arrivals], i) => {
      const outcome = await settle(id, screenings[i], arrivals, deps).catch(asError);
      outcomes.set(id, outcome);
    }),
  );
  return batch.map(
    ({ key }) => outcomes.get(screeningId(key)) ?? new Error(`no outcome of ${screeningId(key)}`),
  );
}

async function settle(
  id: string,
  read: Screening | undefined,
  arrivals: readonly Arrival[],
  { records, adjudicate }: JoinDependencies,
): Promise<Joined> {
  let screening = read;
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    if (!screening) throw new Error(`no screening ${id}`);
    if (screening.state === 'judged') return 'already';
    const results = awaited(screening, arrivals);
    if (results.length < screening.pending.length) {
      if (results.length === 0) return 'stale';
      const left = await records.leave(screening, screening.deferrals, results);
      if (left.stored && left.screening.pending.length > 0) return 'waiting';
      screening = left.screening;
    } else {
      const outcome = await adjudicate(screening, results);
      if (outcome !== 'changed') return outcome;
      screening = await records.screening(screening);
    }
  }
  throw new Error(`${id} was changed by others ${MOST_TRIES} times while its results were joined`);
}

/** Of what arrived, one result for each check that is pending in this attempt: a message may come twice, or late. */
function awaited({ pending, deferrals }: Screening, arrivals: readonly Arrival[]): CheckResult[] {
  return pending.flatMap((check) => {
    const arrival = arrivals.find(({ attempt, result }) => result?.check === check && attempt === deferrals);
    return arrival?.result ? [arrival.result] : [];
  });
}

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
