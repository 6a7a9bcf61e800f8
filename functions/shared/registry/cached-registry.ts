import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { LRUCache } from 'lru-cache';
import { questionKey, type RegistryAnswer, type RegistryQuestion } from '../../../models/registry/port.ts';
import type { Registry } from './registry.ts';

/** How long an answer is fresh, and how long a stale one may stand in while the registry is down. */
export const FRESH_SECONDS = { record: 86_400, absent: 3_600 } as const;
const STALE_SECONDS = 14 * 86_400;

type Kept = { answer: Exclude<RegistryAnswer, { state: 'unavailable' }>; at: number };

/** Remembers answers in memory and in the cache table. `absent` is kept shorter; `unavailable` never is. */
export function cachedRegistry(
  inner: Registry,
  client: DynamoDBClient,
  table: string,
  now: () => number,
): Registry {
  const memory = new LRUCache<string, Kept>({ max: 10_000 });
  const asking = new Map<string, Promise<RegistryAnswer>>();

  async function ask(question: RegistryQuestion, key: string): Promise<RegistryAnswer> {
    const kept = memory.get(key) ?? (await read(client, table, key));
    const age = kept ? (now() - kept.at) / 1000 : Number.POSITIVE_INFINITY;
    if (kept && age < FRESH_SECONDS[kept.answer.state]) {
      memory.set(key, kept);
      return { ...kept.answer, ageSeconds: Math.round(age) };
    }
    const answer = await inner.lookup(question);
    if (answer.state !== 'unavailable') {
      const fresh = { answer, at: now() };
      memory.set(key, fresh);
      await write(client, table, key, fresh);
      return answer;
    }
    // An old record may stand in during an outage and says so; an old absence may not.
    if (kept?.answer.state === 'record' && age < STALE_SECONDS)
      return { ...kept.answer, ageSeconds: Math.round(age), stale: true };
    return answer;
  }

  return {
    lookup(question) {
      const key = questionKey(question);
      const running = asking.get(key);
      if (running) return running;
      const answer = ask(question, key).finally(() => asking.delete(key));
      asking.set(key, answer);
      return answer;
    },
  };
}

async function read(client: DynamoDBClient, table: string, key: string): Promise<Kept | undefined> {
  const answer = await client.send(
    new GetItemCommand({ TableName: table, Key: { pk: { S: `REG#${key}` }, sk: { S: 'ANSWER' } } }),
  );
  const json = answer.Item?.kept?.S;
  return json === undefined ? undefined : (JSON.parse(json) as Kept);
}

async function write(client: DynamoDBClient, table: string, key: string, kept: Kept): Promise<void> {
  const ttl = Math.floor(kept.at / 1000) + STALE_SECONDS;
  await client.send(
    new PutItemCommand({
      TableName: table,
      Item: {
        pk: { S: `REG#${key}` },
        sk: { S: 'ANSWER' },
        kept: { S: JSON.stringify(kept) },
        ttl: { N: String(ttl) },
      },
    }),
  );
}
