import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
  QueryCommand,
  type QueryCommandInput,
} from '@aws-sdk/client-dynamodb';
import { UnavailableError } from '../errors.ts';
import { outboxItem, writeOnce } from '../records/conclude.ts';
import { merchantPk, N, S } from '../records/items.ts';
import type { Tables } from '../records/tables.ts';
import {
  credentialShard,
  itemToLife,
  keyFromIndex,
  LIFE_SK,
  lifeItemKey,
  lifeToItem,
  RENEWAL_QUEUE,
} from './items.ts';
import type { Lives } from './port.ts';

/** Keys one BatchGetItem takes. */
const BATCH = 100;

/** Lives in the records table. */
export function dynamoLives(client: DynamoDBClient, tables: Tables): Lives {
  const TableName = tables.records;
  const query = (input: Omit<QueryCommandInput, 'TableName'>) =>
    client.send(new QueryCommand({ TableName, ...input }));
  return {
    async read(keys) {
      const wanted = [
        ...new Map(keys.map((key) => [JSON.stringify(lifeItemKey(key)), lifeItemKey(key)])).values(),
      ];
      const pages = [];
      for (let i = 0; i < wanted.length; i += BATCH) pages.push(wanted.slice(i, i + BATCH));
      const lives = await Promise.all(
        pages.map(async (Keys) => {
          const answer = await client.send(
            new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys, ConsistentRead: true } } }),
          );
          // What was not read is not absent.
          if ((answer.UnprocessedKeys?.[TableName]?.Keys?.length ?? 0) > 0)
            throw new UnavailableError('the table answered for a part of the credentials');
          return (answer.Responses?.[TableName] ?? []).map(itemToLife);
        }),
      );
      return lives.flat();
    },

    async save(life, notices) {
      const Put = {
        TableName,
        Item: lifeToItem({ ...life, version: life.version + 1 }),
        ...(life.version === 0
          ? { ConditionExpression: 'attribute_not_exists(pk)' }
          : {
              ConditionExpression: '#version = :version',
              ExpressionAttributeNames: { '#version': 'version' },
              ExpressionAttributeValues: { ':version': N(life.version) },
            }),
      };
      // A transaction costs twice: only an event needs one.
      if (notices.length > 0)
        return writeOnce(client, [{ Put }, ...notices.map((notice) => outboxItem(tables, notice))]);
      try {
        await client.send(new PutItemCommand(Put));
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },

    async ofMerchant(merchantId, limit, after) {
      const answer = await query({
        KeyConditionExpression: 'pk = :pk AND begins_with(sk, :from)',
        ExpressionAttributeValues: { ':pk': S(merchantPk(merchantId)), ':from': S(LIFE_SK) },
        Limit: limit,
        ConsistentRead: true,
        ...(after === undefined
          ? {}
          : { ExclusiveStartKey: { pk: S(merchantPk(merchantId)), sk: S(`${LIFE_SK}${after}`) } }),
      });
      const next = answer.LastEvaluatedKey?.sk?.S?.slice(LIFE_SK.length);
      return { lives: (answer.Items ?? []).map(itemToLife), ...(next === undefined ? {} : { next }) };
    },

    async due(shard, now, limit, from) {
      const answer = await query({
        IndexName: 'byDue',
        KeyConditionExpression: 'dueShard = :shard AND dueAt <= :now',
        ExpressionAttributeValues: { ':shard': S(credentialShard(shard)), ':now': S(now) },
        Limit: limit,
        ...(from === undefined ? {} : { ExclusiveStartKey: from as Record<string, AttributeValue> }),
      });
      const keys = (answer.Items ?? []).flatMap(keyFromIndex);
      return answer.LastEvaluatedKey ? { keys, next: answer.LastEvaluatedKey } : { keys };
    },

    async waiting(limit) {
      const answer = await query({
        IndexName: 'byQueue',
        KeyConditionExpression: 'queue = :queue',
        ExpressionAttributeValues: { ':queue': S(RENEWAL_QUEUE) },
        Limit: limit,
      });
      return (answer.Items ?? []).map(itemToLife);
    },
  };
}
