import { queueVariable } from '../../models/names.ts';
import { stageOf } from '../../models/pipeline.ts';
import { queueHandler } from '../shared/batch.ts';
import { dynamo, s3, sqs } from '../shared/clients.ts';
import { systemClock } from '../shared/clock.ts';
import { Required, readEnvironment } from '../shared/environment.ts';
import { knowledgeStore } from '../shared/knowledge-store.ts';
import { s3Objects } from '../shared/objects.ts';
import { sqsQueues } from '../shared/queues.ts';
import { markDetector } from './engine.ts';
import { findMarks } from './find-marks.ts';
import { dynamoMarks } from './mark-store.ts';
import { pictureLooker } from './picture-looker.ts';

const queues = Object.fromEntries(stageOf('find-marks').sends.map((name) => [queueVariable(name), Required]));
const env = readEnvironment({ CACHE_TABLE: Required, BUCKET: Required, ...queues }) as Record<string, string>;
const objects = s3Objects(s3(), env.BUCKET ?? '');
const elapsed = () => performance.now();
const deps = {
  objects,
  queues: sqsQueues(sqs()),
  look: pictureLooker({
    objects,
    store: dynamoMarks(dynamo(), env.CACHE_TABLE ?? '', systemClock.now),
    knowledge: knowledgeStore(objects, ['marks'], Date.now),
    detect: markDetector(elapsed),
  }),
  queueOf: (stage: string) => env[queueVariable(stage)] ?? '',
  elapsed,
};

export const handler = queueHandler((body) => findMarks(body, deps));
