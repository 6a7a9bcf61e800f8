import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';

/** One client a service a container: connections stay warm between messages. */
export const dynamo = () => new DynamoDBClient({ maxAttempts: 6, cacheMiddleware: true });
export const sqs = () => new SQSClient({ maxAttempts: 5, cacheMiddleware: true });
/** Path style, so that the same code speaks to any S3 engine. */
export const s3 = () =>
  new S3Client({
    maxAttempts: 5,
    cacheMiddleware: true,
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
  });
