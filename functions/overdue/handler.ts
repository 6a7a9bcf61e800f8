import * as z from 'zod';
import { dynamo, s3, sqs } from '../shared/aws/clients.ts';
import { systemClock } from '../shared/clock.ts';
import { Required, readEnvironment } from '../shared/environment.ts';
import { s3Objects } from '../shared/objects.ts';
import { sqsQueues } from '../shared/queues.ts';
import { dynamoRecords } from '../shared/records/dynamo-records.ts';
import { TABLE_SETTINGS, tablesOf } from '../shared/records/tables.ts';
import { dynamoSweeps } from '../shared/sweeps/sweep-store.ts';
import { reconcileUploads, resumeOverdue } from './overdue.ts';
import { resumeSweeps } from './sweeps.ts';

const env = readEnvironment({
  ...TABLE_SETTINGS,
  BUCKET: Required,
  QUEUE_INTAKE: Required,
  QUEUE_SWEEP: Required,
});
const tables = tablesOf(env);
const client = dynamo();
const deps = {
  records: dynamoRecords(client, tables),
  sweeps: dynamoSweeps(client, env.RECORDS_TABLE),
  sweepQueue: env.QUEUE_SWEEP,
  objects: s3Objects(s3(), env.BUCKET),
  queues: sqsQueues(sqs()),
  intakeQueue: env.QUEUE_INTAKE,
  clock: systemClock,
};
const Task = z.object({
  task: z.enum(['overdue', 'reconcile', 'compact']),
  settleSeconds: z.number().optional(),
  aheadSeconds: z.number().optional(),
});

export const handler = async (event: unknown) => {
  const { task, settleSeconds, aheadSeconds } = Task.parse(event);
  if (task === 'reconcile') return reconcileUploads(deps, settleSeconds);
  if (task === 'compact') return deps.queues.send(deps.sweepQueue, { task });
  const [{ resumed }, sweeps] = await Promise.all([
    resumeOverdue(deps, aheadSeconds),
    resumeSweeps(deps, aheadSeconds),
  ]);
  return { resumed, sweeps };
};
