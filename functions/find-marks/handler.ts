import { dynamo, s3, sqs } from '../shared/aws/clients.ts';
import { queueHandler } from '../shared/batch.ts';
import { systemClock } from '../shared/clock.ts';
import { Required, readEnvironment } from '../shared/environment.ts';
import { knowledgeStore } from '../shared/knowledge-store.ts';
import { s3Objects } from '../shared/objects.ts';
import { sqsQueues } from '../shared/queues.ts';
import { queuesOf } from '../shared/stage-queues.ts';
import { markDetector } from './engine.ts';
import { findMarks } from './find-marks.ts';
import { dynamoMarks } from './mark-store.ts';
import { pictureLooker } from './picture-looker.ts';

const env = readEnvironment({ CACHE_TABLE: Required, BUCKET: Required });
const objects = s3Objects(s3(), env.BUCKET);
const elapsed = () => performance.now();
const deps = {
  objects,
  queues: sqsQueues(sqs()),
  look: pictureLooker({
    objects,
    store: dynamoMarks(dynamo(), env.CACHE_TABLE, systemClock.now),
    knowledge: knowledgeStore(objects, ['marks'], Date.now),
    detect: markDetector(elapsed),
  }),
  queueOf: queuesOf('find-marks'),
  elapsed,
};

export const handler = queueHandler((body) => findMarks(body, deps));
