import { Agent, request } from 'node:http';

/** An engine's refusal, with the service's error name (`ResourceInUseException`, ...). */
export class EngineError extends Error {
  override readonly name = 'EngineError';
  readonly code: string;
  readonly status: number;
  constructor(code: string, message: string, status: number) {
    super(`${code}: ${message}`);
    this.code = code;
    this.status = status;
  }
}

export type JsonRecord = Record<string, unknown>;

/** The one identity of this machine. It guards nothing: every engine listens on loopback only. */
export const LOCAL_CREDENTIALS = { accessKeyId: 'touchstone', secretAccessKey: 'touchstone-local' } as const;

/** Calls AWS services that speak JSON with a target header; small beside an SDK client, and as fast as it gets. */
export interface AwsJson {
  call(target: string, body: JsonRecord): Promise<JsonRecord>;
  close(): void;
}

export function createAwsJson(endpoint: string, region: string, contentVersion = '1.0'): AwsJson {
  const agent = new Agent({ keepAlive: true, maxSockets: 32 });
  const url = new URL(endpoint);
  const authorization = `AWS4-HMAC-SHA256 Credential=${LOCAL_CREDENTIALS.accessKeyId}/20260101/${region}/local/aws4_request, SignedHeaders=host, Signature=0`;
  return {
    call: (target, body) =>
      new Promise((resolve, reject) => {
        const payload = JSON.stringify(body);
        const sent = request(
          {
            agent,
            host: url.hostname,
            port: url.port,
            path: url.pathname,
            method: 'POST',
            headers: {
              'content-type': `application/x-amz-json-${contentVersion}`,
              'content-length': Buffer.byteLength(payload),
              'x-amz-target': target,
              'x-amz-date': '20260101T000000Z',
              authorization,
            },
          },
          (response) => {
            const chunks: Buffer[] = [];
            response.on('data', (chunk: Buffer) => chunks.push(chunk));
            response.on('error', reject);
            response.on('end', () => {
              try {
                resolve(readAnswer(response.statusCode ?? 0, Buffer.concat(chunks).toString('utf8')));
              } catch (error) {
                reject(error);
              }
            });
          },
        );
        sent.on('error', reject);
        sent.end(payload);
      }),
    close: () => agent.destroy(),
  };
}

/** Reads an answer in the AWS JSON form. @throws EngineError for a refusal */
export function readAnswer(status: number, text: string): JsonRecord {
  let parsed: JsonRecord = {};
  try {
    parsed = text === '' ? {} : (JSON.parse(text) as JsonRecord);
  } catch {
    throw new EngineError('UnreadableAnswer', text.slice(0, 200), status);
  }
  if (status >= 200 && status < 300) return parsed;
  const type = String(parsed.__type ?? 'UnknownError');
  const message = String(parsed.message ?? parsed.Message ?? text);
  throw new EngineError(type.split('#').at(-1) ?? type, message, status);
}
