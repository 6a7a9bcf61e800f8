import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { escapeXml, S3Error } from './errors.ts';

/** A request with its address taken apart. */
export interface Context {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  readonly bucket: string;
  readonly key: string;
}

const STORED_HEADERS = ['cache-control', 'content-disposition', 'content-language', 'expires'];

export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : 0);
    });
  });
}

export function contextOf(request: IncomingMessage, response: ServerResponse): Context {
  const target = request.url ?? '/';
  const question = target.indexOf('?');
  const rawPath = question < 0 ? target : target.slice(0, question);
  const url = new URL(`http://127.0.0.1/${question < 0 ? '' : target.slice(question)}`);
  // The path is taken as sent: a URL parser would resolve `..`, which in a key means itself.
  Object.defineProperty(url, 'pathname', { value: rawPath });
  const slash = rawPath.indexOf('/', 1);
  try {
    const bucket = decodeURIComponent(slash < 0 ? rawPath.slice(1) : rawPath.slice(1, slash));
    const key = slash < 0 ? '' : decodeURIComponent(rawPath.slice(slash + 1));
    return { request, response, url, bucket, key };
  } catch {
    throw new S3Error(400, 'InvalidURI', "Couldn't parse the specified URI.");
  }
}

export const unquote = (etag: string): string => etag.replace(/^W\//, '').replaceAll('"', '');

export const isForm = (request: IncomingMessage): boolean =>
  String(request.headers['content-type'] ?? '').startsWith('multipart/form-data');

export function metaOf(request: IncomingMessage): { contentType: string; headers: Record<string, string> } {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) {
    if (name.startsWith('x-amz-meta-') || STORED_HEADERS.includes(name)) headers[name] = String(value);
  }
  const encoding = String(request.headers['content-encoding'] ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== 'aws-chunked');
  if (encoding.length > 0) headers['content-encoding'] = encoding.join(',');
  return { contentType: request.headers['content-type'] ?? 'binary/octet-stream', headers };
}

/** One byte range; several at once are answered with the whole object, as S3 does. */
export function parseRange(
  header: string | undefined,
  size: number,
): { start: number; end: number } | undefined {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return undefined;
  const unsatisfiable = new S3Error(416, 'InvalidRange', 'The requested range is not satisfiable');
  if (match[1] === '') {
    const length = Math.min(Number(match[2]), size);
    if (length === 0) throw unsatisfiable;
    return { start: size - length, end: size - 1 };
  }
  const start = Number(match[1]);
  const end = match[2] === '' ? size - 1 : Math.min(Number(match[2]), size - 1);
  if (start >= size || end < start) throw unsatisfiable;
  return { start, end };
}

export function answer(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-length': String(Buffer.byteLength(body)), ...headers });
  response.end(body);
}

export function answerXml(response: ServerResponse, xml: string): void {
  answer(response, 200, `<?xml version="1.0" encoding="UTF-8"?>\n${xml}`, {
    'content-type': 'application/xml',
  });
}

export function answerError(
  request: IncomingMessage,
  response: ServerResponse,
  error: unknown,
  log: ((line: string) => void) | undefined,
): void {
  if (!(error instanceof S3Error))
    log?.(`S3 engine: ${error instanceof Error ? error.stack : String(error)}`);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const refusal =
    error instanceof S3Error ? error : new S3Error(500, 'InternalError', 'We encountered an internal error.');
  request.resume();
  const body =
    request.method === 'HEAD'
      ? ''
      : `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${refusal.code}</Code><Message>${escapeXml(refusal.message)}</Message><RequestId>local</RequestId></Error>`;
  answer(response, refusal.status, body, { 'content-type': 'application/xml' });
}
