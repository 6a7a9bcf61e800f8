import type { TablePlan } from '../template/plan-types.ts';
import type { AwsJson, JsonRecord } from './aws-json.ts';

const TARGET = 'DynamoDB_20120810';

/**
 * Deletes items whose time to live has passed; the embedded engine keeps them for ever. DynamoDB itself takes
 * up to two days over it, so a pass every few minutes is more than true to life.
 * @param nowSeconds seconds since 1970, the unit of a time-to-live attribute
 * @returns how many items went
 */
export async function expireItems(
  dynamodb: AwsJson,
  tables: readonly TablePlan[],
  nowSeconds: number,
): Promise<number> {
  let removed = 0;
  for (const table of tables) {
    if (table.ttlAttribute !== undefined)
      removed += await expireTable(dynamodb, table, table.ttlAttribute, nowSeconds);
  }
  return removed;
}

async function expireTable(dynamodb: AwsJson, table: TablePlan, ttl: string, now: number): Promise<number> {
  let removed = 0;
  let start: unknown;
  const keys = table.keySchema.map((key) => key.AttributeName);
  do {
    const page = await dynamodb.call(`${TARGET}.Scan`, {
      TableName: table.name,
      Limit: 500,
      FilterExpression: '#ttl < :now AND attribute_type(#ttl, :number)',
      ProjectionExpression: keys.map((_, index) => `#k${index}`).join(', '),
      ExpressionAttributeNames: {
        '#ttl': ttl,
        ...Object.fromEntries(keys.map((key, index) => [`#k${index}`, key])),
      },
      ExpressionAttributeValues: { ':now': { N: String(now) }, ':number': { S: 'N' } },
      ...(start === undefined ? {} : { ExclusiveStartKey: start }),
    });
    for (const item of (page.Items ?? []) as JsonRecord[]) {
      // Someone may have extended the item's life meanwhile; the condition looks again.
      await dynamodb
        .call(`${TARGET}.DeleteItem`, {
          TableName: table.name,
          Key: Object.fromEntries(keys.map((key) => [key, item[key]])),
          ConditionExpression: '#ttl < :now',
          ExpressionAttributeNames: { '#ttl': ttl },
          ExpressionAttributeValues: { ':now': { N: String(now) } },
        })
        .then(() => {
          removed += 1;
        })
        .catch(() => undefined);
    }
    start = page.LastEvaluatedKey;
  } while (start !== undefined);
  return removed;
}
