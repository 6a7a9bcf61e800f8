/**
 * Counts work that is under way somewhere in the runtime. `idle` needs to know that nothing hangs between two
 * places: an event that left a bucket and has not reached its queue, a function someone invoked.
 */
export interface Activity {
  readonly pending: number;
  /** Rises with every piece of work that ends: two equal readings mean nothing happened in between. */
  readonly finished: number;
  track<T>(work: Promise<T>): Promise<T>;
}

export function createActivity(): Activity {
  let pending = 0;
  let finished = 0;
  return {
    get pending() {
      return pending;
    },
    get finished() {
      return finished;
    },
    track: (work) => {
      pending += 1;
      return work.finally(() => {
        pending -= 1;
        finished += 1;
      });
    },
  };
}
