import { JUDGED_BY } from '../../models/knowledge.ts';
import { analyseImage } from '../shared/analyse-image.ts';
import { dynamo, s3, sqs } from '../shared/aws/clients.ts';
import { queueHandler } from '../shared/batch.ts';
import { systemClock } from '../shared/clock.ts';
import { Required, readEnvironment } from '../shared/environment.ts';
import { dynamoImageFacts } from '../shared/image-facts.ts';
import { imageReader } from '../shared/images.ts';
import { knowledgeStore } from '../shared/knowledge-store.ts';
import { dynamoLives } from '../shared/lives/dynamo-lives.ts';
import { s3Objects } from '../shared/objects.ts';
import { sqsQueues } from '../shared/queues.ts';
import { dynamoRecords } from '../shared/records/dynamo-records.ts';
import { TABLE_SETTINGS, tablesOf } from '../shared/records/tables.ts';
import { configuredRegistry } from '../shared/registry/configured-registry.ts';
import { queuesOf } from '../shared/stage-queues.ts';
import { rescreen } from './rescreen.ts';

const env = readEnvironment({
  ...TABLE_SETTINGS,
  CACHE_TABLE: Required,
  BUCKET: Required,
});
const tables = tablesOf(env);
const client = dynamo();
const objects = s3Objects(s3(), env.BUCKET);
const facts = dynamoImageFacts(client, env.CACHE_TABLE, systemClock.now);
const deps = {
  records: dynamoRecords(client, tables),
  objects,
  images: imageReader(objects, facts, analyseImage, systemClock.now),
  queues: sqsQueues(sqs()),
  knowledge: knowledgeStore(objects, JUDGED_BY, Date.now),
  registry: configuredRegistry(client, env.CACHE_TABLE),
  lives: dynamoLives(client, tables),
  queueOf: queuesOf('rescreen'),
  clock: systemClock,
};

export const handler = queueHandler((body) => rescreen(body, deps));
