import { IntakeMessage } from '../../models/messages.ts';
import { analyseImage } from '../shared/analyse-image.ts';
import { dynamo, s3, sqs } from '../shared/aws/clients.ts';
import { queueHandler } from '../shared/batch.ts';
import { systemClock } from '../shared/clock.ts';
import { Required, readEnvironment } from '../shared/environment.ts';
import { dynamoImageFacts } from '../shared/image-facts.ts';
import { imageReader } from '../shared/images.ts';
import { knowledgeStore } from '../shared/knowledge-store.ts';
import { s3Objects } from '../shared/objects.ts';
import { sqsQueues } from '../shared/queues.ts';
import { dynamoRecords } from '../shared/records/dynamo-records.ts';
import { TABLE_SETTINGS, tablesOf } from '../shared/records/tables.ts';
import { queuesOf } from '../shared/stage-queues.ts';
import { type IntakeRequest, intake } from './intake.ts';

const env = readEnvironment({
  ...TABLE_SETTINGS,
  CACHE_TABLE: Required,
  BUCKET: Required,
});
const tables = tablesOf(env);
const client = dynamo();
const objects = s3Objects(s3(), env.BUCKET);
const deps = {
  objects,
  records: dynamoRecords(client, tables),
  images: imageReader(
    objects,
    dynamoImageFacts(client, env.CACHE_TABLE, systemClock.now),
    analyseImage,
    systemClock.now,
  ),
  queues: sqsQueues(sqs()),
  knowledge: knowledgeStore(objects, ['lexicon', 'goods'], Date.now),
  clock: systemClock,
  queueOf: queuesOf('intake'),
};

export const handler = queueHandler(async (body) => {
  for (const request of requestsOf(IntakeMessage.parse(body))) await intake(request, deps);
});

function requestsOf(message: IntakeMessage): IntakeRequest[] {
  if ('documentKey' in message) return [{ ...message, resume: true }];
  if ('Event' in message) return [];
  // Keys arrive URL-encoded with + for a space.
  return message.Records.map(({ s3: { object } }) => ({
    documentKey: decodeURIComponent(object.key.replaceAll('+', ' ')),
    run: '0',
    origin: 'upload',
  }));
}
