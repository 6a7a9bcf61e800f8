import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import { shortPath } from './short-path.ts';

const S3_CONFIG = {
  maxAttempts: 5,
  cacheMiddleware: true,
  forcePathStyle: true,
  requestChecksumCalculation: 'WHEN_REQUIRED',
  responseChecksumValidation: 'WHEN_REQUIRED',
} as const;

/** One client a service a container: connections stay warm between messages, and repeated calls take the short way. */
export const dynamo = () =>
  shortPath(new DynamoDBClient({ maxAttempts: 6, cacheMiddleware: true }), {
    operations: ['BatchGetItem', 'GetItem', 'PutItem', 'Query', 'TransactWriteItems', 'UpdateItem'],
    answers: 'bodies',
  });

export const sqs = () =>
  shortPath(new SQSClient({ maxAttempts: 5, cacheMiddleware: true }), {
    operations: ['SendMessageBatch'],
    plainJson: ['SendMessageBatch'],
    answers: 'bodies',
  });

export const eventBridge = () =>
  shortPath(new EventBridgeClient({ maxAttempts: 5, cacheMiddleware: true }), {
    operations: ['PutEvents'],
    answers: 'bodies',
  });

/** Makes signed URLs and sends nothing, so nothing is learnt of a way: the short one would fetch what is only to be signed. */
export const s3Signer = () => new S3Client(S3_CONFIG);

/** Path style, so that the same code speaks to any S3 engine. Writes go the whole way: they carry checksums. */
export const s3 = () =>
  shortPath(new S3Client(S3_CONFIG), { operations: ['GetObject', 'HeadObject'], answers: 'streams' });
