import { stageOf } from '../../models/pipeline.ts';
import { dynamo, s3, sqs } from '../shared/aws/clients.ts';
import { queueHandler } from '../shared/batch.ts';
import { systemClock } from '../shared/clock.ts';
import { Required, readEnvironment } from '../shared/environment.ts';
import { knowledgeStore } from '../shared/knowledge-store.ts';
import { dynamoLives } from '../shared/lives/dynamo-lives.ts';
import { s3Objects } from '../shared/objects.ts';
import { sqsQueues } from '../shared/queues.ts';
import { dynamoRecords } from '../shared/records/dynamo-records.ts';
import { TABLE_SETTINGS, tablesOf } from '../shared/records/tables.ts';
import { configuredRegistry } from '../shared/registry/configured-registry.ts';
import { runCheck } from './check.ts';

const env = readEnvironment({
  STAGE: Required,
  ...TABLE_SETTINGS,
  CACHE_TABLE: Required,
  BUCKET: Required,
  QUEUE_ADJUDICATE: Required,
});
const tables = tablesOf(env);
const client = dynamo();
const objects = s3Objects(s3(), env.BUCKET);
const deps = {
  objects,
  queues: sqsQueues(sqs()),
  knowledge: knowledgeStore(objects, stageOf(env.STAGE).knowledge, Date.now),
  registry: configuredRegistry(client, env.CACHE_TABLE),
  records: dynamoRecords(client, tables),
  lives: dynamoLives(client, tables),
  clock: systemClock,
  adjudicateQueue: env.QUEUE_ADJUDICATE,
};

export const handler = queueHandler((body) => runCheck(body, deps));
