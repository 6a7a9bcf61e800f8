import { after, type Clock } from '../shared/clock.ts';
import type { Queues } from '../shared/queues.ts';
import type { SweepStore } from '../shared/sweeps/sweep-store.ts';

export type ResumeSweepsDependencies = {
  sweeps: SweepStore;
  queues: Queues;
  sweepQueue: string;
  clock: Clock;
};

/** Sends the next step of every sweep whose last one was lost; one that was only slow finds its tick gone and ends. */
export async function resumeSweeps(
  { sweeps, queues, sweepQueue, clock }: ResumeSweepsDependencies,
  aheadSeconds = 0,
): Promise<number> {
  const late = await sweeps.late(after(clock.now(), aheadSeconds));
  for (const sweepId of late) {
    const sweep = await sweeps.get(sweepId);
    if (sweep) await queues.send(sweepQueue, { sweepId, tick: sweep.tick });
  }
  return late.length;
}
