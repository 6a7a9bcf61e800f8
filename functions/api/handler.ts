import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { handle } from 'hono/aws-lambda';
import { JUDGED_BY } from '../../models/knowledge.ts';
import { analyseImage } from '../shared/analyse-image.ts';
import { dynamo, s3, s3Signer, sqs } from '../shared/aws/clients.ts';
import { after, systemClock } from '../shared/clock.ts';
import { Required, readEnvironment } from '../shared/environment.ts';
import { knowledgeStore } from '../shared/knowledge-store.ts';
import { dynamoLives } from '../shared/lives/dynamo-lives.ts';
import { s3Objects } from '../shared/objects.ts';
import { sqsQueues } from '../shared/queues.ts';
import { dynamoRecords } from '../shared/records/dynamo-records.ts';
import { TABLE_SETTINGS, tablesOf } from '../shared/records/tables.ts';
import { configuredRegistry } from '../shared/registry/configured-registry.ts';
import { stockIndex } from '../shared/stock/stock-index.ts';
import { sweepOrders } from '../shared/sweeps/order-sweep.ts';
import { dynamoSweeps } from '../shared/sweeps/sweep-store.ts';
import { createApi } from './app.ts';
import type { Presign } from './dependencies.ts';

const env = readEnvironment({
  ...TABLE_SETTINGS,
  CACHE_TABLE: Required,
  BUCKET: Required,
  QUEUE_SWEEP: Required,
});
const tables = tablesOf(env);
const client = dynamo();
const signer = s3Signer();
const objects = s3Objects(s3(), env.BUCKET);

const queues = sqsQueues(sqs());
const sweeps = dynamoSweeps(client, env.RECORDS_TABLE);

const SIGNED_SECONDS = 900;
/** Length and type are part of the signature: a URL admits the very file it was asked for. */
const presign: Presign = async (Key, { bytes, type }) => ({
  url: await getSignedUrl(
    signer,
    new PutObjectCommand({ Bucket: env.BUCKET, Key, ContentLength: bytes, ContentType: type }),
    {
      expiresIn: SIGNED_SECONDS,
      signableHeaders: new Set(['content-length', 'content-type', 'host']),
    },
  ),
  expiresAt: after(systemClock.now(), SIGNED_SECONDS),
});

const app = createApi({
  records: dynamoRecords(client, tables),
  objects,
  analyse: analyseImage,
  knowledge: knowledgeStore(objects, JUDGED_BY, Date.now),
  registry: configuredRegistry(client, env.CACHE_TABLE),
  lives: dynamoLives(client, tables),
  presign,
  signedGet: (Key) =>
    getSignedUrl(signer, new GetObjectCommand({ Bucket: env.BUCKET, Key }), { expiresIn: 300 }),
  clock: systemClock,
  sweeps: {
    store: sweeps,
    orders: sweepOrders({
      store: sweeps,
      objects,
      queues,
      sweepQueue: env.QUEUE_SWEEP,
      clock: systemClock,
    }),
    index: stockIndex(objects),
    send: (step) => queues.send(env.QUEUE_SWEEP, step),
  },
});

export const handler = handle(app);
