import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';

/** Idle connections stay for the next call; a call that hears nothing for so long is given up. */
const SILENCE_MS = 15_000;
/** The silence is the agent's as well as the request's: a connection that has it already is not told again for each call. */
const KEPT = { keepAlive: true, maxSockets: 50, timeout: SILENCE_MS };
const secure = new https.Agent(KEPT);
const plain = new http.Agent(KEPT);

export type Answer = { statusCode: number; headers: Record<string, string>; body: IncomingMessage };

/** One request over a connection that is kept, and the answer as soon as its head is there. */
export function exchange(
  target: Pick<RequestOptions, 'hostname' | 'port' | 'method' | 'path' | 'headers'> & { protocol: string },
  body: string | Uint8Array | undefined,
): Promise<Answer> {
  const { protocol, ...rest } = target;
  return new Promise((resolve, reject) => {
    const overTls = protocol === 'https:';
    const options = { ...rest, agent: overTls ? secure : plain, timeout: SILENCE_MS };
    const request = overTls ? https.request(options) : http.request(options);
    request.on('response', (response) => {
      resolve({
        statusCode: response.statusCode ?? 0,
        headers: flat(response),
        body: response,
      });
    });
    request.on('timeout', () =>
      request.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })),
    );
    request.on('error', reject);
    request.end(body);
  });
}

function flat({ headers }: IncomingMessage): Record<string, string> {
  const single: Record<string, string> = {};
  for (const name in headers) {
    const value = headers[name];
    if (value !== undefined) single[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  return single;
}

/** The whole body of an answer. */
export function bodyOf({ body, headers }: Answer): Promise<Uint8Array> {
  const announced = Number(headers['content-length']);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    body.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      bytes += chunk.length;
    });
    body.on('end', () => {
      if (announced > bytes) return reject(Object.assign(new Error('answer cut'), { code: 'ECONNRESET' }));
      resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
    });
    body.on('error', reject);
  });
}
