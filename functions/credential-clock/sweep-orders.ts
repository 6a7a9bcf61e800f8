import {
  ConditionalCheckFailedException,
  type DynamoDBClient,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Clock } from '../shared/clock.ts';
import { S } from '../shared/records/items.ts';
import { pack } from '../shared/records/pack.ts';
import type { Sweeps } from '../shared/sweeps/port.ts';

export const sweepOrderPk = (id: string) => `SWP#${id}`;

/** Orders of stock sweeps as rows of the records table, each written once under its natural key. */
export function tableSweepOrders(client: DynamoDBClient, TableName: string, clock: Clock): Sweeps {
  return {
    async order(order) {
      try {
        await client.send(
          new PutItemCommand({
            TableName,
            Item: {
              pk: S(sweepOrderPk(order.id)),
              sk: S('ORDER'),
              order: pack(order),
              orderedAt: S(clock.now()),
            },
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        );
        return true;
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return false;
        throw error;
      }
    },
  };
}
