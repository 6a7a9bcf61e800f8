import type { TokenRequest } from './engines/issuer.ts';
import type { FaultKind, FaultPlan } from './faults.ts';
import type { Meter } from './meter.ts';
import type { StackInput } from './template/cloudformation.ts';
import type { Plan } from './template/plan-types.ts';
import type { BatchOutcome } from './wiring/queue-mapping.ts';

export interface RuntimeOptions {
  /** The synthesized application: each stack's name and CloudFormation template. */
  readonly assembly: { readonly stacks: readonly StackInput[] };
  /** Repository root; entries of functions are relative to it. @default the working directory */
  readonly root?: string;
  /** Where tables, objects, keys and logs live. @default .touchstone under the root */
  readonly stateDir?: string;
  /** Starts from nothing; bundles and compiled code are kept. @default false */
  readonly fresh?: boolean;
  /** Port of the HTTP API; 0 takes a free one. @default 8787 */
  readonly port?: number;
  /** Most threads of a function at a time: for all, or by logical id or its beginning. @default 1 */
  readonly containers?: number | Readonly<Record<string, number>>;
  /** Starts one thread of every function ahead of its first invocation. @default false */
  readonly warm?: boolean;
  /** First wait before a failed message is tried again; it doubles up to the visibility timeout. @default 1000 */
  readonly retryAfterMs?: number;
  readonly faults?: FaultPlan;
  /** Engines elsewhere. @default DYNAMODB_ENDPOINT, SQS_ENDPOINT and S3_ENDPOINT of the environment */
  readonly endpoints?: { readonly dynamodb?: string; readonly sqs?: string; readonly s3?: string };
  /** Variables every function sees beside its own. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What time it is, for schedules and inside functions. @default the machine's clock */
  readonly now?: () => number;
  readonly logger?: (line: string) => void;
}

export interface RuntimeEvents {
  /** A batch was delivered to a function, well or not. */
  batch: [BatchOutcome];
  /** An invocation begins; with what the function is handed and where its code and settings are. */
  invoking: [{ readonly functionName: string; readonly event: unknown; readonly bundle: string }];
  /** An invocation ended. */
  invocation: [{ readonly functionName: string; readonly durationMs: number; readonly failed: boolean }];
  /** An object was created or removed. */
  object: [{ readonly bucket: string; readonly key: string; readonly name: string }];
}

export interface Stats {
  readonly invocations: Readonly<Record<string, { readonly done: number; readonly failed: number }>>;
  readonly delivered: number;
  readonly failed: number;
  readonly faults: Readonly<Record<FaultKind, number>>;
}

export interface QueueDepth {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

export interface Runtime {
  readonly urls: {
    readonly api: string;
    readonly issuer: string;
    readonly dynamodb: string;
    readonly sqs: string;
    readonly s3: string;
    readonly control: string;
  };
  /** Environment variables that point an AWS SDK at this runtime. */
  readonly env: Readonly<Record<string, string>>;
  /** Settings for an AWS SDK client of one service: `new S3Client(runtime.client('s3'))`. */
  client(service: 'dynamodb' | 'sqs' | 's3' | 'events' | 'secrets'): {
    readonly region: string;
    readonly endpoint: string;
    readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  readonly region: string;
  readonly stateDir: string;
  readonly plan: Plan;
  /** By `Stack/LogicalId` and by logical id. */
  readonly resources: Plan['resources'];
  /** By `Stack.Key` and by key. */
  readonly outputs: Plan['outputs'];
  /** Physical name by logical id, with or without the CDK's hash, or by its beginning if only one fits. */
  nameOf(logicalId: string): string;
  readonly meter: Meter;
  readonly stats: Stats;
  /** Whole start in milliseconds, and what of it went where. */
  readonly startup: Readonly<Record<string, number>>;
  on<E extends keyof RuntimeEvents>(event: E, listener: (...values: RuntimeEvents[E]) => void): void;
  mintToken(request: TokenRequest): Promise<string>;
  invoke(functionName: string, event: unknown): Promise<unknown>;
  /** Fires a scheduled rule or schedule now. */
  tick(name: string): void;
  /** Deletes items past their time to live; @returns how many. */
  expire(): Promise<number>;
  /** How many messages a queue holds (dead-letter queues too), by logical id or name. */
  queueDepth(queue: string): Promise<QueueDepth>;
  /** Resolves when no message, delivery, stream record or invocation is under way. */
  idle(): Promise<void>;
  /** A power loss: workers and queues are gone at once, tables and objects stay on disk. */
  kill(): Promise<void>;
  stop(): Promise<void>;
}
