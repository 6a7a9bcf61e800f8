import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import DataLoader from 'dataloader';
import { UnavailableError } from './errors.ts';
import { gather } from './gather.ts';
import { JsonText } from './json-text.ts';

export type Queues = {
  /** `message`: what JSON can say, or a JsonText. `delaySeconds` is how long the queue keeps the message to itself: 900 at most, whatever is asked. */
  send(queueUrl: string, message: unknown, delaySeconds?: number): Promise<void>;
};

/** A request may carry ten messages and 256 KB; we stay below. */
const MAX_BATCH_BYTES = 240_000;
/** SQS keeps a message back no longer. */
const LONGEST_DELAY = 900;
type Outgoing = { body: string; delaySeconds: number | undefined };

/**
 * Sends that happen together travel together: messages of one batch are coalesced to SendMessageBatch calls,
 * each sender still waits for, and fails with, its own message.
 */
export function sqsQueues(client: SQSClient): Queues {
  const loaders = new Map<string, DataLoader<Outgoing, true, Outgoing>>();
  const loaderFor = (queueUrl: string) => {
    const known = loaders.get(queueUrl);
    if (known) return known;
    const loader = new DataLoader<Outgoing, true, Outgoing>((batch) => sendAll(client, queueUrl, batch), {
      cache: false,
      batchScheduleFn: gather,
    });
    loaders.set(queueUrl, loader);
    return loader;
  };
  return {
    async send(queueUrl, message, delaySeconds) {
      await loaderFor(queueUrl).load({
        body: bodyOf(message),
        delaySeconds: delaySeconds === undefined ? undefined : Math.min(delaySeconds, LONGEST_DELAY),
      });
    },
  };
}

/**
 * A queue takes the characters of XML only: U+FFFE and U+FFFF are refused, and by some engines everything beyond U+FFFF, so one
 * emoji in a title would stop its listing. All of these stand in JSON strings alone, where an escape says the same.
 */
function bodyOf(message: unknown): string {
  const json = message instanceof JsonText ? message.text : JSON.stringify(message);
  return json.replace(/[\ud800-\udfff\ufffe\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16)}`);
}

const NOT_SENT = new UnavailableError('the queue did not say what became of the message');

async function sendAll(
  client: SQSClient,
  queueUrl: string,
  batch: readonly Outgoing[],
): Promise<(true | Error)[]> {
  const results: (true | Error)[] = new Array(batch.length).fill(NOT_SENT);
  const chunks = chunk(batch);
  await Promise.all(
    chunks.map(async (indexes) => {
      try {
        const answer = await client.send(
          new SendMessageBatchCommand({
            QueueUrl: queueUrl,
            Entries: indexes.map((i) => ({
              Id: String(i),
              MessageBody: batch[i]?.body ?? '',
              ...(batch[i]?.delaySeconds === undefined ? {} : { DelaySeconds: batch[i].delaySeconds }),
            })),
          }),
        );
        for (const sent of answer.Successful ?? []) results[Number(sent.Id)] = true;
        for (const failed of answer.Failed ?? [])
          results[Number(failed.Id)] = new UnavailableError(`send: ${failed.Code}`);
      } catch (error) {
        for (const i of indexes)
          results[i] = error instanceof Error ? error : new UnavailableError(String(error));
      }
    }),
  );
  return results;
}

function chunk(batch: readonly Outgoing[]): number[][] {
  const chunks: number[][] = [];
  let current: number[] = [];
  let bytes = 0;
  batch.forEach((message, i) => {
    const size = Buffer.byteLength(message.body);
    if (current.length === 10 || (current.length > 0 && bytes + size > MAX_BATCH_BYTES)) {
      chunks.push(current);
      current = [];
      bytes = 0;
    }
    current.push(i);
    bytes += size;
  });
  if (current.length > 0) chunks.push(current);
  return chunks;
}
