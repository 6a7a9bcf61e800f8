import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { Objects } from '../objects.ts';
import type { SnapshotStore } from './snapshot-registry.ts';

/** Snapshots in the bucket. */
export function bucketSnapshots(
  client: S3Client,
  bucket: string,
  objects: Pick<Objects, 'get'>,
): SnapshotStore {
  return {
    get: async (key) => (await objects.get(key))?.body,
    async download(key, file) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      if (!(Body instanceof Readable)) throw new Error(`${key} has no body`);
      await pipeline(Body, createWriteStream(file));
    },
  };
}
