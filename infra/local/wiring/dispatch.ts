import { setTimeout as sleep } from 'node:timers/promises';
import type { Functions } from '../compute/functions.ts';
import type { Target } from '../template/plan-types.ts';
import type { Activity } from './activity.ts';
import type { Outbox } from './outbox.ts';

/** Lambda tries an asynchronous invocation three times in all. */
const ATTEMPTS = 3;

/** Sends an event to a queue or, asynchronously and with retries, to a function. */
export function createDispatch(
  functions: Functions,
  outbox: Outbox,
  activity: Activity,
  onFailure: (functionName: string, message: string) => void,
): (target: Target, payload: unknown) => void {
  async function invoke(functionName: string, payload: unknown): Promise<void> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      try {
        await functions.find(functionName).invoke(payload);
        return;
      } catch (error) {
        onFailure(functionName, error instanceof Error ? error.message : String(error));
        // Lambda waits one and two minutes; locally nobody wants to.
        if (attempt < ATTEMPTS) await sleep(attempt * 500, undefined, { ref: false });
      }
    }
  }
  return (target, payload) => {
    if (target.kind === 'queue') outbox.send(target.queueName, JSON.stringify(payload));
    else activity.track(invoke(target.functionName, payload)).catch(() => undefined);
  };
}
