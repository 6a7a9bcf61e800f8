import { createHash } from 'node:crypto';
import { SweepMessage } from '../../models/messages.ts';
import { dynamo, s3, sqs } from '../shared/aws/clients.ts';
import { queueHandler } from '../shared/batch.ts';
import { systemClock } from '../shared/clock.ts';
import { Required, readEnvironment } from '../shared/environment.ts';
import { s3Objects } from '../shared/objects.ts';
import { sqsQueues } from '../shared/queues.ts';
import { dynamoRecords } from '../shared/records/dynamo-records.ts';
import { TABLE_SETTINGS, tablesOf } from '../shared/records/tables.ts';
import { stockIndex } from '../shared/stock/stock-index.ts';
import { dynamoSweeps } from '../shared/sweeps/sweep-store.ts';
import { compact } from './compact.ts';
import { step } from './sweep.ts';

const env = readEnvironment({
  ...TABLE_SETTINGS,
  BUCKET: Required,
  QUEUE_SWEEP: Required,
  QUEUE_RESCREEN: Required,
});
const tables = tablesOf(env);
const client = dynamo();
const objects = s3Objects(s3(), env.BUCKET);
const deps = {
  store: dynamoSweeps(client, env.RECORDS_TABLE),
  records: dynamoRecords(client, tables),
  objects,
  index: stockIndex(objects),
  queues: sqsQueues(sqs()),
  sweepQueue: env.QUEUE_SWEEP,
  rescreenQueue: env.QUEUE_RESCREEN,
  clock: systemClock,
  digest: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex'),
};

export const handler = queueHandler((body) => {
  const message = SweepMessage.parse(body);
  return 'task' in message ? compact(deps) : step(message, deps);
});
