import { type DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { LRUCache } from 'lru-cache';
import { questionKey, type RegistryAnswer, type RegistryQuestion } from '../../../models/registry/port.ts';
import type { Registry } from './registry.ts';

/** How long an answer is fresh, and how long a stale one may stand in while the registry is down. */
export const FRESH_SECONDS = { record: 86_400, absent: 3_600 } as const;
const STALE_SECONDS = 14 * 86_400;

export type KeptAnswer = { answer: Exclude<RegistryAnswer, { state: 'unavailable' }>; at: number };

/** Where answers outlive a container. It may fail; then the registry itself is asked. */
export type AnswerStore = {
  read(key: string): Promise<KeptAnswer | undefined>;
  write(key: string, kept: KeptAnswer): Promise<void>;
};

/**
 * Remembers answers in memory and in the store. `absent` is kept shorter; `unavailable` never is. Questions asked at
 * the same time are asked once.
 */
export function cachedRegistry(inner: Registry, store: AnswerStore, now: () => number): Registry {
  const memory = new LRUCache<string, KeptAnswer>({ max: 10_000 });
  const asking = new Map<string, Promise<RegistryAnswer>>();
  const ageOf = (kept: KeptAnswer) => Math.max(0, (now() - kept.at) / 1000);
  const aged = (kept: KeptAnswer) => ({
    ...kept.answer,
    // What came out of a snapshot was old already when it was kept.
    ageSeconds: Math.round(kept.answer.ageSeconds + ageOf(kept)),
  });
  const fresh = (kept: KeptAnswer | undefined) =>
    kept !== undefined && ageOf(kept) < FRESH_SECONDS[kept.answer.state];

  async function ask(question: RegistryQuestion, key: string): Promise<RegistryAnswer> {
    const remembered = memory.get(key);
    // Another container may have asked since.
    const kept = fresh(remembered)
      ? remembered
      : ((await store.read(key).catch(() => undefined)) ?? remembered);
    if (kept && fresh(kept)) {
      memory.set(key, kept);
      return aged(kept);
    }
    const answer = await inner.lookup(question);
    if (answer.state !== 'unavailable') {
      const found = { answer, at: now() };
      memory.set(key, found);
      // An answer is an answer, even where it cannot be kept.
      await store.write(key, found).catch(() => undefined);
      return answer;
    }
    // An old record may stand in during an outage and says so; an old absence may not.
    if (kept?.answer.state === 'record' && ageOf(kept) < STALE_SECONDS) return { ...aged(kept), stale: true };
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

/** Answers in the cache table, gone when they are too old even to stand in. */
export function tableAnswers(client: DynamoDBClient, table: string): AnswerStore {
  return {
    async read(key) {
      const answer = await client.send(
        new GetItemCommand({ TableName: table, Key: { pk: { S: `REG#${key}` }, sk: { S: 'ANSWER' } } }),
      );
      const json = answer.Item?.kept?.S;
      return json === undefined ? undefined : (JSON.parse(json) as KeptAnswer);
    },
    async write(key, kept) {
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
    },
  };
}
