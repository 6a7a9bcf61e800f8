import { setTimeout as sleep } from 'node:timers/promises';
import type { FunctionPool } from '../compute/pool.ts';
import type { AwsJson, JsonRecord } from '../engines/aws-json.ts';
import type { Faults } from '../faults.ts';
import type { StreamMappingPlan } from '../template/plan-types.ts';
import type { Checkpoints } from './checkpoints.ts';
import { matchesAny } from './event-pattern.ts';

interface StreamRecord extends JsonRecord {
  readonly eventID: string;
  readonly dynamodb: { readonly SequenceNumber: string };
}

export interface StreamMappingOptions {
  readonly plan: StreamMappingPlan;
  readonly streamArn: string;
  readonly region: string;
  readonly engine: AwsJson;
  readonly pool: FunctionPool;
  readonly checkpoints: Checkpoints;
  readonly faults: Faults;
  readonly onRead: () => void;
  readonly onFailure: (message: string) => void;
  /** Sends the description of a batch given up to the mapping's failure destination. */
  readonly giveUp: (queueName: string, description: JsonRecord) => void;
}

export interface StreamMapping {
  readonly plan: StreamMappingPlan;
  /** Whether everything written before the last look has been delivered. */
  readonly drained: boolean;
  nudge(): void;
  stop(): void;
}

/** Without a nudge a stream is looked at this often; the deployed mapping does so four times a second. */
const TICK_MS = 400;
/** Nor is it read more often than this, so that what is written together is delivered together. */
const REST_MS = 100;
/** Records a read may bring, filtered ones among them; the deployed mapping fills its batches from as many. */
const READ_AHEAD = 500;
const TARGET = 'DynamoDBStreams_20120810';

/** Reads one table's stream in order and invokes its function, as a deployed event-source mapping does. */
export function startStreamMapping(options: StreamMappingOptions): StreamMapping {
  const { plan, engine, pool, checkpoints } = options;
  let iterator: string | undefined;
  let position = checkpoints.read(plan.id);
  let running = false;
  let again = true;
  let stopped = false;
  let failures = 0;
  let lastRead = Number.NEGATIVE_INFINITY;

  function nudge(): void {
    again = true;
    if (running || stopped) return;
    running = true;
    drain()
      .catch(async (error: unknown) => {
        iterator = undefined;
        failures += 1;
        if (!stopped) options.onFailure(error instanceof Error ? error.message : String(error));
        await sleep(Math.min(2000, 100 * 2 ** failures), undefined, { ref: false });
        again = true;
      })
      .finally(() => {
        running = false;
        if (again && !stopped) nudge();
      });
  }

  async function drain(): Promise<void> {
    while (again && !stopped) {
      again = false;
      for (;;) {
        const records = await read(READ_AHEAD);
        if (records.length === 0 || stopped) break;
        if (plan.windowSeconds > 0 && records.length < plan.batchSize) {
          // A small batch waits out the window for company.
          await sleep(plan.windowSeconds * 1000, undefined, { ref: false });
          records.push(...(await read(READ_AHEAD - records.length)));
        }
        await deliverAll(records);
        if (stopped) return;
      }
      failures = 0;
    }
  }

  async function read(limit: number): Promise<StreamRecord[]> {
    const rest = REST_MS - (performance.now() - lastRead);
    if (rest > 0) await sleep(rest, undefined, { ref: false });
    lastRead = performance.now();
    iterator ??= await openIterator();
    const answer = await engine.call(`${TARGET}.GetRecords`, { ShardIterator: iterator, Limit: limit });
    options.onRead();
    iterator = typeof answer.NextShardIterator === 'string' ? answer.NextShardIterator : undefined;
    return (answer.Records ?? []) as StreamRecord[];
  }

  async function openIterator(): Promise<string> {
    const described = await engine.call(`${TARGET}.DescribeStream`, { StreamArn: options.streamArn });
    const shards = (described.StreamDescription as { Shards: { ShardId: string }[] }).Shards;
    const shard = shards[0];
    if (shard === undefined) throw new Error(`The stream of ${plan.tableName} has no shard.`);
    const answer = await engine.call(`${TARGET}.GetShardIterator`, {
      StreamArn: options.streamArn,
      ShardId: shard.ShardId,
      ...(position === undefined
        ? { ShardIteratorType: plan.startingPosition }
        : { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: position }),
    });
    return String(answer.ShardIterator);
  }

  function advance(record: StreamRecord | undefined): void {
    if (record === undefined || record.dynamodb.SequenceNumber === position) return;
    position = record.dynamodb.SequenceNumber;
    checkpoints.write(plan.id, position);
  }

  /** Delivers records until all are done or given up; order within the stream is never changed. */
  async function deliverAll(records: readonly StreamRecord[]): Promise<void> {
    let left = records.filter((record) => matchesAny(plan.filters, record));
    const full = (): number => Math.max(1, Math.min(left.length, plan.batchSize));
    let size = full();
    let attempts = 0;
    while (left.length > 0 && !stopped) {
      const batch = left.slice(0, size);
      const failedAt = await attempt(batch);
      if (stopped) return;
      if (failedAt === undefined || failedAt > 0) {
        const done = failedAt ?? batch.length;
        advance(batch[done - 1]);
        left = left.slice(done);
        attempts = 0;
        size = failedAt === undefined ? full() : Math.max(1, batch.length - done);
        continue;
      }
      attempts += 1;
      if (plan.maximumRetries >= 0 && attempts > plan.maximumRetries) {
        abandon(batch);
        left = left.slice(batch.length);
        size = full();
        attempts = 0;
        continue;
      }
      if (plan.bisects && size > 1) size = Math.ceil(size / 2);
      await sleep(Math.min(2000, 50 * 2 ** attempts), undefined, { ref: false });
    }
    advance(records.at(-1));
  }

  /** @returns index of the first record that failed, or undefined when all went through */
  async function attempt(batch: readonly StreamRecord[]): Promise<number | undefined> {
    const event = { Records: batch.map((record) => recordOf(record, options)) };
    try {
      const answer = await pool.invoke(event);
      if (options.faults.repeatsBatch(plan.id)) await pool.invoke(event).catch(() => undefined);
      return plan.reportsItemFailures ? firstFailure(answer, batch) : undefined;
    } catch (error) {
      if (!stopped) options.onFailure(error instanceof Error ? error.message : String(error));
      return 0;
    }
  }

  function abandon(batch: readonly StreamRecord[]): void {
    options.onFailure(`${plan.functionName} gave up on ${batch.length} records of ${plan.tableName}`);
    if (plan.onFailureQueue !== undefined) {
      options.giveUp(plan.onFailureQueue, {
        requestContext: { functionArn: pool.plan.arn, condition: 'RetryAttemptsExhausted' },
        DDBStreamBatchInfo: {
          streamArn: options.streamArn,
          startSequenceNumber: batch[0]?.dynamodb.SequenceNumber,
          endSequenceNumber: batch.at(-1)?.dynamodb.SequenceNumber,
          batchSize: batch.length,
        },
      });
    }
    advance(batch.at(-1));
  }

  const tick = setInterval(nudge, TICK_MS);
  tick.unref();
  nudge();
  return {
    plan,
    get drained() {
      return !running && !again;
    },
    nudge,
    stop: () => {
      stopped = true;
      clearInterval(tick);
    },
  };
}

function firstFailure(answer: unknown, batch: readonly StreamRecord[]): number | undefined {
  const list =
    (answer as { batchItemFailures?: { itemIdentifier?: string }[] } | null)?.batchItemFailures ?? [];
  if (list.length === 0) return undefined;
  const failed = list.map(({ itemIdentifier }) =>
    batch.findIndex((record) => record.dynamodb.SequenceNumber === itemIdentifier),
  );
  // An identifier nobody knows fails the whole batch.
  return failed.includes(-1) ? 0 : Math.min(...failed);
}

function recordOf(record: StreamRecord, { region, plan }: StreamMappingOptions): JsonRecord {
  const eventSourceARN = `arn:aws:dynamodb:${region}:000000000000:table/${plan.tableName}/stream/local`;
  return { ...record, awsRegion: region, eventSourceARN };
}
