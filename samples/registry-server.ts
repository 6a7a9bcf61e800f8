import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RegistryRecord } from '../models/registry/port.ts';
import { seeded } from '../test/support/random.ts';

/** How well the national databases behave today. Shares are 0-1; the same seed gives the same run of luck. */
export type RegistryBehaviour = {
  /** @default 1 */
  seed?: number;
  /** Milliseconds to an answer, uniform between the two. @default [5, 25] */
  latencyMs?: readonly [number, number];
  /** Share of questions answered 500. @default 0 */
  errors?: number;
  /** Share of questions answered with what is no record. @default 0 */
  malformed?: number;
  /** Questions a second before 429 with Retry-After. @default unlimited */
  perSecond?: number;
  /** Nobody there: connections are cut. @default false */
  outage?: boolean;
};

export type RegistryServer = {
  url: string;
  /** Changes behaviour while it runs: an outage begins, an outage ends. */
  behave(change: RegistryBehaviour): void;
  /** Adds or replaces a record. */
  put(record: RegistryRecord): void;
  /** Questions seen so far, whatever became of them. */
  asked(): number;
  stop(): Promise<void>;
};

/**
 * A registry on this machine: `GET /{kind}/{number}` answers 200 with a record, 404 with `{"absent":true}`, and what
 * a real one does on a bad day. It stands where NMPA, CNCA and SAMR would, for samples and tests.
 */
export async function startRegistry(
  records: Iterable<RegistryRecord>,
  behaviour: RegistryBehaviour = {},
): Promise<RegistryServer> {
  const known = new Map<string, RegistryRecord>();
  const put = (record: RegistryRecord) => void known.set(keyOf(record.kind, record.number), record);
  for (const record of records) put(record);
  let current = behaviour;
  let luck = seeded(behaviour.seed ?? 1);
  let asked = 0;
  let window = { second: 0, count: 0 };

  const server = createServer((request, response) => {
    asked++;
    void answer(request.method ?? '', request.url ?? '/', response).catch(() => response.destroy());
  });

  async function answer(method: string, path: string, response: ServerResponse): Promise<void> {
    if (current.outage) {
      response.destroy();
      return;
    }
    const [low, high] = current.latencyMs ?? [5, 25];
    await sleep(luck.between(low, high));
    if (method !== 'GET') return send(response, 405, { error: 'method not allowed' });
    if (overLimit()) {
      response.setHeader('Retry-After', '1');
      return send(response, 429, { error: 'too many requests' });
    }
    const chance = luck.next();
    if (chance < (current.errors ?? 0)) return send(response, 500, { error: 'internal error' });
    if (chance < (current.errors ?? 0) + (current.malformed ?? 0))
      return send(response, 200, MALFORMED[asked % 3]);
    const question = questionOf(path);
    if (!question) return send(response, 404, { error: 'no such address' });
    const record = known.get(keyOf(question.kind, question.number));
    // A registry that knows the number answers in the form it was asked in.
    if (record) return send(response, 200, { ...record, number: question.number });
    return send(response, 404, { absent: true });
  }

  function overLimit(): boolean {
    if (current.perSecond === undefined) return false;
    const second = Math.floor(Date.now() / 1000);
    if (window.second !== second) window = { second, count: 0 };
    return ++window.count > current.perSecond;
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    behave(change) {
      current = { ...current, ...change };
      if (change.seed !== undefined) luck = seeded(change.seed);
    },
    put,
    asked: () => asked,
    stop: () => stop(server),
  };
}

/** Answers that arrive with 200 and mean nothing: another question's, half a record, no JSON. */
const MALFORMED: readonly unknown[] = [
  { kind: 'ccc', number: '0', status: 'valid' },
  { status: 'fine' },
  '<html>系统维护中</html>',
];

/** Numbers compare without spaces, widths and a final 号, as people type them. */
function keyOf(kind: string, number: string): string {
  return `${kind}#${number
    .normalize('NFKC')
    .replace(/[\s()]/g, '')
    .replace(/号$/, '')
    .toUpperCase()}`;
}

function questionOf(path: string): { kind: string; number: string } | undefined {
  const match = /^\/([^/?]+)\/([^/?]+)$/.exec(path);
  try {
    return match
      ? { kind: decodeURIComponent(match[1] ?? ''), number: decodeURIComponent(match[2] ?? '') }
      : undefined;
  } catch {
    return undefined;
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(text);
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
