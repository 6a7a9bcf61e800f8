import pLimit from 'p-limit';
import { documentKey } from '../../models/document-key.ts';
import { APPROVAL_ABOVE, type Scope, type Sweep, totalOf } from '../../models/stock/sweep.ts';
import type { VerdictName } from '../../models/verdict.ts';
import { after, type Clock } from '../shared/clock.ts';
import { UnavailableError } from '../shared/errors.ts';
import type { Objects } from '../shared/objects.ts';
import type { Queues } from '../shared/queues.ts';
import type { Records } from '../shared/records/port.ts';
import type { StockIndex } from '../shared/stock/stock-index.ts';
import { partKey, STEP_LATE_SECONDS } from '../shared/sweeps/order-sweep.ts';
import type { SweepStore } from '../shared/sweeps/sweep-store.ts';
import { type PlannedTarget, plan } from './plan.ts';

export type SweepDependencies = {
  store: SweepStore;
  objects: Objects;
  index: StockIndex;
  records: Records;
  queues: Queues;
  sweepQueue: string;
  rescreenQueue: string;
  clock: Clock;
};

/** Listings on their way at once: the sweep goes as fast as they are judged, never faster. */
const WINDOW = 200;
const PAUSE_SECONDS = 1;
/** A listing not judged within this is counted as unfinished, and the sweep goes on. */
const GIVE_UP_SECONDS = 900;
const together = pLimit(20);

/**
 * One step of a sweep: plan it, or count what was judged and send the next listings. A repeat of a step finds its tick
 * gone and ends; a step that dies half way is repeated whole, and sends what the screening's run makes one.
 */
export async function step(
  { sweepId, tick }: { sweepId: string; tick: number },
  deps: SweepDependencies,
): Promise<Sweep['state'] | 'stale'> {
  const sweep = await deps.store.get(sweepId);
  if (!sweep || sweep.tick !== tick) return 'stale';
  const now = deps.clock.now();
  if (sweep.state === 'ordered' && now < sweep.startAt) {
    const wait = Math.ceil((Date.parse(sweep.startAt) - Date.parse(now)) / 1000);
    await deps.queues.send(deps.sweepQueue, { sweepId, tick }, wait);
    return 'ordered';
  }
  const next = sweep.state === 'ordered' ? await planned(sweep, deps) : await moved(sweep, now, deps);
  if (!next) return sweep.state;
  const goesOn = next.state === 'running';
  const taken = await deps.store.advance(next, goesOn ? after(now, STEP_LATE_SECONDS) : undefined);
  if (!taken) return 'stale';
  if (goesOn) await deps.queues.send(deps.sweepQueue, { sweepId, tick: tick + 1 }, PAUSE_SECONDS);
  return next.state;
}

async function planned(sweep: Sweep, deps: SweepDependencies): Promise<Sweep> {
  const parts = await plan(sweep.sweepId, deps);
  const total = totalOf({ parts });
  const state = total === 0 ? 'done' : total > APPROVAL_ABOVE ? 'awaiting-approval' : 'running';
  return { ...sweep, parts, state };
}

/** Counts what was judged, then fills the window again. */
async function moved(sweep: Sweep, now: string, deps: SweepDependencies): Promise<Sweep | undefined> {
  if (sweep.state !== 'running') return undefined;
  const judged = await deps.records.judged(sweep.inFlight.map((target) => ({ ...target, run: sweep.run })));
  const waiting = sweep.inFlight.filter((_, i) => !judged[i]);
  const late = after(now, -GIVE_UP_SECONDS);
  const inFlight = waiting.filter((target) => target.sentAt > late);
  const counts = { ...sweep.counts };
  counts.screened += sweep.inFlight.length - waiting.length;
  counts.unfinished += waiting.length - inFlight.length;

  const { targets, next } = await take(sweep, WINDOW - inFlight.length, deps.objects);
  const wanted = await Promise.all(
    targets.map((target) => together(() => isWanted(target, sweep, deps.records))),
  );
  const sent = targets.filter((_, i) => wanted[i]);
  counts.skipped += targets.length - sent.length;
  await Promise.all(
    sent.map((target) =>
      deps.queues.send(deps.rescreenQueue, {
        documentKey: documentKey(target),
        run: sweep.run,
        origin: 'sweep',
      }),
    ),
  );
  const flying = [
    ...inFlight,
    ...sent.map(({ listingId, revision }) => ({ listingId, revision, sentAt: now })),
  ];
  const done = flying.length === 0 && next.part >= sweep.parts.length;
  return { ...sweep, counts, next, inFlight: flying, state: done ? 'done' : 'running' };
}

/** The next targets of the plan, from one part at a time. */
async function take(
  { sweepId, parts, next }: Sweep,
  room: number,
  objects: Objects,
): Promise<{ targets: PlannedTarget[]; next: Sweep['next'] }> {
  const length = parts[next.part];
  if (length === undefined || room <= 0) return { targets: [], next };
  const stored = await objects.get(partKey(sweepId, next.part));
  if (!stored) throw new UnavailableError(`part ${next.part} of sweep ${sweepId} is gone`);
  const all = JSON.parse(new TextDecoder().decode(stored.body)) as PlannedTarget[];
  const targets = all.slice(next.offset, next.offset + room);
  const offset = next.offset + targets.length;
  return {
    targets,
    next: offset >= length ? { part: next.part + 1, offset: 0 } : { part: next.part, offset },
  };
}

/** Verdicts a scope screens again. What waits for a person is left to that person. */
const WANTED: Record<Scope, readonly VerdictName[]> = {
  live: ['pass', 'remind'],
  standing: ['pass', 'remind', 'intercept'],
};

/** Whether the listing still stands as the index knew it. */
async function isWanted(target: PlannedTarget, { scope, run }: Sweep, records: Records): Promise<boolean> {
  const current = await records.latestJudged(target.listingId);
  if (!current?.verdict || current.revision !== target.revision) return false;
  return current.run === run || WANTED[scope].includes(current.verdict.verdict);
}
