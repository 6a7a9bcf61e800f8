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
  tracingChannel(CORE_WORK).subscribe({
    start: () => {
      begun = threadCpuMs();
    },
    end: () => {
      total += threadCpuMs() - begun;
    },
    asyncStart: ignore,
    asyncEnd: ignore,
    error: ignore,
  });
}

/** Milliseconds of the core since the last call of this function. */
export function takeCoreMs(): number {
  const taken = total;
  total = 0;
  return taken;
}

function ignore(): void {}
