import { createHash } from 'node:crypto';
import type { SQSEvent } from 'aws-lambda';
import { s3 } from '../shared/aws/clients.ts';
import { Required, readEnvironment } from '../shared/environment.ts';
import { s3Objects } from '../shared/objects.ts';
import { indexStock } from './index-stock.ts';

const env = readEnvironment({ BUCKET: Required });
const deps = {
  objects: s3Objects(s3(), env.BUCKET),
  digest: (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex'),
};

/** The whole batch is one file, so it succeeds or comes back as one. */
export const handler = async (event: SQSEvent): Promise<void> => {
  await indexStock(
    event.Records.map((record): unknown => JSON.parse(record.body)),
    deps,
  );
};
