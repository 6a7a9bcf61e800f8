import { queueVariable } from '../../models/names.ts';
import { stageOf } from '../../models/pipeline.ts';
import { queueHandler } from '../shared/batch.ts';
import { dynamo, s3, sqs } from '../shared/clients.ts';
import { systemClock } from '../shared/clock.ts';
import { Required, readEnvironment } from '../shared/environment.ts';
import { s3Objects } from '../shared/objects.ts';
import { sqsQueues } from '../shared/queues.ts';
import { dynamoCertificates } from './certificate-store.ts';
import { certificateEngine } from './engine.ts';
import { pictureReader } from './picture-reader.ts';
import { readCertificates } from './read-certificates.ts';

const queues = Object.fromEntries(
  stageOf('read-certificates').sends.map((name) => [queueVariable(name), Required]),
);
const env = readEnvironment({ CACHE_TABLE: Required, BUCKET: Required, ...queues }) as Record<string, string>;
const objects = s3Objects(s3(), env.BUCKET ?? '');
const store = dynamoCertificates(dynamo(), env.CACHE_TABLE ?? '', systemClock.now);
const deps = {
  objects,
  store,
  queues: sqsQueues(sqs()),
  picture: pictureReader(objects, store, certificateEngine()),
  queueOf: (stage: string) => env[queueVariable(stage)] ?? '',
};

export const handler = queueHandler((body) => readCertificates(body, deps));
