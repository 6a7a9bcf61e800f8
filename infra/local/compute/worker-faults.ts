import type { WorkerFaults } from '../faults.ts';
import { createRandom } from '../random.ts';

/** What a call meets before it leaves: nothing, a throttling answer, or an engine nobody can reach. */
type CallFate = 'none' | 'throttle' | 'outage';

export interface CallFaults {
  readonly port: number;
  fate(service: string): CallFate;
  /** Whether the worker dies now, the write done and the handler not yet told. */
  diesAfterWrite(): boolean;
}

export function createCallFaults(faults: WorkerFaults | undefined, functionName: string): CallFaults {
  if (faults === undefined) return { port: 0, fate: () => 'none', diesAfterWrite: () => false };
  const calls = createRandom(faults.seed, functionName, faults.serial, 'calls');
  const writes = createRandom(faults.seed, functionName, faults.serial, 'writes');
  let written = 0;
  return {
    port: faults.port,
    fate: (service) => {
      const now = Date.now();
      if (faults.outages.some((one) => one.service === service && one.from <= now && now < one.until))
        return 'outage';
      return faults.throttle > 0 && calls() < faults.throttle ? 'throttle' : 'none';
    },
    diesAfterWrite: () => {
      written += 1;
      return faults.crashAfter.includes(written) || (faults.crash > 0 && writes() < faults.crash);
    },
  };
}
