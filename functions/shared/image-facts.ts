import { BatchGetItemCommand, type DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import DataLoader from 'dataloader';
import { StoredImage } from '../../models/subject.ts';

/** What is known of an image by its content: analysed once, whoever uploads it again. */
export type ImageFactsStore = {
  get(contentTag: string): Promise<StoredImage | undefined>;
  /** Keeps the first writer's record, so that the first merchant stays the first; @returns it with whom an earlier analysis names first. */
  put(contentTag: string, image: StoredImage): Promise<StoredImage>;
};

/** Bump when the analysis changes: older facts are then computed again. */
const ANALYSIS_VERSION = 2;
const KEEP_DAYS = 400;
/** What is read of an earlier analysis, whatever else it held. */
const FirstSeen = StoredImage.pick({ firstMerchant: true, firstSeen: true });

export function dynamoImageFacts(client: DynamoDBClient, table: string, now: () => string): ImageFactsStore {
  const keyOf = (tag: string, version = ANALYSIS_VERSION) => ({
    pk: { S: `IMG#${tag}` },
    sk: { S: `V${version}` },
  });
  /** Who showed the picture first is no matter of how it is analysed: an earlier analysis still knows. */
  const seenBefore = async (
    tag: string,
  ): Promise<Pick<StoredImage, 'firstMerchant' | 'firstSeen'> | undefined> => {
    const Keys = Array.from({ length: ANALYSIS_VERSION - 1 }, (_, i) => keyOf(tag, i + 1));
    if (Keys.length === 0) return undefined;
    const answer = await client.send(new BatchGetItemCommand({ RequestItems: { [table]: { Keys } } }));
    const [first] = (answer.Responses?.[table] ?? [])
      .map((item) => FirstSeen.parse(JSON.parse(item.facts?.S ?? '')))
      .sort((a, b) => (a.firstSeen < b.firstSeen ? -1 : 1));
    return first;
  };
  const loader = new DataLoader<string, StoredImage | undefined>(
    async (tags) => {
      // Listings of one batch share pictures; the table refuses a key asked for twice.
      const Keys = [...new Set(tags)].map((tag) => keyOf(tag));
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
      const first = { ...image, ...(await seenBefore(tag)) };
      const ttl = Math.floor(Date.parse(now()) / 1000) + KEEP_DAYS * 86_400;
      try {
        await client.send(
          new PutItemCommand({
            TableName: table,
            Item: { ...keyOf(tag), facts: { S: JSON.stringify(first) }, ttl: { N: String(ttl) } },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
      } catch (error) {
        if (!(error instanceof Error && error.name === 'ConditionalCheckFailedException')) throw error;
      }
      return first;
    },
  };
}
