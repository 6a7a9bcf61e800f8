import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { bundleFunctions } from './compute/bundle.ts';
import { createPool, type FunctionPool } from './compute/pool.ts';
import type { ServiceName } from './compute/protocol.ts';
import { createAwsJson, type JsonRecord } from './engines/aws-json.ts';
import { startDynoxide } from './engines/dynoxide.ts';
import { startFauxqs } from './engines/fauxqs.ts';
import { connectQueues, countMessages, createQueues } from './engines/queues.ts';
import { startObjectEngine } from './engines/s3/server.ts';
import { createTables } from './engines/tables.ts';
import { sdkEnvironment } from './environment.ts';
import { NO_DELIVERY_FAULTS } from './faults.ts';
import type { Runtime, RuntimeOptions } from './runtime-types.ts';
import { planTemplate } from './template/plan.ts';
import type { Target } from './template/plan-types.ts';
import { createActivity } from './wiring/activity.ts';
import { createNotifier } from './wiring/notifications.ts';
import { createOutbox } from './wiring/outbox.ts';
import { type QueueMapping, startQueueMapping } from './wiring/queue-mapping.ts';

const REGION = 'us-east-1';

/** Runs a synthesized application on this machine. */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const root = resolve(options.root ?? process.cwd());
  const stateDir = resolve(root, options.stateDir ?? '.touchstone');
  const log = options.logger ?? (() => undefined);
  const now = options.now ?? Date.now;
  if (options.fresh === true) rmSync(stateDir, { recursive: true, force: true });
  const logDir = join(stateDir, 'logs');
  mkdirSync(logDir, { recursive: true });

  const [dynamo, queues, objects] = await Promise.all([
    startDynoxide(join(stateDir, 'dynamodb'), log),
    process.env.SQS_ENDPOINT === undefined
      ? startFauxqs(REGION)
      : connectQueues(process.env.SQS_ENDPOINT, REGION),
    startObjectEngine({ folder: join(stateDir, 's3'), now, log }),
  ]);
  const endpoints = {
    dynamodb: dynamo.endpoint,
    sqs: queues.endpoint,
    s3: objects.endpoint,
    control: 'http://127.0.0.1:1',
  };
  const plan = planTemplate(options.assembly.stacks, {
    region: REGION,
    queueUrl: (name) => queues.queueUrl(name),
    apiUrl: `http://127.0.0.1:${options.port ?? 8787}`,
  });
  const dynamodb = createAwsJson(dynamo.endpoint, REGION);
  const [bundles] = await Promise.all([
    bundleFunctions(plan.functions, root, stateDir),
    createTables(dynamodb, plan.tables),
    createQueues(queues, plan.queues),
  ]);
  for (const bucket of plan.buckets) objects.store.createBucket(bucket.name);

  const sdk = sdkEnvironment(REGION, endpoints);
  const ports = Object.fromEntries(
    (
      Object.entries({ dynamodb: endpoints.dynamodb, sqs: endpoints.sqs, s3: endpoints.s3 }) as [
        ServiceName,
        string,
      ][]
    ).map(([service, url]) => [new URL(url).port, service]),
  );
  const pools = new Map<string, FunctionPool>();
  for (const fn of plan.functions) {
    const pool = createPool({
      plan: fn,
      maxContainers: options.containers?.[fn.logicalId] ?? 1,
      setup: () => ({
        bundle: bundles.files.get(fn.name) ?? '',
        handler: fn.handler,
        functionName: fn.name,
        functionArn: fn.arn,
        memoryMb: fn.memoryMb,
        logFile: join(logDir, `${fn.name}.log`),
        compileCache: join(stateDir, 'compile-cache'),
        ports,
        faults: undefined,
      }),
      environment: () => ({
        ...sdk,
        PATH: process.env.PATH ?? '',
        TZ: ':UTC',
        AWS_LAMBDA_FUNCTION_NAME: fn.name,
        AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(fn.memoryMb),
        AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${fn.name}`,
        ...fn.environment,
      }),
      onUsage: () => undefined,
      onFault: () => undefined,
    });
    pools.set(fn.name, pool);
    pools.set(fn.logicalId, pool);
  }
  const poolOf = (name: string): FunctionPool => {
    const pool = pools.get(name);
    if (pool === undefined) throw new Error(`The template has no function ${name}.`);
    return pool;
  };

  const activity = createActivity();
  const outbox = createOutbox(
    queues,
    queues.queueUrl,
    activity,
    () => undefined,
    (error) => log(String(error)),
  );
  const send = (target: Target, payload: JsonRecord): void => {
    if (target.kind === 'queue') outbox.send(target.queueName, JSON.stringify(payload));
    else
      activity
        .track(poolOf(target.functionName).invoke(payload))
        .catch((error: unknown) => log(String(error)));
  };
  objects.onEvent(createNotifier(plan.notifications, REGION, send));

  const mappings: QueueMapping[] = plan.queueMappings.map((mapping) => {
    const queue = plan.queues.find(({ name }) => name === mapping.queueName);
    if (queue === undefined) throw new Error(`The template has no queue ${mapping.queueName}.`);
    return startQueueMapping({
      plan: mapping,
      queue,
      queueUrl: queues.queueUrl(queue.name),
      region: REGION,
      engine: queues,
      pool: poolOf(mapping.functionName),
      faults: NO_DELIVERY_FAULTS,
      onRequest: () => undefined,
      onBatch: (outcome) => {
        if (outcome.error !== undefined) log(`${outcome.functionName}: ${outcome.error}`);
      },
      retryAfterMs: options.retryAfterMs ?? 1000,
    });
  });
  const byUrl = Map.groupBy(mappings, (mapping) => mapping.queueUrl);
  queues.onSent(({ queueUrl }) => {
    for (const mapping of byUrl.get(queueUrl) ?? []) mapping.nudge();
  });

  async function isQuiet(): Promise<boolean> {
    if (activity.pending > 0 || mappings.some((mapping) => mapping.inHand > 0)) return false;
    const counts = await Promise.all(mappings.map((mapping) => countMessages(queues, mapping.queueUrl)));
    return counts.every(({ visible, inFlight, delayed }) => visible + inFlight + delayed === 0);
  }

  async function end(): Promise<void> {
    for (const mapping of mappings) mapping.stop();
    await Promise.all([...new Set(pools.values())].map((pool) => pool.terminate()));
    dynamodb.close();
    await Promise.all([queues.close(), objects.close()]);
  }

  return {
    urls: { dynamodb: endpoints.dynamodb, sqs: endpoints.sqs, s3: endpoints.s3, api: undefined },
    env: sdk,
    region: REGION,
    plan,
    resources: plan.resources,
    outputs: plan.outputs,
    invoke: (name, event) => activity.track(poolOf(name).invoke(event)),
    idle: async () => {
      for (let quiet = 0; quiet < 2; ) {
        quiet = (await isQuiet()) ? quiet + 1 : 0;
        if (quiet < 2) await sleep(20);
      }
    },
    kill: async () => {
      dynamo.kill();
      await end();
    },
    stop: async () => {
      await end();
      await dynamo.stop();
    },
  };
}
