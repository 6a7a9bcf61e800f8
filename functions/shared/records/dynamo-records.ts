import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  type KeysAndAttributes,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { Case } from '../../../models/case.ts';
import { Refusal } from '../../../models/refusal.ts';
import { Rejection, type ScreeningKey, screeningId } from '../../../models/screening.ts';
import { Violation } from '../../../models/violation.ts';
import { awaitedIn, concludeItems, outboxItem, storedResults, writeOnce } from './conclude.ts';
import {
  dueShard,
  type Item,
  itemToScreening,
  listingPk,
  merchantPk,
  N,
  refusalSk,
  rejectionSk,
  S,
  screeningItemKey,
  screeningSk,
  screeningToItem,
} from './items.ts';
import { pack, unpack } from './pack.ts';
import type { Records } from './port.ts';

/** The records table. Every write is conditional on what it assumes. */
export function dynamoRecords(client: DynamoDBClient, table: string): Records {
  const TableName = table;
  const query = async (
    input: Omit<ConstructorParameters<typeof QueryCommand>[0], 'TableName'>,
  ): Promise<Item[]> => {
    const answer = await client.send(new QueryCommand({ TableName, ...input }));
    return answer.Items ?? [];
  };
  /** Items of several screenings, a hundred a request; one left unprocessed is missing like an unknown one. */
  const batchGet = async (
    keys: readonly Pick<ScreeningKey, 'listingId' | 'revision' | 'run'>[],
    reading: Omit<KeysAndAttributes, 'Keys'>,
  ): Promise<Item[]> => {
    const items: Item[] = [];
    for (let i = 0; i < keys.length; i += 100) {
      const Keys = keys.slice(i, i + 100).map(screeningItemKey);
      const answer = await client.send(
        new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys, ...reading } } }),
      );
      items.push(...(answer.Responses?.[TableName] ?? []));
    }
    return items;
  };

  return {
    async open(screening, dueAt) {
      const Item = screeningToItem(screening, dueAt);
      try {
        await client.send(
          new PutItemCommand({
            TableName,
            Item,
            ConditionExpression: 'attribute_not_exists(pk)',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        return { created: true, screening };
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException) || !error.Item) throw error;
        return { created: false, screening: itemToScreening(error.Item) };
      }
    },

    async screening(key) {
      const answer = await client.send(
        new GetItemCommand({ TableName, Key: screeningItemKey(key), ConsistentRead: true }),
      );
      return answer.Item && itemToScreening(answer.Item);
    },

    async latestJudged(listingId, belowRevision) {
      const items = await query({
        KeyConditionExpression:
          belowRevision === undefined
            ? 'pk = :pk AND begins_with(sk, :from)'
            : 'pk = :pk AND sk BETWEEN :from AND :to',
        FilterExpression: '#state = :judged',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':pk': S(listingPk(listingId)),
          ':from': S('SCR#'),
          ':judged': S('judged'),
          ...(belowRevision === undefined ? {} : { ':to': S(screeningSk(belowRevision, '')) }),
        },
        ScanIndexForward: false,
        Limit: 20,
        ConsistentRead: true,
      });
      return items[0] && itemToScreening(items[0]);
    },

    async screenings(keys) {
      const unique = [...new Map(keys.map((key) => [screeningId(key), key])).values()];
      const items = await batchGet(unique, { ConsistentRead: true });
      const found = new Map(items.map(itemToScreening).map((one) => [screeningId(one), one]));
      // One left unprocessed reads like an unknown one: it is asked for by itself.
      return Promise.all(keys.map((key) => found.get(screeningId(key)) ?? this.screening(key)));
    },

    async leave(key, attempt, results) {
      const stored = storedResults(results);
      const awaited = awaitedIn(attempt);
      try {
        const answer = await client.send(
          new UpdateItemCommand({
            TableName,
            Key: screeningItemKey(key),
            UpdateExpression: `SET ${stored.set} DELETE pending :checks`,
            ConditionExpression: [
              awaited.condition,
              ...results.map((_, i) => `contains(pending, :check${i})`),
            ].join(' AND '),
            ExpressionAttributeValues: {
              ...stored.values,
              ...awaited.values,
              ':checks': { SS: results.map(({ check }) => check) },
              ...Object.fromEntries(results.map(({ check }, i) => [`:check${i}`, S(check)])),
            },
            ReturnValues: 'ALL_NEW',
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
        return { stored: true, screening: itemToScreening(answer.Attributes ?? {}) };
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        // No item: the screening was never opened, which only a bug can send.
        if (!error.Item) throw new Error(`no screening ${screeningId(key)}`);
        return { stored: false, screening: itemToScreening(error.Item) };
      }
    },

    async defer(key, checks, attempt, dueAt) {
      return conditional(client, {
        TableName,
        Key: screeningItemKey(key),
        UpdateExpression: 'SET deferrals = :next, dueAt = :due, dueShard = :shard ADD pending :checks',
        ConditionExpression:
          '#state = :screening AND attribute_not_exists(pending) AND (attribute_not_exists(deferrals) OR deferrals < :next)',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':next': N(attempt),
          ':due': S(dueAt),
          ':shard': S(dueShard(key.listingId)),
          ':checks': { SS: checks },
          ':screening': S('screening'),
        },
      });
    },

    conclude: (conclusion) => writeOnce(client, concludeItems(TableName, conclusion)),

    async judged(keys) {
      const items = await batchGet(keys, {
        ProjectionExpression: 'pk, sk, #state',
        ExpressionAttributeNames: { '#state': 'state' },
      });
      // A key left unprocessed reads as not yet judged: it is asked for again.
      const standing = new Set(items.filter((item) => item.state?.S === 'judged').map(nameOf));
      return keys.map((key) => standing.has(nameOf(screeningItemKey(key))));
    },

    reject(rejection, event) {
      const Item: Item = {
        pk: S(listingPk(rejection.listingId)),
        sk: S(rejectionSk(rejection.revision, rejection.documentTag)),
        record: pack(rejection),
      };
      return writeOnce(client, [
        { Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' } },
        outboxItem(TableName, event),
      ]);
    },

    async rejections(listingId) {
      const items = await query({
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :from)',
        ExpressionAttributeValues: { ':pk': S(listingPk(listingId)), ':from': S('REJ#') },
        ScanIndexForward: false,
        Limit: 50,
      });
      return items.map((item) => Rejection.parse(unpack(item.record)));
    },

    async violations(merchantId) {
      const items = await query({
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :from)',
        ExpressionAttributeValues: { ':pk': S(merchantPk(merchantId)), ':from': S('VIO#') },
        ScanIndexForward: false,
        Limit: 500,
        ConsistentRead: true,
      });
      return items.map((item) =>
        Violation.parse({ ...(unpack(item.record) as object), screenings: item.screenings?.SS ?? [] }),
      );
    },

    async refusals(merchantId, since, before, limit) {
      const items = await query({
        KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
        ExpressionAttributeValues: {
          ':pk': S(merchantPk(merchantId)),
          ':from': S(refusalSk(since)),
          ':to': S(refusalSk(before)),
        },
        ScanIndexForward: false,
        Limit: limit,
        ConsistentRead: true,
      });
      return items.map((item) => Refusal.parse(unpack(item.record)));
    },

    async overdue(shard, now, limit) {
      const items = await query({
        IndexName: 'byDue',
        KeyConditionExpression: 'dueShard = :shard AND dueAt < :now',
        ExpressionAttributeValues: { ':shard': S(`DUE#${shard}`), ':now': S(now) },
        Limit: limit,
      });
      return items.flatMap((item) => keyFromItem(item));
    },

    postpone: (key, dueAt) =>
      conditional(client, {
        TableName,
        Key: screeningItemKey(key),
        UpdateExpression: 'SET dueAt = :due, dueShard = :shard',
        ConditionExpression: '#state = :screening',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':due': S(dueAt),
          ':shard': S(dueShard(key.listingId)),
          ':screening': S('screening'),
        },
      }),

    async unknownRevisions(refs) {
      const upload = (ref: (typeof refs)[number]) => ({ ...ref, run: '0' });
      const items = await batchGet(refs.map(upload), { ProjectionExpression: 'pk, sk' });
      const known = new Set(items.map(nameOf));
      const missing = refs.filter((ref) => !known.has(nameOf(screeningItemKey(upload(ref)))));
      const rejected = await Promise.all(missing.map((ref) => this.rejections(ref.listingId)));
      return missing.filter((ref, i) => !rejected[i]?.some((r) => r.revision === ref.revision));
    },

    async cases(queue, limit) {
      const items = await query({
        IndexName: 'byQueue',
        KeyConditionExpression: 'queue = :queue',
        ExpressionAttributeValues: { ':queue': S(`OPEN#${queue}`) },
        ScanIndexForward: false,
        Limit: limit,
      });
      return items.map((item) => Case.parse(unpack(item.record)));
    },
  };
}

const nameOf = ({ pk, sk }: Item): string => `${pk?.S}/${sk?.S}`;

/** An update on a condition; false when the condition does not hold. */
async function conditional(client: DynamoDBClient, input: UpdateItemCommandInput): Promise<boolean> {
  try {
    await client.send(new UpdateItemCommand(input));
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** The index carries keys only; the merchant is read with the screening. */
function keyFromItem(item: Item): ScreeningKey[] {
  const listingId = item.pk?.S?.slice('LST#'.length);
  const [, revision, run] = item.sk?.S?.split('#') ?? [];
  if (listingId === undefined || revision === undefined || run === undefined) return [];
  return [{ listingId, merchantId: '', revision: Number(revision), run }];
}
