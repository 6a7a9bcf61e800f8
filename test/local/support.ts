import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { startRuntime } from '../../infra/local/runtime.ts';
import type { Runtime, RuntimeOptions } from '../../infra/local/runtime-types.ts';
import { type FixtureOptions, fixtureStacks } from './fixtures/stack.ts';

/** A folder for one test that goes when the test ends. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'touchstone-local-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

export function startFixture(
  stateDir: string,
  options: Partial<RuntimeOptions> = {},
  fixture: FixtureOptions = {},
): Promise<Runtime> {
  return startRuntime({
    assembly: { stacks: fixtureStacks(fixture) },
    stateDir,
    port: 0,
    retryAfterMs: 100,
    ...options,
  });
}

export async function upload(runtime: Runtime, texts: Readonly<Record<string, string>>): Promise<void> {
  const s3 = new S3Client(runtime.client('s3'));
  const bucket = runtime.nameOf('Uploads');
  await Promise.all(
    Object.entries(texts).map(([key, Body]) =>
      s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body })),
    ),
  );
  s3.destroy();
}

/** All items of a table as plain values, by partition key. */
export async function itemsOf(runtime: Runtime, table: string): Promise<Map<string, Record<string, string>>> {
  const client = new DynamoDBClient(runtime.client('dynamodb'));
  const found = new Map<string, Record<string, string>>();
  for await (const page of paginateScan({ client }, { TableName: runtime.nameOf(table) })) {
    for (const item of page.Items ?? []) {
      const plain = Object.fromEntries(
        Object.entries(item).map(([key, value]) => [key, value.S ?? value.N ?? '']),
      );
      found.set(plain.pk ?? '', plain);
    }
  }
  client.destroy();
  return found;
}

export function manyTexts(count: number, prefix = 'uploads/'): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`${prefix}${index}.json`, `text ${index}`]),
  );
}
