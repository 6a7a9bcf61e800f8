import { dynamo, s3, sqs } from '../shared/aws/clients.ts';
import { queueHandler } from '../shared/batch.ts';
import { systemClock } from '../shared/clock.ts';
import { Required, readEnvironment } from '../shared/environment.ts';
import { s3Objects } from '../shared/objects.ts';
import { sqsQueues } from '../shared/queues.ts';
import { queuesOf } from '../shared/stage-queues.ts';
import { dynamoCertificates } from './certificate-store.ts';
import { certificateEngine } from './engine.ts';
import { pictureReader } from './picture-reader.ts';
import { readCertificates } from './read-certificates.ts';

const env = readEnvironment({ CACHE_TABLE: Required, BUCKET: Required });
const objects = s3Objects(s3(), env.BUCKET);
const store = dynamoCertificates(dynamo(), env.CACHE_TABLE, systemClock.now);
const deps = {
  objects,
  store,
  queues: sqsQueues(sqs()),
  picture: pictureReader(objects, store, certificateEngine()),
  queueOf: queuesOf('read-certificates'),
};

export const handler = queueHandler((body) => readCertificates(body, deps));
