import { BatchGetItemCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import DataLoader from 'dataloader';
import { StoredImage } from '../../models/subject.ts';

/** What is known of an image by its content: analysed once, whoever uploads it again. */
export type ImageFactsStore = {
  get(contentTag: string): Promise<StoredImage | undefined>;
  /** Keeps the first writer's record, so that the first merchant stays the first. */
  put(contentTag: string, image: StoredImage): Promise<void>;
};

/** Bump when the analysis changes: older facts are then computed again. */
const ANALYSIS_VERSION = 2;
const KEEP_DAYS = 400;

export function dynamoImageFacts(client: DynamoDBClient, table: string, now: () => string): ImageFactsStore {
  const keyOf = (tag: string) => ({ pk: { S: `IMG#${tag}` }, sk: { S: `V${ANALYSIS_VERSION}` } });
  const loader = new DataLoader<string, StoredImage | undefined>(
    async (tags) => {
      // Listings of one batch share pictures; the table refuses a key asked for twice.
      const Keys = [...new Set(tags)].map(keyOf);
      const answer = await client.send(new BatchGetItemCommand({ RequestItems: { [table]: { Keys } } }));
      const found = new Map<string, StoredImage>();
      for (const item of answer.Responses?.[table] ?? []) {
        found.set(item.pk?.S ?? '', StoredImage.parse(JSON.parse(item.facts?.S ?? '')));
      }
      // A key left unprocessed reads as unknown: the image is analysed again, never taken for fine.
      return tags.map((tag) => found.get(`IMG#${tag}`));
    },
    { cache: false, maxBatchSize: 100, batchScheduleFn: (flush) => setTimeout(flush, 2) },
  );
  return {
    get: (tag) => loader.load(tag),
    async put(tag, image) {
      const ttl = Math.floor(Date.parse(now()) / 1000) + KEEP_DAYS * 86_400;
      try {
        await client.send(
          new PutItemCommand({
            TableName: table,
            Item: { ...keyOf(tag), facts: { S: JSON.stringify(image) }, ttl: { N: String(ttl) } },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
      } catch (error) {
        if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error;
      }
    },
  };
}
