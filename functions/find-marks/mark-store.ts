import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { MarkAnswer } from '../../models/marks/mark-answer.ts';
import { marksKey } from '../shared/image-facts.ts';

/** What was found in a content by a version of the marks. Looking again says the same, so the last writer may win. */
export type MarkStore = {
  known(tag: string, version: string): Promise<MarkAnswer | undefined>;
  keep(tag: string, version: string, answer: MarkAnswer): Promise<void>;
};

/** Shorter than facts of pictures are kept: the marks change, and answers about the ones before are never read again. */
const KEEP_DAYS = 120;

export function dynamoMarks(client: DynamoDBClient, TableName: string, now: () => string): MarkStore {
  return {
    async known(tag, version) {
      const { Item } = await client.send(new GetItemCommand({ TableName, Key: marksKey(tag, version) }));
      return Item?.marks?.S === undefined ? undefined : MarkAnswer.parse(JSON.parse(Item.marks.S));
    },
    async keep(tag, version, answer) {
      const ttl = Math.floor(Date.parse(now()) / 1000) + KEEP_DAYS * 86_400;
      const Item = {
        ...marksKey(tag, version),
        marks: { S: JSON.stringify(answer) },
        ttl: { N: String(ttl) },
      };
      await client.send(new PutItemCommand({ TableName, Item }));
    },
  };
}
