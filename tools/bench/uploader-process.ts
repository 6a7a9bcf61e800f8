import { S3Client } from '@aws-sdk/client-s3';
import { type Objects, s3Objects } from '../../functions/shared/objects.ts';

export type UploaderSetup = {
  client: NonNullable<ConstructorParameters<typeof S3Client>[0]>;
  bucket: string;
  documents: Readonly<Record<string, string>>;
};
export type UploaderOrder = { key: string };
export type UploaderAnswer = { key: string; error?: string };

/** Puts what the bench orders into the bucket and says when it is there. */
let objects: Objects | undefined;
let documents: UploaderSetup['documents'] = {};

process.on('message', (message: UploaderSetup | UploaderOrder) => {
  if ('bucket' in message) {
    objects = s3Objects(new S3Client({ ...message.client, forcePathStyle: true }), message.bucket);
    documents = message.documents;
    return;
  }
  const { key } = message;
  objects?.put(key, documents[key] ?? '').then(
    () => process.send?.({ key }),
    (error: unknown) => process.send?.({ key, error: String(error) }),
  );
});
