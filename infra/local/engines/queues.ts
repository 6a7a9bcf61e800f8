import type { QueuePlan } from '../template/plan-types.ts';
import { createAwsJson, EngineError, type JsonRecord } from './aws-json.ts';
import type { QueueEngine, SentMessages } from './fauxqs.ts';

/** A queue engine somewhere else (ElasticMQ, LocalStack): reached over HTTP, and polled, since it cannot nudge. */
export function connectQueues(endpoint: string, region: string): QueueEngine {
  const client = createAwsJson(endpoint, region);
  const listeners: ((sent: SentMessages) => void)[] = [];
  return {
    endpoint,
    queueUrl: (name, answered) => answered ?? `${endpoint.replace(/\/$/, '')}/000000000000/${name}`,
    call: async (action: string, body: JsonRecord) => {
      const answer = await client.call(`AmazonSQS.${action}`, body);
      if (action.startsWith('SendMessage')) {
        const sent = { queueUrl: String(body.QueueUrl), count: 1, delaySeconds: 0 };
        for (const listener of listeners) listener(sent);
      }
      return answer;
    },
    onSent: (listener) => {
      listeners.push(listener);
    },
    close: async () => client.close(),
  };
}

/**
 * Creates the plan's queues, dead-letter queues first.
 * @returns the URL of every queue by name, as the engine spells it
 */
export async function createQueues(
  engine: QueueEngine,
  queues: readonly QueuePlan[],
): Promise<Map<string, string>> {
  const urls = new Map<string, string>();
  const ordered = [...queues].sort((a, b) => redrives(a) - redrives(b));
  for (const queue of ordered) {
    try {
      const created = await engine.call('CreateQueue', {
        QueueName: queue.name,
        Attributes: queue.attributes,
      });
      urls.set(queue.name, engine.queueUrl(queue.name, String(created.QueueUrl)));
    } catch (error) {
      if (!(error instanceof EngineError)) throw error;
      throw new Error(`Queue ${queue.name} could not be created: ${error.message}`);
    }
  }
  return urls;
}

const redrives = (queue: QueuePlan): number => (queue.attributes.RedrivePolicy === undefined ? 0 : 1);

export interface QueueCounts {
  readonly visible: number;
  readonly inFlight: number;
  readonly delayed: number;
}

/** How many messages a queue holds, by state. */
export async function countMessages(engine: QueueEngine, queueUrl: string): Promise<QueueCounts> {
  const names = [
    'ApproximateNumberOfMessages',
    'ApproximateNumberOfMessagesNotVisible',
    'ApproximateNumberOfMessagesDelayed',
  ];
  const answer = await engine.call('GetQueueAttributes', { QueueUrl: queueUrl, AttributeNames: names });
  const attributes = (answer.Attributes ?? {}) as Record<string, string>;
  const read = (name: string | undefined): number => Number(attributes[name ?? ''] ?? 0);
  return { visible: read(names[0]), inFlight: read(names[1]), delayed: read(names[2]) };
}
