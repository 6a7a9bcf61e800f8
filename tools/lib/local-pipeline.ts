import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import type { Objects } from '../../functions/shared/objects.ts';
import { s3Objects } from '../../functions/shared/objects.ts';
import { dynamoRecords } from '../../functions/shared/records/dynamo-records.ts';
import type { Records } from '../../functions/shared/records/port.ts';
import type { Tables } from '../../functions/shared/records/tables.ts';
import { startRuntime } from '../../infra/local/runtime.ts';
import type { Runtime, RuntimeOptions } from '../../infra/local/runtime-types.ts';
import type { TouchstoneSettings } from '../../infra/touchstone.ts';
import { POINTER_KEY, Pointer } from '../../models/knowledge.ts';
import { OVERDUE_AFTER_SECONDS } from '../../models/pipeline.ts';
import { type BuiltKnowledge, buildKnowledge } from '../knowledge/build.ts';
import { publishTo } from '../knowledge/publish.ts';
import { synthesize } from './assembly.ts';

/** A whole Touchstone on this machine: the runtime, and the doors a tool needs. */
export type LocalPipeline = {
  runtime: Runtime;
  records: Records;
  objects: Objects;
  knowledge: BuiltKnowledge;
  stop(): Promise<void>;
};

export type LocalOptions = Omit<RuntimeOptions, 'assembly'> & {
  settings?: TouchstoneSettings;
  knowledge?: BuiltKnowledge;
};

export const tablesOf = (runtime: Runtime): Tables => ({
  records: runtime.nameOf('Records'),
  outbox: runtime.nameOf('Outbox'),
});

/** Looking for marks is most of the work of new pictures; everything else has one thread. */
const CONTAINERS = { FindMarks: 2 };

/** Boots the synthesized template with knowledge published through its own stage. */
export async function startLocal(options: LocalOptions = {}): Promise<LocalPipeline> {
  const { settings, knowledge: given, ...rest } = options;
  const root = options.root ?? process.cwd();
  const knowledge = given ?? (await buildKnowledge(root));
  const runtime = await startRuntime({ containers: CONTAINERS, ...rest, assembly: synthesize(settings) });
  try {
    const objects = s3Objects(
      new S3Client({ ...runtime.client('s3'), forcePathStyle: true }),
      runtime.nameOf('Bucket'),
    );
    const records = dynamoRecords(new DynamoDBClient(runtime.client('dynamodb')), tablesOf(runtime));
    await publishKnowledge(objects, knowledge);
    // The local queues live in memory: what a power loss swallowed is taken up again from tables and objects.
    await recoverLost(runtime);
    return { runtime, records, objects, knowledge, stop: () => runtime.stop() };
  } catch (error) {
    await runtime.stop();
    throw error;
  }
}

/** Runs the two sweeps at once, as after a known loss of messages; until nothing more is found. */
async function recoverLost(runtime: Runtime): Promise<void> {
  for (let resumed = 1; resumed > 0; ) {
    const answer = (await runtime.invoke('Overdue', {
      task: 'overdue',
      aheadSeconds: OVERDUE_AFTER_SECONDS,
    })) as { resumed: number };
    resumed = answer.resumed;
  }
  await runtime.invoke('Overdue', { task: 'reconcile', settleSeconds: 0 });
}

/** Publishes and waits until the knowledge stage has moved the pointer; nothing to do when it points there. */
async function publishKnowledge(objects: Objects, knowledge: BuiltKnowledge): Promise<void> {
  if ((await pointedAt(objects)) === knowledge.id) return;
  await publishTo(objects, knowledge);
  for (let tries = 0; tries < 600; tries++) {
    if ((await pointedAt(objects)) === knowledge.id) return;
    await sleep(50);
  }
  throw new Error(
    '知识发布未生效，见 .touchstone/logs / the knowledge stage did not publish; see .touchstone/logs',
  );
}

async function pointedAt(objects: Objects): Promise<string | undefined> {
  const pointer = await objects.get(POINTER_KEY);
  return pointer && Pointer.parse(JSON.parse(new TextDecoder().decode(pointer.body))).manifest;
}
