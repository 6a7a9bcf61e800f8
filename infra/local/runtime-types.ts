import type { StackInput } from './template/cloudformation.ts';
import type { Plan } from './template/plan-types.ts';

export interface RuntimeOptions {
  /** The synthesized application: each stack's name and CloudFormation template. */
  readonly assembly: { readonly stacks: readonly StackInput[] };
  /** Repository root; entries of functions are relative to it. @default the working directory */
  readonly root?: string;
  /** Where tables, objects, keys and logs live. @default .touchstone under the root */
  readonly stateDir?: string;
  /** Starts from nothing. @default false */
  readonly fresh?: boolean;
  /** Port of the HTTP API; 0 takes a free one. @default 8787 */
  readonly port?: number;
  /** Most threads of a function at a time, by logical id. @default 1 each */
  readonly containers?: Readonly<Record<string, number>>;
  /** First wait before a failed message is tried again. @default 1000 */
  readonly retryAfterMs?: number;
  readonly now?: () => number;
  readonly logger?: (line: string) => void;
}

export interface Runtime {
  readonly urls: {
    readonly dynamodb: string;
    readonly sqs: string;
    readonly s3: string;
    readonly api: string | undefined;
  };
  /** Environment variables that point an AWS SDK at this runtime. */
  readonly env: Readonly<Record<string, string>>;
  readonly region: string;
  readonly plan: Plan;
  readonly resources: Plan['resources'];
  readonly outputs: Plan['outputs'];
  invoke(functionName: string, event: unknown): Promise<unknown>;
  idle(): Promise<void>;
  kill(): Promise<void>;
  stop(): Promise<void>;
}
