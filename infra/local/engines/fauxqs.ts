import { buildApp } from 'fauxqs';
import { type JsonRecord, readAnswer } from './aws-json.ts';

export interface SentMessages {
  readonly queueUrl: string;
  readonly count: number;
  /** Seconds until the last of them becomes visible. */
  readonly delaySeconds: number;
}

/** A queue engine: `call` takes the action of the SQS API (`ReceiveMessage`) and its JSON body. */
export interface QueueEngine {
  readonly endpoint: string;
  /** Address of a queue; `answered` is what the engine said when it was created. */
  queueUrl(name: string, answered?: string): string;
  call(action: string, body: JsonRecord): Promise<JsonRecord>;
  /** Hears of every message sent through the engine, so that nobody has to poll for it. */
  onSent(listener: (sent: SentMessages) => void): void;
  close(): Promise<void>;
}

const OWN_CALL = 'x-own-call';

/**
 * The embedded SQS engine: in memory, on loopback. Functions speak HTTP to it like to SQS; this process calls
 * it without a socket in between.
 */
export async function startFauxqs(region: string): Promise<QueueEngine> {
  const app = buildApp({ logger: false, defaultRegion: region });
  const listeners: ((sent: SentMessages) => void)[] = [];
  // Answers to this process are taken as they are, before they would be written out and read again.
  const answers = new Map<string, JsonRecord>();
  let calls = 0;
  app.addHook('preSerialization', (request, _, payload, done) => {
    const own = request.headers[OWN_CALL];
    if (typeof own !== 'string') return done(null, payload);
    answers.set(own, payload as JsonRecord);
    done(null, {});
  });
  app.addHook('onResponse', (request, reply, done) => {
    if (reply.statusCode === 200) {
      const sent = sentBy(String(request.headers['x-amz-target'] ?? ''), request.body as JsonRecord);
      if (sent !== undefined) for (const listener of listeners) listener(sent);
    }
    done();
  });
  await app.listen({ port: 0, host: '127.0.0.1' });
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const host = `127.0.0.1:${port}`;
  return {
    endpoint: `http://${host}`,
    // The engine answers a name only its own resolver knows, and takes this one just as well.
    queueUrl: (name) => `http://${host}/000000000000/${name}`,
    call: async (action, body) => {
      const own = String(++calls);
      const { statusCode, payload } = await app.inject({
        method: 'POST',
        url: '/',
        headers: {
          host,
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': `AmazonSQS.${action}`,
          [OWN_CALL]: own,
        },
        payload: JSON.stringify(body),
      });
      const answer = answers.get(own);
      answers.delete(own);
      // Some actions answer nothing at all.
      return answer && statusCode === 200
        ? answer
        : readAnswer(statusCode, answer ? JSON.stringify(answer) : payload);
    },
    onSent: (listener) => {
      listeners.push(listener);
    },
    close: async () => {
      app.server.closeAllConnections();
      await app.close();
    },
  };
}

function sentBy(target: string, body: JsonRecord): SentMessages | undefined {
  const queueUrl = String(body?.QueueUrl ?? '');
  if (target === 'AmazonSQS.SendMessage') {
    return { queueUrl, count: 1, delaySeconds: Number(body.DelaySeconds ?? 0) };
  }
  if (target === 'AmazonSQS.SendMessageBatch') {
    const entries = (body.Entries ?? []) as { DelaySeconds?: number }[];
    const delaySeconds = entries.reduce((longest, entry) => Math.max(longest, entry.DelaySeconds ?? 0), 0);
    return { queueUrl, count: entries.length, delaySeconds };
  }
  return undefined;
}
