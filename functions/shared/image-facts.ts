import {
  type AttributeValue,
  BatchGetItemCommand,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import DataLoader from 'dataloader';
import { LRUCache } from 'lru-cache';
import { MarkAnswer } from '../../models/marks/mark-answer.ts';
import { StoredImage } from '../../models/subject.ts';
import { gather } from './gather.ts';

/** What is known of an image by its content: analysed once, whoever uploads it again. */
export type ImageFactsStore = {
  get(contentTag: string): Promise<StoredImage | undefined>;
  /** What a version of the marks was found in it; nothing when nobody looked yet. Read together with the facts. */
  marks(contentTag: string, version: string): Promise<MarkAnswer | undefined>;
  /** Keeps the first writer's record, so that the first merchant stays the first; @returns it with whom an earlier analysis names first. */
  put(contentTag: string, image: StoredImage): Promise<StoredImage>;
};

/** Key of what was found of a version of the marks in a content; functions/find-marks writes it. */
export const marksKey = (contentTag: string, version: string) => ({
  pk: { S: `IMG#${contentTag}` },
  sk: { S: `M${version}` },
});

/** Bump when the analysis changes: older facts are then computed again. */
const ANALYSIS_VERSION = 4;
const KEEP_DAYS = 400;
/** What a container remembers: a shop shows the same pictures in many listings, and what is stored of one never changes. */
const REMEMBERED = 500;
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
  type Key = ReturnType<typeof keyOf>;
  const nameOf = ({ pk, sk }: Key) => `${pk.S} ${sk.S}`;
  const loader = new DataLoader<Key, Record<string, AttributeValue> | undefined, string>(
    async (keys) => {
      // Listings of one batch share pictures; the table refuses a key asked for twice.
      const answer = await client.send(
        new BatchGetItemCommand({ RequestItems: { [table]: { Keys: [...keys] } } }),
      );
      const found = new Map(
        (answer.Responses?.[table] ?? []).map((item) => [`${item.pk?.S} ${item.sk?.S}`, item]),
      );
      // A key left unprocessed reads as unknown: the image is looked at again, never taken for fine.
      return keys.map((key) => found.get(nameOf(key)));
    },
    { maxBatchSize: 100, cacheKeyFn: nameOf, batchScheduleFn: gather },
  );
  /** Asked for twice within a batch it is read once; nothing is remembered beyond that. */
  async function load(key: Key): Promise<Record<string, AttributeValue> | undefined> {
    try {
      return await loader.load(key);
    } finally {
      loader.clear(key);
    }
  }
  const facts = new LRUCache<string, StoredImage>({ max: REMEMBERED });
  const marks = new LRUCache<string, MarkAnswer>({ max: REMEMBERED });
  return {
    async get(tag) {
      const known = facts.get(tag);
      if (known) return known;
      const item = await load(keyOf(tag));
      if (!item) return undefined;
      const stored = StoredImage.parse(JSON.parse(item.facts?.S ?? ''));
      facts.set(tag, stored);
      return stored;
    },
    async marks(tag, version) {
      const name = `${version} ${tag}`;
      const known = marks.get(name);
      if (known) return known;
      const item = await load(marksKey(tag, version));
      if (!item) return undefined;
      const answer = MarkAnswer.parse(JSON.parse(item.marks?.S ?? ''));
      marks.set(name, answer);
      return answer;
    },
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
