import { createHash } from 'node:crypto';
import type { Sweep } from '../../../models/stock/sweep.ts';
import { after, type Clock } from '../clock.ts';
import type { Objects } from '../objects.ts';
import type { Queues } from '../queues.ts';
import type { Sweeps } from './port.ts';
import type { SweepStore } from './sweep-store.ts';

export type OrderDependencies = {
  store: SweepStore;
  objects: Objects;
  queues: Queues;
  sweepQueue: string;
  clock: Clock;
};

/** A step later than this is taken up again by the overdue sweep. */
export const STEP_LATE_SECONDS = 300;
/**
 * New knowledge reaches every container within fifteen seconds, a batch under way ends within sixty, and its cards are in
 * the index within ten more: by then, whatever was judged by the former knowledge can be found.
 */
const SETTLE_SECONDS = 120;

/** Shorter only where a test has seen to it that everything has settled. */
const settleSeconds = (): number => Number(process.env.SWEEP_SETTLE_SECONDS ?? SETTLE_SECONDS);

/** The door to stock sweeps: stores the order, then sends its first step. A crash between the two is healed by its due time. */
export function sweepOrders(deps: OrderDependencies): Sweeps {
  return {
    async order({ id, cause, select, scope = 'standing' }) {
      const now = deps.clock.now();
      const sweepId = createHash('sha256').update(id).digest('hex').slice(0, 16);
      const settle = settleSeconds();
      const startAt = after(now, settle);
      await deps.objects.put(orderKey(sweepId), JSON.stringify({ id, select }), { ifAbsent: true });
      const sweep: Sweep = {
        sweepId,
        cause,
        scope,
        run: `s${now.replace(/\D/g, '').slice(0, 14)}-${sweepId.slice(0, 6)}`,
        state: 'ordered',
        tick: 0,
        orderedAt: now,
        startAt,
        parts: [],
        next: { part: 0, offset: 0 },
        inFlight: [],
        counts: { screened: 0, skipped: 0, unfinished: 0 },
        actions: [],
      };
      const created = await deps.store.create(sweep, after(startAt, STEP_LATE_SECONDS));
      if (created) await deps.queues.send(deps.sweepQueue, { sweepId, tick: 0 }, settle);
      return created;
    },
  };
}

export const orderKey = (sweepId: string) => `sweeps/${sweepId}/order.json`;
export const partKey = (sweepId: string, part: number) =>
  `sweeps/${sweepId}/part-${String(part).padStart(5, '0')}.json`;
