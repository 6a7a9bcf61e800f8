import { tracingChannel } from 'node:diagnostics_channel';
import { CORE_WORK } from '../../../models/pipeline.ts';

let begun = 0;
let total = 0;

/** Processor time of this thread so far, in milliseconds. */
export function threadCpuMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

/** Times what functions mark as work of the core (functions/shared/core-work.ts); it is synchronous and never nested. */
export function timeCore(): void {
  const { start, end } = tracingChannel(CORE_WORK);
  start.subscribe(() => {
    begun = threadCpuMs();
  });
  end.subscribe(() => {
    total += threadCpuMs() - begun;
  });
}

/** Milliseconds of the core since the last call of this function. */
export function takeCoreMs(): number {
  const taken = total;
  total = 0;
  return taken;
}
