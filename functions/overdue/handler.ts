import * as z from 'zod';
import { dynamo, s3, sqs } from '../shared/clients.ts';
import { systemClock } from '../shared/clock.ts';
import { Required, readEnvironment } from '../shared/environment.ts';
import { s3Objects } from '../shared/objects.ts';
import { sqsQueues } from '../shared/queues.ts';
import { dynamoRecords } from '../shared/records/dynamo-records.ts';
import { reconcileUploads, resumeOverdue } from './overdue.ts';

const env = readEnvironment({ RECORDS_TABLE: Required, BUCKET: Required, QUEUE_INTAKE: Required });
const deps = {
  records: dynamoRecords(dynamo(), env.RECORDS_TABLE),
  objects: s3Objects(s3(), env.BUCKET),
  queues: sqsQueues(sqs()),
  intakeQueue: env.QUEUE_INTAKE,
  clock: systemClock,
};
const Task = z.object({
  task: z.enum(['overdue', 'reconcile']),
  settleSeconds: z.number().optional(),
  aheadSeconds: z.number().optional(),
});

export const handler = async (event: unknown) => {
  const { task, settleSeconds, aheadSeconds } = Task.parse(event);
  return task === 'overdue' ? resumeOverdue(deps, aheadSeconds) : reconcileUploads(deps, settleSeconds);
};
