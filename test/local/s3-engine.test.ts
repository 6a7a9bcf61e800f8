import { createHash, createHmac } from 'node:crypto';
import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCAL_CREDENTIALS } from '../../infra/local/engines/aws-json.ts';
import { decodeChunks } from '../../infra/local/engines/s3/body.ts';
import { parseRange } from '../../infra/local/engines/s3/http.ts';
import {
  type ObjectEngine,
  type ObjectEvent,
  startObjectEngine,
} from '../../infra/local/engines/s3/server.ts';
import { signingKey } from '../../infra/local/engines/s3/signature.ts';
import { temporaryFolder } from './support.ts';

const Bucket = 'shelf';
const folder = temporaryFolder();
const events: ObjectEvent[] = [];
let engine: ObjectEngine;
let s3: S3Client;

beforeAll(async () => {
  engine = await startObjectEngine({ folder: folder.path, now: Date.now });
  engine.store.createBucket(Bucket);
  engine.onEvent((event) => events.push(event));
  s3 = new S3Client({
    endpoint: engine.endpoint,
    region: 'us-east-1',
    credentials: LOCAL_CREDENTIALS,
    maxAttempts: 1,
  });
});

afterAll(async () => {
  s3.destroy();
  await engine.close();
  folder.remove();
});

async function put(Key: string, Body: string | Uint8Array): Promise<void> {
  await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
}

async function read(Key: string): Promise<string> {
  const answer = await s3.send(new GetObjectCommand({ Bucket, Key }));
  return (await answer.Body?.transformToString()) ?? '';
}

describe('objects', () => {
  test('come back as they went in, with type, metadata and MD5 tag', async () => {
    const Body = '中文标题 "quotes" & <tags>';
    await s3.send(
      new PutObjectCommand({
        Bucket,
        Key: 'a/b.txt',
        Body,
        ContentType: 'text/plain',
        Metadata: { who: 'me' },
      }),
    );
    const answer = await s3.send(new GetObjectCommand({ Bucket, Key: 'a/b.txt' }));
    expect(await answer.Body?.transformToString()).toBe(Body);
    expect(answer.ContentType).toBe('text/plain');
    expect(answer.Metadata).toEqual({ who: 'me' });
    expect(answer.ETag).toBe(`"${createHash('md5').update(Body).digest('hex')}"`);
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'a/b.txt' }));
    expect(head.ContentLength).toBe(Buffer.byteLength(Body));
  });

  test('of any size and as a stream arrive unharmed', async () => {
    const bytes = Buffer.alloc(3_000_000, 'touchstone');
    await put('large.bin', bytes);
    await s3.send(
      new PutObjectCommand({
        Bucket,
        Key: 'stream.bin',
        Body: Readable.from([bytes.subarray(0, 1_000_000), bytes.subarray(1_000_000)]),
        ContentLength: bytes.length,
      }),
    );
    for (const Key of ['large.bin', 'stream.bin']) {
      const answer = await s3.send(new GetObjectCommand({ Bucket, Key }));
      expect(Buffer.compare(Buffer.from((await answer.Body?.transformToByteArray()) ?? []), bytes)).toBe(0);
    }
  });

  test('may have any key, and no key reaches outside the store', async () => {
    const keys = [
      '../../etc/passwd',
      'a//b',
      './x',
      'sp ace+plus%41',
      '試金石/图 1.jpg',
      "it's(1)!*",
      'tail/',
    ];
    for (const key of keys) await put(key, `body of ${key}`);
    for (const key of keys) expect(await read(key)).toBe(`body of ${key}`);
  });

  test('are replaced as a whole, and a removed one is gone', async () => {
    await put('twice', 'first '.repeat(20_000));
    await put('twice', 'second');
    expect(await read('twice')).toBe('second');
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'twice' }));
    await expect(read('twice')).rejects.toMatchObject({ name: 'NoSuchKey' });
    await s3.send(new DeleteObjectCommand({ Bucket, Key: 'twice' }));
  });

  test('can be read in part', async () => {
    await put('alphabet', 'abcdefghij');
    const part = async (Range: string): Promise<string | undefined> =>
      (await s3.send(new GetObjectCommand({ Bucket, Key: 'alphabet', Range }))).Body?.transformToString();
    expect(await part('bytes=2-4')).toBe('cde');
    expect(await part('bytes=-3')).toBe('hij');
    expect(await part('bytes=8-99')).toBe('ij');
    await expect(part('bytes=10-')).rejects.toMatchObject({ name: 'InvalidRange' });
  });

  test('can be copied', async () => {
    await put('from', 'copied');
    await s3.send(new CopyObjectCommand({ Bucket, Key: 'to', CopySource: `${Bucket}/from` }));
    expect(await read('to')).toBe('copied');
  });

  test('a damaged body is refused', async () => {
    const response = await fetch(`${engine.endpoint}/${Bucket}/damaged`, {
      method: 'PUT',
      body: 'actual',
      headers: { authorization: 'AWS4-HMAC-SHA256 x', 'x-amz-checksum-crc32': 'AAAAAA==' },
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('BadDigest');
  });
});

describe('conditional requests', () => {
  test('create only when absent, replace only when unchanged', async () => {
    const first = await s3.send(new PutObjectCommand({ Bucket, Key: 'once', Body: '1', IfNoneMatch: '*' }));
    await expect(
      s3.send(new PutObjectCommand({ Bucket, Key: 'once', Body: '2', IfNoneMatch: '*' })),
    ).rejects.toMatchObject({ name: 'PreconditionFailed' });
    await s3.send(new PutObjectCommand({ Bucket, Key: 'once', Body: '3', IfMatch: first.ETag }));
    await expect(
      s3.send(new PutObjectCommand({ Bucket, Key: 'once', Body: '4', IfMatch: first.ETag })),
    ).rejects.toMatchObject({ name: 'PreconditionFailed' });
    expect(await read('once')).toBe('3');
  });

  test('only one of many creators wins', async () => {
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) =>
        s3.send(new PutObjectCommand({ Bucket, Key: 'race', Body: String(index), IfNoneMatch: '*' })),
      ),
    );
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  test('an unchanged object is not sent again', async () => {
    await put('cached', 'x');
    const { ETag } = await s3.send(new HeadObjectCommand({ Bucket, Key: 'cached' }));
    await expect(
      s3.send(new GetObjectCommand({ Bucket, Key: 'cached', IfNoneMatch: ETag })),
    ).rejects.toMatchObject({ $metadata: { httpStatusCode: 304 } });
  });
});

describe('listing', () => {
  test('pages through every key once, in order', async () => {
    const keys = Array.from({ length: 25 }, (_, index) => `list/${index % 3}/${index}`).sort();
    await Promise.all(keys.map((key) => put(key, 'x')));
    const seen: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(
        new ListObjectsV2Command({
          Bucket,
          Prefix: 'list/',
          MaxKeys: 7,
          ...(ContinuationToken === undefined ? {} : { ContinuationToken }),
        }),
      );
      seen.push(...(page.Contents ?? []).map((object) => object.Key ?? ''));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    expect(seen).toEqual(keys);
  });

  test('groups by delimiter, over pages too', async () => {
    const groups: string[] = [];
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(
        new ListObjectsV2Command({
          Bucket,
          Prefix: 'list/',
          Delimiter: '/',
          MaxKeys: 1,
          ...(ContinuationToken === undefined ? {} : { ContinuationToken }),
        }),
      );
      groups.push(...(page.CommonPrefixes ?? []).map((one) => one.Prefix ?? ''));
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken !== undefined);
    expect(groups).toEqual(['list/0/', 'list/1/', 'list/2/']);
  });

  test('many are deleted in one request', async () => {
    await Promise.all(['gone/1', 'gone/&2', 'gone/<3>'].map((key) => put(key, 'x')));
    await s3.send(
      new DeleteObjectsCommand({
        Bucket,
        Delete: { Objects: [{ Key: 'gone/1' }, { Key: 'gone/&2' }, { Key: 'gone/<3>' }] },
      }),
    );
    const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'gone/' }));
    expect(page.KeyCount).toBe(0);
  });
});

describe('access', () => {
  test('an anonymous request is refused', async () => {
    expect((await fetch(`${engine.endpoint}/${Bucket}/a/b.txt`)).status).toBe(403);
  });

  test('a presigned upload works for its key, type and length only', async () => {
    const url = await getSignedUrl(
      s3,
      new PutObjectCommand({ Bucket, Key: 'signed/图.txt', ContentType: 'text/plain', ContentLength: 5 }),
      { expiresIn: 60, signableHeaders: new Set(['content-type', 'content-length', 'host']) },
    );
    const headers = { 'content-type': 'text/plain' };
    expect((await fetch(url, { method: 'PUT', body: 'longer', headers })).status).toBe(403);
    expect(
      (await fetch(url, { method: 'PUT', body: 'other', headers: { 'content-type': 'text/html' } })).status,
    ).toBe(403);
    expect(
      (await fetch(url.replace('signed', 'stolen'), { method: 'PUT', body: 'right', headers })).status,
    ).toBe(403);
    expect((await fetch(url, { method: 'PUT', body: 'right', headers })).status).toBe(200);
    expect(await read('signed/图.txt')).toBe('right');
  });

  test('a presigned URL ends when it says so', async () => {
    const url = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: 'alphabet' }), {
      expiresIn: 60,
      signingDate: new Date(Date.now() - 61_000),
    });
    const answer = await fetch(url);
    expect(answer.status).toBe(403);
    expect(await answer.text()).toContain('Request has expired');
    const valid = await getSignedUrl(s3, new GetObjectCommand({ Bucket, Key: 'alphabet' }), {
      expiresIn: 60,
    });
    expect(await (await fetch(valid)).text()).toBe('abcdefghij');
  });

  function postForm(conditions: unknown[], fields: Record<string, string>, body: string): Promise<Response> {
    const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
    const credential = `${LOCAL_CREDENTIALS.accessKeyId}/${date.slice(0, 8)}/us-east-1/s3/aws4_request`;
    const signed: Record<string, string> = {
      ...fields,
      'X-Amz-Credential': credential,
      'X-Amz-Date': date,
      'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    };
    const known = ['X-Amz-Credential', 'X-Amz-Date', 'X-Amz-Algorithm'].map((name) => ({
      [name]: signed[name] ?? '',
    }));
    const policy = Buffer.from(
      JSON.stringify({
        expiration: new Date(Date.now() + 60_000).toISOString(),
        conditions: [{ bucket: Bucket }, ...known, ...conditions],
      }),
    ).toString('base64');
    const form = new FormData();
    for (const [name, value] of Object.entries(signed)) form.set(name, value);
    form.set('Policy', policy);
    const key = signingKey(date.slice(0, 8), 'us-east-1', 's3');
    form.set('X-Amz-Signature', createHmac('sha256', key).update(policy).digest('hex'));
    form.set('file', new Blob([body]), 'photo.jpg');
    return fetch(`${engine.endpoint}/${Bucket}`, { method: 'POST', body: form });
  }

  test('a presigned form is held to its policy', async () => {
    const conditions = [
      ['starts-with', '$key', 'form/'],
      ['content-length-range', 1, 10],
    ];
    expect((await postForm(conditions, { key: 'form/ok' }, 'short')).status).toBe(204);
    expect(await read('form/ok')).toBe('short');
    expect((await postForm(conditions, { key: 'form/big' }, 'far too long')).status).toBe(400);
    expect((await postForm(conditions, { key: 'elsewhere' }, 'short')).status).toBe(403);
    expect((await postForm(conditions, { key: 'form/x', acl: 'public-read' }, 'short')).status).toBe(403);
  });
});

test('events name what happened, after it happened', async () => {
  events.length = 0;
  await put('event/1', 'x');
  await s3.send(new DeleteObjectCommand({ Bucket, Key: 'event/1' }));
  expect(events.map(({ key, name }) => [key, name])).toEqual([
    ['event/1', 'ObjectCreated:Put'],
    ['event/1', 'ObjectRemoved:Delete'],
  ]);
});

test('objects are there after a restart', async () => {
  await put('kept', 'x'.repeat(100_000));
  await engine.close();
  engine = await startObjectEngine({ folder: folder.path, now: Date.now });
  s3 = new S3Client({ endpoint: engine.endpoint, region: 'us-east-1', credentials: LOCAL_CREDENTIALS });
  expect(await read('kept')).toHaveLength(100_000);
});

test('chunk framing is taken off whatever the chunks are', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ minLength: 1, maxLength: 50 })), fc.boolean(), (chunks, signed) => {
      const framed = chunks.map((chunk) =>
        Buffer.concat([
          Buffer.from(`${chunk.length.toString(16)}${signed ? ';chunk-signature=abc' : ''}\r\n`),
          chunk,
          Buffer.from('\r\n'),
        ]),
      );
      const raw = Buffer.concat([...framed, Buffer.from('0\r\nx-amz-checksum-crc32:AAAA\r\n\r\n')]);
      const { body, trailer } = decodeChunks(raw);
      expect(body).toEqual(Buffer.concat(chunks));
      expect(trailer).toEqual({ 'x-amz-checksum-crc32': 'AAAA' });
    }),
  );
});

test('a range never leaves the object', () => {
  fc.assert(
    fc.property(fc.nat(100), fc.nat(100), fc.integer({ min: 1, max: 80 }), (start, end, size) => {
      try {
        const range = parseRange(`bytes=${start}-${end}`, size);
        expect(
          range === undefined || (range.start >= 0 && range.end < size && range.start <= range.end),
        ).toBe(true);
      } catch (error) {
        expect(error).toMatchObject({ code: 'InvalidRange' });
      }
    }),
  );
});
