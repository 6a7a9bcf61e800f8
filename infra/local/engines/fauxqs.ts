import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { EngineError, type JsonRecord } from './aws-json.ts';
import { loadQueues } from './fauxqs-queues.ts';
import { readRequest } from './s3/body.ts';
import { listen } from './s3/http.ts';

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

const JSON_TYPE = 'application/x-amz-json-1.0';

/**
 * The embedded SQS engine: the queues of fauxqs, in memory, on loopback. Functions speak HTTP to it like to SQS; this process
 * calls it without a socket in between. The library's own web server is left out: it was half of what this process did while
 * listings were screened (docs/adr/0014).
 */
export async function startFauxqs(region: string): Promise<QueueEngine> {
  const { store, actions } = await loadQueues(region);
  const listeners: ((sent: SentMessages) => void)[] = [];
  let host = '';

  async function perform(action: string, body: JsonRecord): Promise<JsonRecord> {
    const run = actions.get(action);
    if (run === undefined)
      throw new EngineError('InvalidAction', `${action} is not an action of the local SQS`, 400);
    const answer = await run(body, store, { headers: { host } });
    const sent = sentBy(action, body);
    if (sent !== undefined) for (const listener of listeners) listener(sent);
    return answer ?? {};
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readRequest(request);
    const action = String(request.headers['x-amz-target'] ?? '').replace('AmazonSQS.', '');
    try {
      reply(response, 200, await perform(action, JSON.parse(body.toString('utf8')) as JsonRecord));
    } catch (error) {
      const { status, code, message } = refusalOf(error);
      reply(response, status, { __type: `com.amazonaws.sqs#${code}`, message });
    }
  }

  const server = createServer((request, response) => {
    serve(request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 60_000;
  host = `127.0.0.1:${await listen(server, 0)}`;
  return {
    endpoint: `http://${host}`,
    // The engine answers a name only its own resolver knows, and takes this one just as well.
    queueUrl: (name) => `http://${host}/000000000000/${name}`,
    call: async (action, body) => {
      try {
        return await perform(action, body);
      } catch (error) {
        const { status, code, message } = refusalOf(error);
        throw new EngineError(code, message, status);
      }
    },
    onSent: (listener) => {
      listeners.push(listener);
    },
    close: async () => {
      // Long polls that still wait are let go.
      store.shutdown();
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function reply(response: ServerResponse, status: number, answer: JsonRecord): void {
  const text = JSON.stringify(answer);
  response.writeHead(status, { 'content-type': JSON_TYPE, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

/** A refusal of the queues carries code and status; anything else is a fault of this engine. */
function refusalOf(error: unknown): { status: number; code: string; message: string } {
  const { code, statusCode, status, message } = error as {
    code?: unknown;
    statusCode?: number;
    status?: number;
    message?: string;
  };
  if (error instanceof SyntaxError) return { status: 400, code: 'MalformedInput', message: error.message };
  return typeof code === 'string'
    ? { status: statusCode ?? status ?? 400, code, message: message ?? code }
    : { status: 500, code: 'InternalFailure', message: String(error) };
}

function sentBy(action: string, body: JsonRecord): SentMessages | undefined {
  const queueUrl = String(body.QueueUrl ?? '');
  if (action === 'SendMessage') {
    return { queueUrl, count: 1, delaySeconds: Number(body.DelaySeconds ?? 0) };
  }
  if (action === 'SendMessageBatch') {
    const entries = (body.Entries ?? []) as { DelaySeconds?: number }[];
    const delaySeconds = entries.reduce((longest, entry) => Math.max(longest, entry.DelaySeconds ?? 0), 0);
    return { queueUrl, count: entries.length, delaySeconds };
  }
  return undefined;
}
