import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { syncBuiltinESMExports } from 'node:module';
import type { CallCounts } from '../meter.ts';
import type { ServiceName, WorkerSetup } from './protocol.ts';
import { type CallFaults, createCallFaults } from './worker-faults.ts';

let counts: CallCounts = {};

/** What was counted since the last call of this function. */
export function takeCalls(): CallCounts {
  const taken = counts;
  counts = {};
  return taken;
}

function count(key: string, amount = 1): void {
  counts[key] = (counts[key] ?? 0) + amount;
}

/**
 * Watches the calls this thread makes to the engines. Watching happens here, in the caller, because only the
 * caller knows which function it is, and because no call then makes a detour for the sake of counting.
 */
export function observeCalls(setup: WorkerSetup, reportFault: (kind: string) => void): void {
  const original = http.request as (...all: unknown[]) => ClientRequest;
  const faults = createCallFaults(setup.faults, setup.functionName);
  const replacement = (...parameters: unknown[]): ClientRequest => {
    const options = parameters[0] as RequestOptions;
    const service = serviceOf(setup, options);
    if (service === undefined) return original(...parameters);
    const headers = (options.headers ?? {}) as Record<string, string>;
    const fate = faults.fate(service);
    if (fate !== 'none') {
      reportFault(fate);
      // Nobody listens on port 1; the other port answers with the service's throttling error.
      options.port = fate === 'outage' ? 1 : faults.port;
      headers['x-touchstone-fault'] = service;
      return original(...parameters);
    }
    const asksCapacity = service === 'dynamodb' && askForCapacity(headers);
    const request = original(...parameters);
    const operation = operationOf(service, options, headers);
    watch(request, service, operation, asksCapacity);
    if (setup.faults !== undefined && isWrite(operation)) {
      dieAfterWrite(request, faults, () => reportFault('crash'));
    }
    return request;
  };
  http.request = replacement as typeof http.request;
  syncBuiltinESMExports();
}

const WRITES =
  /^(PutItem|UpdateItem|DeleteItem|BatchWriteItem|TransactWriteItems|SendMessage|SendMessageBatch|PutEvents|PUT|POST|DELETE)$/;

function isWrite(operation: string): boolean {
  return WRITES.test(operation);
}

/** The engine has committed when its answer arrives; dying at that moment is the cruellest a crash can be. */
function dieAfterWrite(request: ClientRequest, faults: CallFaults, report: () => void): void {
  request.prependOnceListener('response', (response: IncomingMessage) => {
    if ((response.statusCode ?? 500) >= 300 || !faults.diesAfterWrite()) return;
    report();
    process.exit(137);
  });
}

function serviceOf(setup: WorkerSetup, options: unknown): ServiceName | undefined {
  if (typeof options !== 'object' || options === null) return undefined;
  const { port, host, hostname } = options as RequestOptions;
  if ((hostname ?? host) !== '127.0.0.1' || port === undefined || port === null) return undefined;
  return setup.ports[String(port)];
}

function operationOf(service: ServiceName, options: RequestOptions, headers: Record<string, string>): string {
  const target = headers['x-amz-target'];
  if (target !== undefined) return target.split('.').at(-1) ?? target;
  if (service !== 's3') return 'Request';
  return s3Operation(options.method ?? 'GET', options.path ?? '/');
}

/** S3 bills by class of request; a listing is billed like a write. */
function s3Operation(method: string, path: string): string {
  if (method === 'GET' && /[?&]list-type=/.test(path)) return 'LIST';
  return method;
}

const CAPACITY_FIELD = '{"ReturnConsumedCapacity":"TOTAL",';
const EXTRA = CAPACITY_FIELD.length - 1;
const WITH_CAPACITY =
  /\.(PutItem|UpdateItem|DeleteItem|GetItem|Query|Scan|BatchWriteItem|BatchGetItem|TransactWriteItems|TransactGetItems)$/;

/** Lengthens the announced body so that the question for consumed capacity fits in. */
function askForCapacity(headers: Record<string, string>): boolean {
  if (!WITH_CAPACITY.test(headers['x-amz-target'] ?? '')) return false;
  const name = Object.keys(headers).find((key) => key.toLowerCase() === 'content-length');
  if (name === undefined) return false;
  headers[name] = String(Number(headers[name]) + EXTRA);
  return true;
}

type End = (chunk?: unknown, ...rest: unknown[]) => ClientRequest;

function watch(request: ClientRequest, service: ServiceName, operation: string, asksCapacity: boolean): void {
  let sentBytes = 0;
  const end = request.end.bind(request) as End;
  request.end = ((chunk?: unknown, ...rest: unknown[]) => {
    if (typeof chunk === 'string' || chunk instanceof Uint8Array) {
      const text = asksCapacity ? withCapacity(chunk) : chunk;
      sentBytes += text.length;
      return end(text, ...rest);
    }
    return end(chunk, ...rest);
  }) as typeof request.end;
  request.prependOnceListener('response', (response: IncomingMessage) => {
    const status = response.statusCode ?? 0;
    countCall(service, operation, sentBytes, status);
    if (asksCapacity) readBody(response, (text) => countCapacity(text, operation, status, sentBytes));
  });
}

/** Puts the question at the front of the JSON body; a body that asks already keeps a harmless second answer. */
function withCapacity(chunk: string | Uint8Array): Buffer {
  const body =
    typeof chunk === 'string'
      ? Buffer.from(chunk)
      : Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  return Buffer.concat([Buffer.from(CAPACITY_FIELD), body.subarray(1)]);
}

const CHUNK = 65_536;

function countCall(service: ServiceName, operation: string, bytes: number, status: number): void {
  count(`${service}.calls`);
  if (status >= 500) return;
  if (service === 'sqs') count('sqs.requests', Math.max(1, Math.ceil(bytes / CHUNK)));
  else if (service === 's3')
    count(
      `s3.${operation === 'PUT' || operation === 'POST' || operation === 'LIST' ? 'put' : operation === 'DELETE' ? 'delete' : 'get'}`,
    );
  else if (service === 'control' && operation === 'GetSecretValue') count('secretsmanager.requests');
}

/** Collects an answer's bytes on their way to whoever asked, without taking them away. */
function readBody(response: IncomingMessage, done: (text: string) => void): void {
  const chunks: Buffer[] = [];
  const push = response.push.bind(response);
  response.push = (chunk: unknown, encoding?: BufferEncoding) => {
    if (chunk === null) done(Buffer.concat(chunks).toString('utf8'));
    else if (chunk instanceof Uint8Array) chunks.push(Buffer.from(chunk));
    return push(chunk, encoding);
  };
}

const READS = new Set(['GetItem', 'Query', 'Scan', 'BatchGetItem', 'TransactGetItems']);

function countCapacity(text: string, operation: string, status: number, sentBytes: number): void {
  const kind = READS.has(operation) ? 'dynamodb.read-units' : 'dynamodb.write-units';
  if (status !== 200) {
    // A refused condition is billed like the write it refused; the engine gives no figure, the size does.
    if (text.includes('ConditionalCheckFailed'))
      count(kind, Math.max(1, Math.ceil((sentBytes - 512) / 1024)));
    return;
  }
  // Only the answer's own field: an item's strings have their quotes escaped, and items may be large.
  const at = text.lastIndexOf('"ConsumedCapacity":');
  if (at < 0) return;
  for (const [, units] of text.slice(at, at + MOST_CAPACITY).matchAll(/"CapacityUnits":([\d.]+)/g))
    count(kind, Number(units));
}

/** Longer than the capacity of as many tables as one request can name. */
const MOST_CAPACITY = 8_192;
