import { randomUUID } from 'node:crypto';
import type { FunctionPlan } from '../template/plan-types.ts';
import { type Container, createContainer } from './container.ts';
import type { Usage, WorkerSetup } from './protocol.ts';

export interface PoolOptions {
  readonly plan: FunctionPlan;
  /** Most execution environments at a time; each is a thread with everything the function loads. */
  readonly maxContainers: number;
  readonly setup: (serial: number) => WorkerSetup;
  readonly environment: (serial: number) => Record<string, string>;
  readonly onInvoke: (event: unknown) => void;
  readonly onUsage: (usage: Usage, failed: boolean) => void;
  readonly onFault: (kind: string) => void;
  readonly now?: (() => number) | undefined;
}

/** All execution environments of one function. Environments start when they are first needed, and stay warm. */
export interface FunctionPool {
  readonly plan: FunctionPlan;
  readonly maxContainers: number;
  /** Invocations running or waiting for an environment. */
  readonly busy: number;
  invoke(event: unknown): Promise<unknown>;
  /** Starts one environment ahead of the first invocation. */
  warm(): Promise<void>;
  terminate(): Promise<void>;
}

export function createPool(options: PoolOptions): FunctionPool {
  const { plan } = options;
  const limit = Math.max(
    1,
    Math.min(options.maxContainers, plan.reservedConcurrency ?? Number.POSITIVE_INFINITY),
  );
  const idle: Container[] = [];
  const all = new Set<Container>();
  const queue: ((container: Container) => void)[] = [];
  let serial = 0;
  let busy = 0;
  let ended = false;

  function start(): Container {
    serial += 1;
    const container = createContainer({
      plan,
      setup: options.setup(serial),
      environment: options.environment(serial),
      onUsage: options.onUsage,
      onFault: options.onFault,
      now: options.now,
    });
    all.add(container);
    return container;
  }

  function acquire(): Container | Promise<Container> {
    if (ended) throw new Error(`${plan.name}: the runtime has stopped.`);
    for (let container = idle.pop(); container !== undefined; container = idle.pop()) {
      if (container.alive) return container;
      all.delete(container);
    }
    if (all.size < limit) return start();
    return new Promise((resolve) => queue.push(resolve));
  }

  function release(container: Container): void {
    let free = container;
    if (!container.alive) {
      all.delete(container);
      if (queue.length === 0 || ended) return;
      free = start();
    }
    const next = queue.shift();
    if (next === undefined) idle.push(free);
    else next(free);
  }

  return {
    plan,
    maxContainers: limit,
    get busy() {
      return busy;
    },
    invoke: async (event) => {
      busy += 1;
      options.onInvoke(event);
      try {
        const container = await acquire();
        try {
          return await container.invoke(event, randomUUID());
        } finally {
          release(container);
        }
      } finally {
        busy -= 1;
      }
    },
    warm: async () => {
      if (all.size > 0 || ended) return;
      const container = start();
      try {
        await container.ready;
      } finally {
        release(container);
      }
    },
    terminate: async () => {
      ended = true;
      await Promise.all([...all].map((container) => container.terminate()));
      all.clear();
    },
  };
}
