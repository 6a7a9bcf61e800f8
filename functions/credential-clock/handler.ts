import type { Context } from 'aws-lambda';
import { dynamo, s3, sqs } from '../shared/aws/clients.ts';
import { systemClock } from '../shared/clock.ts';
import { Required, readEnvironment } from '../shared/environment.ts';
import { UnavailableError } from '../shared/errors.ts';
import { knowledgeStore } from '../shared/knowledge-store.ts';
import { dynamoLives } from '../shared/lives/dynamo-lives.ts';
import { s3Objects } from '../shared/objects.ts';
import { sqsQueues } from '../shared/queues.ts';
import { TABLE_SETTINGS, tablesOf } from '../shared/records/tables.ts';
import { configuredRegistry } from '../shared/registry/configured-registry.ts';
import { sweepOrders } from '../shared/sweeps/order-sweep.ts';
import { dynamoSweeps } from '../shared/sweeps/sweep-store.ts';
import { logger } from '../shared/telemetry.ts';
import { lookAtDue } from './credential-clock.ts';

const env = readEnvironment({
  ...TABLE_SETTINGS,
  CACHE_TABLE: Required,
  BUCKET: Required,
  QUEUE_SWEEP: Required,
});
const tables = tablesOf(env);
const client = dynamo();
const objects = s3Objects(s3(), env.BUCKET);
const deps = {
  lives: dynamoLives(client, tables),
  registry: configuredRegistry(client, env.CACHE_TABLE),
  sweeps: sweepOrders({
    store: dynamoSweeps(client, env.RECORDS_TABLE),
    objects,
    queues: sqsQueues(sqs()),
    sweepQueue: env.QUEUE_SWEEP,
    clock: systemClock,
  }),
  knowledge: knowledgeStore(objects, ['terms'], Date.now),
  clock: systemClock,
  warn: (message: string, about: object) => logger.warn(message, about as Record<string, unknown>),
};

/** Everything due is tried before a failure is told, so that one bad record stops nobody and still rings the alarm. */
export const handler = async (_event: unknown, context: Context) => {
  const outcome = await lookAtDue(deps, () => context.getRemainingTimeInMillis());
  if (outcome.failed > 0)
    throw new UnavailableError(
      `${outcome.failed} credentials could not be looked at: ${JSON.stringify(outcome)}`,
    );
  return outcome;
};
