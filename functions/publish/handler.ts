import { eventBridge, sqs } from '../shared/aws/clients.ts';
import { streamHandler } from '../shared/batch.ts';
import { Required, readEnvironment } from '../shared/environment.ts';
import { sqsQueues } from '../shared/queues.ts';
import { eventBus } from './event-bus.ts';
import { publish } from './publish.ts';

const env = readEnvironment({ BUS: Required, QUEUE_WEBHOOK: Required, QUEUE_INDEX_STOCK: Required });
const deps = {
  bus: eventBus(eventBridge(), env.BUS),
  queues: sqsQueues(sqs()),
  webhookQueue: (process.env.WEBHOOK_URL ?? '') === '' ? undefined : env.QUEUE_WEBHOOK,
  indexQueue: env.QUEUE_INDEX_STOCK,
};

export const handler = streamHandler((row) => publish(row ?? {}, deps));
