import {
  BatchGetItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { CertificateReading, CertificateUse } from '../../models/certificate-reading.ts';
import { errorName } from '../shared/errors.ts';

/** The first picture a number was read from, and who showed it. */
const FirstPicture = z.object({ use: CertificateUse, tag: z.string(), pdq: z.string(), quality: z.number() });
export type FirstPicture = z.infer<typeof FirstPicture>;

/** What is kept of certificates by their content and by the number they bear. Every first writer stays the first. */
export type CertificateStore = {
  /** The reading of a content by this version of the reader, and who showed that very file first. */
  known(tag: string): Promise<{ reading?: CertificateReading; first?: CertificateUse }>;
  keepReading(tag: string, reading: CertificateReading): Promise<void>;
  /** Notes a use of the file; answers the first one, which may be this. */
  firstUse(tag: string, use: CertificateUse): Promise<CertificateUse>;
  /** Notes the picture as the first with that number; answers the first one, which may be this. */
  firstPicture(number: string, picture: FirstPicture): Promise<FirstPicture>;
  /** Counts a try at which the reader broke down over this content; answers how many there were. */
  countFailure(tag: string): Promise<number>;
};

/** Bump when the reader changes: pictures are then read again. */
export const READER_VERSION = 1;
const KEEP_DAYS = 400;

export function dynamoCertificates(
  client: DynamoDBClient,
  TableName: string,
  now: () => string,
): CertificateStore {
  const READING = `R${READER_VERSION}`;
  const key = (pk: string, sk: string) => ({ pk: { S: pk }, sk: { S: sk } });
  const ttl = () => ({ N: String(Math.floor(Date.parse(now()) / 1000) + KEEP_DAYS * 86_400) });

  /** Puts unless something stands there; answers what stands. */
  async function first<T>(pk: string, sk: string, value: T, schema: z.ZodType<T>): Promise<T> {
    try {
      await client.send(
        new PutItemCommand({
          TableName,
          Item: { ...key(pk, sk), value: { S: JSON.stringify(value) }, ttl: ttl() },
          ConditionExpression: 'attribute_not_exists(pk)',
        }),
      );
      return value;
    } catch (error) {
      if (errorName(error) !== 'ConditionalCheckFailedException') throw error;
    }
    const stands = await client.send(
      new GetItemCommand({ TableName, Key: key(pk, sk), ConsistentRead: true }),
    );
    // Gone between the two by its time to live: then this one is the first again.
    return stands.Item?.value?.S === undefined ? value : schema.parse(JSON.parse(stands.Item.value.S));
  }

  return {
    async known(tag) {
      const Keys = [key(`CRT#${tag}`, READING), key(`CRT#${tag}`, 'USE')];
      const answer = await client.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys } } }));
      const items = answer.Responses?.[TableName] ?? [];
      const stored = (sk: string): unknown => {
        const text = items.find((item) => item.sk?.S === sk)?.value?.S;
        return text === undefined ? undefined : JSON.parse(text);
      };
      const reading = CertificateReading.optional().parse(stored(READING));
      const use = CertificateUse.optional().parse(stored('USE'));
      return { ...(reading ? { reading } : {}), ...(use ? { first: use } : {}) };
    },
    async keepReading(tag, reading) {
      await first(`CRT#${tag}`, READING, reading, CertificateReading);
    },
    firstUse: (tag, use) => first(`CRT#${tag}`, 'USE', use, CertificateUse),
    firstPicture: (number, picture) => first(`CRN#${number}`, 'FIRST', picture, FirstPicture),
    async countFailure(tag) {
      const answer = await client.send(
        new UpdateItemCommand({
          TableName,
          Key: key(`CRT#${tag}`, `F${READER_VERSION}`),
          UpdateExpression: 'ADD tries :one SET #ttl = :ttl',
          ExpressionAttributeNames: { '#ttl': 'ttl' },
          ExpressionAttributeValues: { ':one': { N: '1' }, ':ttl': ttl() },
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return Number(answer.Attributes?.tries?.N ?? 1);
    },
  };
}
