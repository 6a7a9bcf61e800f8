import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { errorName } from './errors.ts';

export type ObjectHead = { tag: string; bytes: number };
export type Objects = {
  head(key: string): Promise<ObjectHead | undefined>;
  get(key: string): Promise<{ body: Uint8Array; tag: string } | undefined>;
  /** `ifMatch` makes the write conditional on the tag read; `ifAbsent` on there being none. Answers false when lost. */
  put(
    key: string,
    body: string | Uint8Array,
    options?: { ifMatch?: string; ifAbsent?: boolean; type?: string },
  ): Promise<boolean>;
  /** `length` bytes from `from`, fewer at the end of the object. */
  range(key: string, from: number, length: number): Promise<Uint8Array | undefined>;
  remove(key: string): Promise<void>;
  /** One page of keys, oldest name first. */
  list(
    prefix: string,
    after?: string,
  ): Promise<{ keys: { key: string; modifiedAt: string }[]; next?: string }>;
};

const ABSENT = new Set(['NotFound', 'NoSuchKey', 'NoSuchVersion']);
const LOST = new Set(['PreconditionFailed', 'ConditionalRequestConflict']);

/** The bucket behind a narrow port; tags are content tags without quotes. */
export function s3Objects(client: S3Client, bucket: string): Objects {
  const Bucket = bucket;
  return {
    async head(Key) {
      try {
        const answer = await client.send(new HeadObjectCommand({ Bucket, Key }));
        return { tag: unquote(answer.ETag), bytes: answer.ContentLength ?? 0 };
      } catch (error) {
        if (ABSENT.has(errorName(error))) return undefined;
        throw error;
      }
    },
    async get(Key) {
      try {
        const answer = await client.send(new GetObjectCommand({ Bucket, Key }));
        const body = await answer.Body?.transformToByteArray();
        return { body: body ?? new Uint8Array(), tag: unquote(answer.ETag) };
      } catch (error) {
        if (ABSENT.has(errorName(error))) return undefined;
        throw error;
      }
    },
    async range(Key, from, length) {
      try {
        const Range = `bytes=${from}-${from + length - 1}`;
        const answer = await client.send(new GetObjectCommand({ Bucket, Key, Range }));
        return (await answer.Body?.transformToByteArray()) ?? new Uint8Array();
      } catch (error) {
        if (ABSENT.has(errorName(error))) return undefined;
        throw error;
      }
    },
    async remove(Key) {
      await client.send(new DeleteObjectCommand({ Bucket, Key }));
    },
    async put(Key, Body, options = {}) {
      try {
        await client.send(
          new PutObjectCommand({
            Bucket,
            Key,
            Body,
            ContentType: options.type ?? 'application/json',
            ...(options.ifMatch === undefined ? {} : { IfMatch: `"${options.ifMatch}"` }),
            ...(options.ifAbsent ? { IfNoneMatch: '*' } : {}),
          }),
        );
        return true;
      } catch (error) {
        if (LOST.has(errorName(error))) return false;
        throw error;
      }
    },
    async list(Prefix, after) {
      const answer = await client.send(
        new ListObjectsV2Command({ Bucket, Prefix, StartAfter: after, MaxKeys: 1000 }),
      );
      const keys = (answer.Contents ?? []).flatMap((o) =>
        o.Key === undefined
          ? []
          : [{ key: o.Key, modifiedAt: (o.LastModified ?? new Date(0)).toISOString() }],
      );
      const next = answer.IsTruncated ? keys.at(-1)?.key : undefined;
      return next === undefined ? { keys } : { keys, next };
    },
  };
}

function unquote(tag: string | undefined): string {
  return (tag ?? '').replaceAll('"', '');
}
