import { join } from 'node:path';
import type { Endpoints } from '../environment.ts';
import { type AwsJson, createAwsJson } from './aws-json.ts';
import { type ControlEngine, type ControlOptions, startControl } from './control.ts';
import { type DynamoEngine, startDynoxide } from './dynoxide.ts';
import { type QueueEngine, startFauxqs } from './fauxqs.ts';
import { connectQueues } from './queues.ts';
import { type ObjectEngine, startObjectEngine } from './s3/server.ts';

export interface EngineOptions {
  readonly stateDir: string;
  readonly region: string;
  readonly now: () => number;
  readonly log: (line: string) => void;
  /** Engines elsewhere to use instead of the embedded ones. */
  readonly external: {
    readonly dynamodb?: string | undefined;
    readonly sqs?: string | undefined;
    readonly s3?: string | undefined;
  };
  readonly control: ControlOptions;
}

export interface Engines {
  readonly dynamo: DynamoEngine;
  readonly dynamodb: AwsJson;
  readonly queues: QueueEngine;
  /** The embedded object engine; it runs even when S3_ENDPOINT names another, then idle. */
  readonly objects: ObjectEngine;
  readonly control: ControlEngine;
  readonly endpoints: Endpoints;
  readonly embeddedQueues: boolean;
  stop(): Promise<void>;
  kill(): Promise<void>;
}

/** Starts every engine side by side, each on a free loopback port, or connects to one that runs elsewhere. */
export async function startEngines(options: EngineOptions): Promise<Engines> {
  const { stateDir, region, now, log, external } = options;
  const started = await Promise.allSettled([
    external.dynamodb === undefined
      ? startDynoxide(join(stateDir, 'dynamodb'), log)
      : connectDynamo(external.dynamodb),
    external.sqs === undefined ? startFauxqs(region) : connectQueues(external.sqs, region),
    startObjectEngine({ folder: join(stateDir, 's3'), now, log }),
    startControl(options.control),
  ]);
  const [dynamoResult, queuesResult, objectsResult, controlResult] = started;
  if (
    dynamoResult.status === 'rejected' ||
    queuesResult.status === 'rejected' ||
    objectsResult.status === 'rejected' ||
    controlResult.status === 'rejected'
  ) {
    // What did start must not outlive the failure.
    if (dynamoResult.status === 'fulfilled') dynamoResult.value.kill();
    for (const one of [queuesResult, objectsResult, controlResult])
      if (one.status === 'fulfilled') await one.value.close();
    throw started.find((one) => one.status === 'rejected')?.reason;
  }
  const dynamo = dynamoResult.value;
  const queues = queuesResult.value;
  const objects = objectsResult.value;
  const control = controlResult.value;
  const dynamodb = createAwsJson(dynamo.endpoint, region);
  const close = async (): Promise<void> => {
    dynamodb.close();
    await Promise.all([queues.close(), objects.close(), control.close()]);
  };
  return {
    dynamo,
    dynamodb,
    queues,
    objects,
    control,
    embeddedQueues: external.sqs === undefined,
    endpoints: {
      dynamodb: dynamo.endpoint,
      sqs: queues.endpoint,
      s3: external.s3 ?? objects.endpoint,
      control: control.endpoint,
    },
    stop: async () => {
      await close();
      await dynamo.stop();
    },
    kill: async () => {
      dynamo.kill();
      await close();
    },
  };
}

function connectDynamo(endpoint: string): DynamoEngine {
  return { endpoint, pid: () => undefined, stop: () => Promise.resolve(), kill: () => undefined };
}
