import type { QueueEngine } from '../engines/fauxqs.ts';
import type { Activity } from './activity.ts';

/** Sends messages of the runtime itself (bucket and bus events) to queues, those of one moment together. */
export interface Outbox {
  send(queueName: string, body: string): void;
}

export function createOutbox(
  engine: QueueEngine,
  urlOf: (queueName: string) => string,
  activity: Activity,
  onSent: (messages: number) => void,
  onError: (error: unknown) => void,
): Outbox {
  const waiting = new Map<string, string[]>();

  async function flush(queueName: string): Promise<void> {
    // One turn of the event loop gathers what arrives together, at no cost in latency.
    await new Promise((resolve) => setImmediate(resolve));
    const bodies = waiting.get(queueName) ?? [];
    waiting.delete(queueName);
    for (let first = 0; first < bodies.length; first += 10) {
      const entries = bodies
        .slice(first, first + 10)
        .map((MessageBody, index) => ({ Id: String(index), MessageBody }));
      await engine.call('SendMessageBatch', { QueueUrl: urlOf(queueName), Entries: entries });
      onSent(entries.length);
    }
  }

  return {
    send: (queueName, body) => {
      const queue = waiting.get(queueName);
      if (queue !== undefined) {
        queue.push(body);
        return;
      }
      waiting.set(queueName, [body]);
      activity.track(flush(queueName)).catch(onError);
    },
  };
}
