import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, ScanCommand } from '@aws-sdk/client-dynamodb';
import type { Item } from '../../functions/shared/records/items.ts';
import { buildKnowledge } from '../../tools/knowledge/build.ts';
import { type LocalOptions, type LocalPipeline, startLocal } from '../../tools/lib/local-pipeline.ts';

const knowledge = await buildKnowledge(process.cwd());

/** A Touchstone of its own for one test file; its state is gone afterwards. */
export async function bootPipeline(
  options: LocalOptions = {},
): Promise<LocalPipeline & { stateDir: string; dispose(): Promise<void> }> {
  const stateDir = options.stateDir ?? mkdtempSync(join(tmpdir(), 'touchstone-test-'));
  // A sweep begins at once: whoever waits for quiet need not wait for it to settle.
  const environment = { SWEEP_SETTLE_SECONDS: '0', ...options.environment };
  const pipeline = await startLocal({
    port: 0,
    knowledge,
    retryAfterMs: 50,
    ...options,
    environment,
    stateDir,
  });
  return {
    ...pipeline,
    stateDir,
    dispose: async () => {
      await pipeline.stop();
      rmSync(stateDir, { recursive: true, force: true });
    },
  };
}

/** Rows of a table whose key begins so, as the table holds them. */
export async function recordRows(
  { runtime }: LocalPipeline,
  prefix: string,
  table: 'Records' | 'Outbox' = 'Records',
): Promise<Item[]> {
  const answer = await new DynamoDBClient(runtime.client('dynamodb')).send(
    new ScanCommand({
      TableName: runtime.nameOf(table),
      FilterExpression: 'begins_with(pk, :p)',
      ExpressionAttributeValues: { ':p': { S: prefix } },
      ConsistentRead: true,
    }),
  );
  return answer.Items ?? [];
}
