import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import type { Faults } from '../faults.ts';
import type { Meter } from '../meter.ts';
import type { FunctionPlan } from '../template/plan-types.ts';
import { createPool, type FunctionPool } from './pool.ts';
import type { ServiceName } from './protocol.ts';

export interface FunctionsOptions {
  readonly functions: readonly FunctionPlan[];
  readonly bundles: ReadonlyMap<string, string>;
  readonly stateDir: string;
  readonly logDir: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Engine behind each loopback port. */
  readonly ports: Readonly<Record<string, ServiceName>>;
  readonly faultPort: number;
  readonly faults: Faults;
  readonly meter: Meter;
  /** Most threads of a function at a time. */
  readonly containers: (plan: FunctionPlan) => number;
  readonly onInvoke: (plan: FunctionPlan, event: unknown) => void;
  readonly onInvocation: (plan: FunctionPlan, invocation: Invocation) => void;
  /** The runtime's own clock, when it has one; functions then see its time. */
  readonly now?: (() => number) | undefined;
}

interface Invocation {
  readonly durationMs: number;
  readonly failed: boolean;
  /** Whether the function changed a table: a reason to look at the streams. */
  readonly wroteTables: boolean;
}

export interface Functions {
  readonly all: readonly FunctionPool[];
  /** By physical name, logical id with or without its hash, or the beginning of one if only one fits. */
  find(name: string): FunctionPool;
  terminate(): Promise<void>;
}

/**
 * Threads begin with a young generation of this size, in megabytes: grown from one, as by default, each of the two dozen spends
 * its first thousand messages collecting it.
 */
const YOUNG_MB = 16;

/** Makes the execution environments of every function of the template. */
export function createFunctions(options: FunctionsOptions): Functions {
  setFlagsFromString(`--min-semi-space-size=${YOUNG_MB}`);
  const { faults, meter } = options;
  const all = options.functions.map((plan) =>
    createPool({
      plan,
      maxContainers: options.containers(plan),
      setup: (serial) => ({
        bundle: options.bundles.get(plan.name) ?? '',
        handler: plan.handler,
        functionName: plan.name,
        functionArn: plan.arn,
        memoryMb: plan.memoryMb,
        logFile: join(options.logDir, `${plan.name}.log`),
        compileCache: join(options.stateDir, 'compile-cache'),
        ports: options.ports,
        faults: faults.worker(plan.logicalId, serial, options.faultPort),
      }),
      environment: () => ({
        ...options.environment,
        AWS_SDK_UA_APP_ID: 'touchstone-function',
        ...lambdaEnvironment(plan),
        ...plan.environment,
        // Options for a process of its own; a thread may refuse them.
        NODE_OPTIONS: '',
      }),
      onInvoke: (event) => options.onInvoke(plan, event),
      onUsage: (usage, failed) => {
        meter.addInvocation(plan.logicalId, plan.memoryMb, usage);
        meter.add(plan.logicalId, usage.calls);
        const wroteTables = (usage.calls['dynamodb.write-units'] ?? 0) > 0;
        options.onInvocation(plan, { durationMs: usage.durationMs, failed, wroteTables });
      },
      onFault: (kind) => faults.count(kind),
      now: options.now,
    }),
  );
  return {
    all,
    find: (name) => {
      const pool = all.find(({ plan }) => isNamed(plan, name)) ?? onlyOne(all, name);
      if (pool === undefined)
        throw new Error(`The template has no function ${name}, or several that begin so.`);
      return pool;
    },
    terminate: async () => {
      await Promise.all(all.map((pool) => pool.terminate()));
    },
  };
}

/** Whether a name means this function: its physical name, its logical id, or that without the CDK's hash. */
export function isNamed(plan: FunctionPlan, name: string): boolean {
  return plan.name === name || plan.logicalId === name || plan.logicalId.replace(/[0-9A-F]{8}$/, '') === name;
}

function onlyOne(pools: readonly FunctionPool[], name: string): FunctionPool | undefined {
  const fitting = pools.filter(({ plan }) => plan.logicalId.startsWith(name));
  return fitting.length === 1 ? fitting[0] : undefined;
}

function lambdaEnvironment(plan: FunctionPlan): Record<string, string> {
  return {
    PATH: process.env.PATH ?? '',
    TZ: ':UTC',
    LANG: 'en_US.UTF-8',
    AWS_LAMBDA_FUNCTION_NAME: plan.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(plan.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${plan.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
  };
}
