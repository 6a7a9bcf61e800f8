import { setTimeout as sleep } from 'node:timers/promises';
import type { TablePlan } from '../template/plan-types.ts';
import { type AwsJson, EngineError } from './aws-json.ts';

const TARGET = 'DynamoDB_20120810';

/**
 * Creates the plan's tables where they do not exist yet.
 * @returns the stream ARN of every table that has one, by table name
 */
export async function createTables(
  dynamodb: AwsJson,
  tables: readonly TablePlan[],
): Promise<Map<string, string>> {
  const streams = new Map<string, string>();
  await Promise.all(
    tables.map(async (table) => {
      const arn = await createTable(dynamodb, table);
      if (arn !== undefined) streams.set(table.name, arn);
    }),
  );
  return streams;
}

async function createTable(dynamodb: AwsJson, table: TablePlan): Promise<string | undefined> {
  try {
    await dynamodb.call(`${TARGET}.CreateTable`, {
      TableName: table.name,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: table.attributeDefinitions,
      KeySchema: table.keySchema,
      ...(table.globalIndexes.length > 0 ? { GlobalSecondaryIndexes: table.globalIndexes } : {}),
      ...(table.localIndexes.length > 0 ? { LocalSecondaryIndexes: table.localIndexes } : {}),
      ...(table.streamViewType === undefined
        ? {}
        : { StreamSpecification: { StreamEnabled: true, StreamViewType: table.streamViewType } }),
    });
  } catch (error) {
    if (!(error instanceof EngineError) || error.code !== 'ResourceInUseException') throw error;
  }
  for (;;) {
    const described = (await dynamodb.call(`${TARGET}.DescribeTable`, { TableName: table.name })).Table as {
      TableStatus: string;
      LatestStreamArn?: string;
      GlobalSecondaryIndexes?: { IndexName: string }[];
    };
    if (described.TableStatus !== 'ACTIVE') {
      await sleep(10);
      continue;
    }
    const present = new Set((described.GlobalSecondaryIndexes ?? []).map((index) => index.IndexName));
    const missing = table.globalIndexes.filter((index) => !present.has(index.IndexName));
    if (
      missing.length > 0 ||
      (table.streamViewType !== undefined && described.LatestStreamArn === undefined)
    ) {
      throw new Error(
        `Table ${table.name} was created by an earlier template and lacks ` +
          `${missing.map((index) => index.IndexName).join(', ') || 'its stream'}; start with --fresh.`,
      );
    }
    return described.LatestStreamArn;
  }
}
