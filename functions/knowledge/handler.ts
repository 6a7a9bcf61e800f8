import { createHash } from 'node:crypto';
import * as z from 'zod';
import { dynamo, s3, sqs } from '../shared/aws/clients.ts';
import { queueHandler } from '../shared/batch.ts';
import { systemClock } from '../shared/clock.ts';
import { Required, readEnvironment } from '../shared/environment.ts';
import { s3Objects } from '../shared/objects.ts';
import { sqsQueues } from '../shared/queues.ts';
import { sweepOrders } from '../shared/sweeps/order-sweep.ts';
import { dynamoSweeps } from '../shared/sweeps/sweep-store.ts';
import { publishKnowledge } from './publish-knowledge.ts';

const env = readEnvironment({ BUCKET: Required, RECORDS_TABLE: Required, QUEUE_SWEEP: Required });
const objects = s3Objects(s3(), env.BUCKET);
const deps = {
  objects,
  clock: systemClock,
  sweeps: sweepOrders({
    store: dynamoSweeps(dynamo(), env.RECORDS_TABLE),
    objects,
    queues: sqsQueues(sqs()),
    sweepQueue: env.QUEUE_SWEEP,
    clock: systemClock,
  }),
  digest: (text: string) => createHash('sha256').update(text).digest('hex'),
};
const Event = z.union([
  z.object({ Records: z.array(z.object({ s3: z.object({ object: z.object({ key: z.string() }) }) })) }),
  z.object({ Event: z.literal('s3:TestEvent') }),
]);

export const handler = queueHandler(async (body) => {
  const event = Event.parse(body);
  if ('Event' in event) return;
  for (const record of event.Records) await publishKnowledge(decodeURIComponent(record.s3.object.key), deps);
});
