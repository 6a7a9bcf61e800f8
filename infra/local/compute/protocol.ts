import type { WorkerFaults } from '../faults.ts';
import type { CallCounts, InvocationUsage } from '../meter.ts';

/** What a worker is told when it is made. */
export interface WorkerSetup {
  readonly bundle: string;
  readonly handler: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
  readonly logFile: string;
  readonly compileCache: string;
  /** Which engine listens on which port, so that calls are counted under the right service. */
  readonly ports: Readonly<Record<string, ServiceName>>;
  readonly faults: WorkerFaults | undefined;
}

export type ServiceName = 'dynamodb' | 'sqs' | 's3' | 'control';

export interface InvokeMessage {
  readonly type: 'invoke';
  readonly id: number;
  readonly requestId: string;
  readonly event: unknown;
  readonly timeoutMs: number;
  /** What time it is, when the runtime has a clock of its own. */
  readonly now?: number;
}

export type FromWorker =
  | { readonly type: 'ready'; readonly initMs: number }
  | { readonly type: 'init-failed'; readonly message: string }
  | ({ readonly type: 'result'; readonly id: number; readonly value: unknown } & Usage)
  | ({ readonly type: 'error'; readonly id: number; readonly error: HandlerFailure } & Usage)
  | { readonly type: 'fault'; readonly kind: string };

/** `cpuMs` and `coreMs` are of the worker thread since its last report. */
export interface Usage extends InvocationUsage {
  readonly calls: CallCounts;
}

export interface HandlerFailure {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly stack: string | undefined;
}
