import { Worker } from 'node:worker_threads';
import type { FunctionPlan } from '../template/plan-types.ts';
import type { FromWorker, Usage, WorkerSetup } from './protocol.ts';

/** An invocation's failure as the caller of Lambda sees it. */
class InvocationError extends Error {
  override readonly name = 'InvocationError';
  readonly errorType: string;
  constructor(errorType: string, message: string) {
    super(message);
    this.errorType = errorType;
  }
}

export interface ContainerOptions {
  readonly plan: FunctionPlan;
  readonly setup: WorkerSetup;
  readonly environment: Readonly<Record<string, string>>;
  readonly onUsage: (usage: Usage, failed: boolean) => void;
  readonly onFault: (kind: string) => void;
  /** The runtime's own clock, when it has one. */
  readonly now?: (() => number) | undefined;
}

/** One warm execution environment: a thread that runs one invocation at a time. */
export interface Container {
  readonly alive: boolean;
  readonly ready: Promise<void>;
  invoke(event: unknown, requestId: string): Promise<unknown>;
  terminate(): Promise<void>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

export function createContainer({
  plan,
  setup,
  environment,
  onUsage,
  onFault,
  now,
}: ContainerOptions): Container {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: setup,
    env: { ...environment },
    name: plan.name,
    resourceLimits: {},
    execArgv: ['--disable-warning=ExperimentalWarning', '--disable-warning=DEP0040', '--enable-source-maps'],
  });
  worker.unref();
  let alive = true;
  let nextId = 1;
  const waiting = new Map<number, Waiting>();
  const ready = Promise.withResolvers<void>();
  ready.promise.catch(() => undefined);

  function fail(error: Error): void {
    alive = false;
    ready.reject(error);
    for (const one of waiting.values()) {
      clearTimeout(one.timer);
      one.reject(error);
    }
    waiting.clear();
  }

  function settle(id: number): Waiting | undefined {
    const one = waiting.get(id);
    if (one !== undefined) clearTimeout(one.timer);
    waiting.delete(id);
    return one;
  }

  worker.on('message', (message: FromWorker) => {
    switch (message.type) {
      case 'ready':
        ready.resolve();
        return;
      case 'init-failed':
        fail(new InvocationError('Runtime.ImportModuleError', `${plan.name}: ${message.message}`));
        worker.terminate().catch(() => undefined);
        return;
      case 'fault':
        onFault(message.kind);
        return;
      case 'result':
        onUsage(message, false);
        settle(message.id)?.resolve(message.value);
        return;
      case 'error':
        onUsage(message, true);
        settle(message.id)?.reject(new InvocationError(message.error.errorType, message.error.errorMessage));
    }
  });
  worker.on('error', (error) =>
    fail(new InvocationError('Runtime.ExitError', `${plan.name}: ${String(error)}`)),
  );
  worker.on('exit', (code) =>
    fail(new InvocationError('Runtime.ExitError', `${plan.name} ended with code ${code}`)),
  );

  return {
    get alive() {
      return alive;
    },
    ready: ready.promise,
    invoke: async (event, requestId) => {
      await ready.promise;
      if (!alive) throw new InvocationError('Runtime.ExitError', `${plan.name} has ended`);
      const id = nextId++;
      const timeoutMs = plan.timeoutSeconds * 1000;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          alive = false;
          fail(
            new InvocationError(
              'Sandbox.Timedout',
              `${plan.name} timed out after ${plan.timeoutSeconds} seconds`,
            ),
          );
          worker.terminate().catch(() => undefined);
        }, timeoutMs);
        waiting.set(id, { resolve, reject, timer });
        worker.postMessage({
          type: 'invoke',
          id,
          requestId,
          event,
          timeoutMs,
          ...(now ? { now: now() } : {}),
        });
      });
    },
    terminate: async () => {
      alive = false;
      await worker.terminate();
    },
  };
}
