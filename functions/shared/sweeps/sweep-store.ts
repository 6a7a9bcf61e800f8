import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { Sweep } from '../../../models/stock/sweep.ts';
import { type Item, S } from '../records/items.ts';
import { pack, unpack } from '../records/pack.ts';

export type SweepStore = {
  /** False when the sweep is known. */
  create(sweep: Sweep, dueAt: string): Promise<boolean>;
  get(sweepId: string): Promise<Sweep | undefined>;
  /** Stores the sweep's next step, unless someone took it meanwhile. `dueAt`: when to worry about it. */
  advance(sweep: Sweep, dueAt: string | undefined): Promise<boolean>;
  /** Newest first. */
  list(limit: number): Promise<Sweep[]>;
  /** Sweeps whose next step is late. */
  late(now: string): Promise<string[]>;
};

const SHARD = 'DUE#SWEEP';
const LIST = 'SWEEPS';
const sweepPk = (sweepId: string) => `SWP#${sweepId}`;

/** Sweeps in the records table; every step is a write on the condition that the step before still stands. */
export function dynamoSweeps(client: DynamoDBClient, table: string): SweepStore {
  const TableName = table;
  const itemOf = (sweep: Sweep, dueAt: string | undefined): Item => ({
    pk: S(sweepPk(sweep.sweepId)),
    sk: S('SWEEP'),
    record: pack(sweep),
    tick: { N: String(sweep.tick) },
    queue: S(LIST),
    rank: S(`${sweep.orderedAt}#${sweep.sweepId}`),
    ...(dueAt === undefined ? {} : { dueShard: S(SHARD), dueAt: S(dueAt) }),
  });
  const put = async (
    sweep: Sweep,
    dueAt: string | undefined,
    condition: Pick<
      ConstructorParameters<typeof PutItemCommand>[0],
      'ConditionExpression' | 'ExpressionAttributeValues'
    >,
  ): Promise<boolean> => {
    try {
      await client.send(new PutItemCommand({ TableName, Item: itemOf(sweep, dueAt), ...condition }));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };
  return {
    create: (sweep, dueAt) => put(sweep, dueAt, { ConditionExpression: 'attribute_not_exists(pk)' }),
    async get(sweepId) {
      const Key = { pk: S(sweepPk(sweepId)), sk: S('SWEEP') };
      const { Item } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
      return Item && Sweep.parse(unpack(Item.record));
    },
    advance: (sweep, dueAt) =>
      put({ ...sweep, tick: sweep.tick + 1 }, dueAt, {
        ConditionExpression: 'tick = :tick',
        ExpressionAttributeValues: { ':tick': { N: String(sweep.tick) } },
      }),
    async list(limit) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          IndexName: 'byQueue',
          KeyConditionExpression: 'queue = :list',
          ExpressionAttributeValues: { ':list': S(LIST) },
          ScanIndexForward: false,
          Limit: limit,
        }),
      );
      return Items.map((item) => Sweep.parse(unpack(item.record)));
    },
    async late(now) {
      const { Items = [] } = await client.send(
        new QueryCommand({
          TableName,
          IndexName: 'byDue',
          KeyConditionExpression: 'dueShard = :shard AND dueAt < :now',
          ExpressionAttributeValues: { ':shard': S(SHARD), ':now': S(now) },
          Limit: 100,
        }),
      );
      return Items.flatMap((item) => item.pk?.S?.slice('SWP#'.length) ?? []);
    },
  };
}
