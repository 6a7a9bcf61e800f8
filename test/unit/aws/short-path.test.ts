import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import {
  GetObjectCommand,
  HeadObjectCommand,
  NotFound,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { dynamo, s3, sqs } from '../../../functions/shared/aws/clients.ts';

type Seen = { method: string; url: string; headers: IncomingHttpHeaders; body: string };
type Reply = { status: number; body?: string; headers?: Record<string, string> } | 'cut';

let server: Server;
let seen: Seen[] = [];
let replies: Reply[] = [];
const FINE: Reply = { status: 200, body: '{}' };

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      seen.push({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') });
      const reply = replies.shift() ?? FINE;
      if (reply === 'cut') return void request.socket.destroy();
      response.writeHead(reply.status, {
        'content-length': Buffer.byteLength(reply.body ?? ''),
        ...reply.headers,
      });
      response.end(reply.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  vi.stubEnv('AWS_ENDPOINT_URL', `http://127.0.0.1:${port}`);
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'AKIDEXAMPLE');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'secret');
  vi.stubEnv('AWS_SESSION_TOKEN', 'token');
});
afterAll(() => {
  vi.unstubAllEnvs();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  seen = [];
  replies = [];
});

/** What only the whole way says of itself, and what depends on the moment. */
const OWN = /^(user-agent|x-amz-user-agent|amz-sdk-.*|connection|authorization|x-amz-date)$/;
const essence = ({ method, url, headers, body }: Seen) => ({
  method,
  url,
  body,
  headers: Object.fromEntries(Object.entries(headers).filter(([header]) => !OWN.test(header))),
  signs: /Credential=(\S+), SignedHeaders/.exec(headers.authorization ?? '')?.[1],
});
const isWhole = ({ headers }: Seen) => headers['amz-sdk-invocation-id'] !== undefined;

const item = {
  pk: { S: 'a' },
  bytes: { B: new Uint8Array([1, 2, 255]) },
  text: { S: '中文 "quoted" \u{1f600}' },
};
const put = () =>
  new PutItemCommand({ TableName: 't', Item: item, ConditionExpression: 'attribute_not_exists(pk)' });
const get = () => new GetItemCommand({ TableName: 't', Key: { pk: { S: 'a' } } });

describe('the short way', () => {
  const calls: [string, () => Promise<unknown>][] = [];
  beforeAll(() => {
    const table: DynamoDBClient = dynamo();
    const queue: SQSClient = sqs();
    const bucket: S3Client = s3();
    calls.push(
      ['PutItem', () => table.send(put())],
      ['GetItem', () => table.send(get())],
      [
        'SendMessageBatch',
        () =>
          queue.send(
            new SendMessageBatchCommand({
              QueueUrl: `${process.env.AWS_ENDPOINT_URL}/000000000000/q`,
              Entries: [
                { Id: '0', MessageBody: '{"你":"好\\n\u{1f600}\\u0001"}\n\t', DelaySeconds: 3 },
                { Id: '1', MessageBody: 'plain', DelaySeconds: undefined },
              ],
            }),
          ),
      ],
      [
        'HeadObject',
        () => bucket.send(new HeadObjectCommand({ Bucket: 'b', Key: "uploads/商品 1/it's (a)+b.jpg" })),
      ],
      [
        'GetObject',
        () => bucket.send(new GetObjectCommand({ Bucket: 'b', Key: 'a/../b%20.json', Range: 'bytes=0-9' })),
      ],
    );
  });

  it('sends what the SDK sent the first time, byte for byte', async () => {
    for (const [name, call] of calls) {
      seen = [];
      for (let times = 0; times < 3; times++) await call();
      const [first, second, third] = seen;
      if (!first || !second || !third) throw new Error(`${name}: ${seen.length} requests`);
      expect([first, second, third].map(isWhole), name).toEqual([true, false, false]);
      expect(essence(second), name).toEqual(essence(first));
      expect(essence(third), name).toEqual(essence(first));
    }
  });

  it('sends each batch with its own messages', async () => {
    const queue = sqs();
    for (const body of ['first', 'second', 'third', '\ud800\u2028"'])
      await queue.send(
        new SendMessageBatchCommand({
          QueueUrl: `${process.env.AWS_ENDPOINT_URL}/000000000000/q`,
          Entries: [{ Id: '0', MessageBody: body }],
        }),
      );
    expect(seen.map(({ body }) => JSON.parse(body).Entries[0].MessageBody)).toEqual([
      'first',
      'second',
      'third',
      '\ud800\u2028"',
    ]);
    expect(seen.map(({ headers }) => headers['content-length'])).toEqual(
      seen.map(({ body }) => String(Buffer.byteLength(body))),
    );
  });

  it('names an object as the SDK does, whatever its key, and whatever else was asked before', async () => {
    const part = fc.string({
      unit: fc.constantFrom(..."ab09-._~ !'()*+&=%?#@:,;商品\u{1f600}"),
      minLength: 1,
      maxLength: 8,
    });
    const key = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
    const bucket = s3();
    await bucket.send(new HeadObjectCommand({ Bucket: 'b', Key: 'first' }));
    const property = fc.asyncProperty(key, fc.option(fc.constant('bytes=0-9')), async (Key, Range) => {
      const input = { Bucket: 'b', Key, ...(Range === null ? {} : { Range }) };
      seen = [];
      await bucket.send(new HeadObjectCommand(input));
      await s3().send(new HeadObjectCommand(input));
      const [short, whole] = seen;
      if (!short || !whole) throw new Error(`${seen.length} requests`);
      expect([isWhole(short), isWhole(whole)]).toEqual([false, true]);
      expect(essence(short)).toEqual(essence(whole));
    });
    await fc.assert(property);
  });

  it('reads answers as the SDK does', async () => {
    const table = dynamo();
    const bytes = { Item: { pk: { S: 'a' }, bytes: { B: 'AQL/' } } };
    replies = [0, 1].map(() => ({ status: 200, body: JSON.stringify(bytes) }));
    const [whole, short] = [await table.send(get()), await table.send(get())];
    expect(short.Item).toEqual(whole.Item);
    expect(short.Item?.bytes?.B).toEqual(new Uint8Array([1, 2, 255]));
    const bucket = s3();
    replies = [0, 1].map(() => ({ status: 200, body: 'body', headers: { etag: '"tag"' } }));
    for (let times = 0; times < 2; times++) {
      const object = await bucket.send(new GetObjectCommand({ Bucket: 'b', Key: 'k' }));
      expect([object.ETag, await object.Body?.transformToString()]).toEqual(['"tag"', 'body']);
    }
    expect(seen.map(isWhole)).toEqual([true, false, true, false]);
  });

  it('answers a refusal with the SDK’s own error, and does not ask again', async () => {
    const table = dynamo();
    await table.send(put());
    const refusal = {
      __type: 'com.amazonaws.dynamodb.v20120810#ConditionalCheckFailedException',
      Item: { pk: { S: 'b' } },
    };
    replies = [{ status: 400, body: JSON.stringify(refusal) }];
    const error = await table.send(put()).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ConditionalCheckFailedException);
    expect((error as ConditionalCheckFailedException).Item).toEqual({ pk: { S: 'b' } });
    expect(seen).toHaveLength(2);
    const bucket = s3();
    await bucket.send(new HeadObjectCommand({ Bucket: 'b', Key: 'k' }));
    replies = [{ status: 404 }];
    await expect(bucket.send(new HeadObjectCommand({ Bucket: 'b', Key: 'k' }))).rejects.toBeInstanceOf(
      NotFound,
    );
  });

  it.each<[string, Reply]>([
    ['throttling', { status: 400, body: '{"__type":"x#ProvisionedThroughputExceededException"}' }],
    ['a fault of the service', { status: 500, body: '{"__type":"x#InternalServerError"}' }],
    ['a broken connection', 'cut'],
    ['a token that ran out', { status: 400, body: '{"__type":"x#ExpiredTokenException"}' }],
    ['an answer nobody can read', { status: 200, body: '{"Item":' }],
  ])('gives %s to the whole way, which tries again', async (_, reply) => {
    const table = dynamo();
    await table.send(get());
    replies = [reply, { status: 200, body: '{"Item":{"pk":{"S":"late"}}}' }];
    expect((await table.send(get())).Item).toEqual({ pk: { S: 'late' } });
    expect(seen.map(isWhole)).toEqual([true, false, true]);
  });

  it('leaves writes to the bucket, which carry checksums, to the whole way', async () => {
    const bucket = s3();
    for (let times = 0; times < 2; times++)
      await bucket.send(new PutObjectCommand({ Bucket: 'b', Key: 'k', Body: 'x' }));
    expect(seen.map(isWhole)).toEqual([true, true]);
  });

  it('learns each bucket and operation by itself', async () => {
    const bucket = s3();
    for (const Bucket of ['b', 'c', 'b', 'c']) await bucket.send(new HeadObjectCommand({ Bucket, Key: 'k' }));
    expect(seen.map((one) => [one.url, isWhole(one)])).toEqual([
      ['/b/k', true],
      ['/c/k', true],
      ['/b/k', false],
      ['/c/k', false],
    ]);
  });
});
