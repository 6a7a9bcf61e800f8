import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { startRuntime } from '../../infra/local/runtime.ts';
import type { Runtime, RuntimeOptions } from '../../infra/local/runtime-types.ts';
import { itemsOf, manyTexts, startFixture, temporaryFolder, upload } from './support.ts';

const folder = temporaryFolder();
let runtime: Runtime | undefined;

async function start(options: Partial<RuntimeOptions> = {}, checkTimeoutSeconds = 10): Promise<Runtime> {
  runtime = await startFixture(folder.path, { fresh: true, ...options }, { checkTimeoutSeconds });
  return runtime;
}

afterEach(async () => {
  await runtime?.stop();
  runtime = undefined;
});
afterAll(folder.remove);

describe('the wires of a template', () => {
  test('carry an upload through queues, functions, table, stream and bus', async () => {
    const running = await start();
    await upload(running, {
      ...manyTexts(25),
      'uploads/空 格+.json': 'odd key',
      'elsewhere/1.json': 'no',
      'uploads/x.txt': 'no',
    });
    await running.idle();
    const items = await itemsOf(running, 'Items');
    expect(items.size).toBe(26);
    expect(items.get('uploads/空 格+.json')?.text).toBe('odd key');
    expect((await itemsOf(running, 'Seen')).size).toBe(26);
    expect((await running.queueDepth('ToldQueue')).visible).toBe(26);
  });

  test('a message that keeps failing ends in the dead-letter queue, its batch mates do not', async () => {
    const running = await start();
    await upload(running, { 'uploads/bad.json': 'poison', 'uploads/good.json': 'fine' });
    await running.idle();
    expect([...(await itemsOf(running, 'Items')).keys()]).toEqual(['uploads/good.json']);
    expect((await running.queueDepth('Dead')).visible).toBe(1);
  });

  test('a function that hangs is ended at its timeout and its messages are tried again', async () => {
    const running = await start({}, 1);
    await upload(running, { 'uploads/hang.json': 'hang' });
    await running.idle();
    expect((await running.queueDepth('Dead')).visible).toBe(1);
    await upload(running, { 'uploads/after.json': 'fine' });
    await running.idle();
    expect((await itemsOf(running, 'Items')).has('uploads/after.json')).toBe(true);
  });

  test('delayed messages arrive late, and idle waits for them', async () => {
    const running = await start();
    const sqs = new SQSClient(running.client('sqs'));
    const QueueUrl =
      running.resources[Object.keys(running.resources).find((id) => id.startsWith('WorkQueue')) ?? '']?.ref;
    await sqs.send(
      new SendMessageCommand({
        QueueUrl,
        DelaySeconds: 1,
        MessageBody: JSON.stringify({ key: 'late', text: 'x' }),
      }),
    );
    expect((await itemsOf(running, 'Items')).size).toBe(0);
    await running.idle();
    expect((await itemsOf(running, 'Items')).has('late')).toBe(true);
    sqs.destroy();
  });
});

describe('whatever goes wrong', () => {
  const plans: [string, RuntimeOptions['faults']][] = [
    ['every message twice', { seed: 1, duplicate: 1, delayMs: 100 }],
    ['late and out of order', { seed: 2, delay: 0.3, delayMs: 200, reorder: 0.5 }],
    ['throttled engines', { seed: 3, throttle: 0.08 }],
    [
      'workers that die after a write',
      {
        seed: 4,
        crash: 0.05,
        crashAt: [
          { function: 'Intake', afterWrites: 1 },
          { function: 'Check', afterWrites: 3 },
        ],
      },
    ],
    [
      'an engine that cannot be reached',
      { seed: 5, outages: [{ service: 'dynamodb', afterMs: 0, forMs: 3000 }] },
    ],
  ];
  test.each(plans)('%s: everything arrives', async (_, faults) => {
    const running = await start({ retryAfterMs: 500, ...(faults === undefined ? {} : { faults }) });
    await upload(running, manyTexts(40));
    await running.idle();
    expect((await itemsOf(running, 'Items')).size).toBe(40);
    expect((await itemsOf(running, 'Seen')).size).toBe(40);
    expect((await running.queueDepth('Dead')).visible).toBe(0);
    expect(Object.values(running.stats.faults).some((count) => count > 0)).toBe(true);
  });

  test('a power loss in the middle: tables and objects stay, lost uploads are delivered again', async () => {
    const before = await start();
    await upload(before, manyTexts(10, 'uploads/early-'));
    await before.idle();
    await upload(before, manyTexts(60));
    await before.kill();
    runtime = await startFixture(folder.path);
    await runtime.idle();
    const items = await itemsOf(runtime, 'Items');
    expect(items.size).toBe(70);
    expect((await itemsOf(runtime, 'Seen')).size).toBe(70);
  });
});

describe('a second start', () => {
  test('finds the state of the first and bundles nothing anew', async () => {
    const first = await start();
    await upload(first, { 'uploads/kept.json': 'kept' });
    await first.idle();
    await first.stop();
    runtime = await startFixture(folder.path);
    expect((await itemsOf(runtime, 'Items')).get('uploads/kept.json')?.text).toBe('kept');
    await runtime.idle();
    // The stream goes on where it stood: what was published is not published again.
    expect((await itemsOf(runtime, 'Seen')).get('uploads/kept.json')?.seen).toBe('1');
  });

  test('on the same folder is refused while the first runs', async () => {
    await start();
    await expect(startFixture(folder.path)).rejects.toThrow('is in use by process');
  });

  test('that fails leaves nothing running behind', async () => {
    const broken = { Fn: { Type: 'AWS::ECS::Cluster' } };
    await expect(
      startRuntime({
        assembly: { stacks: [{ name: 'S', template: { Resources: broken } }] },
        stateDir: folder.path,
      }),
    ).rejects.toThrow('AWS::ECS::Cluster');
    await start();
    expect(existsSync(join(folder.path, 'lock'))).toBe(true);
  });
});

describe('secrets and parameters', () => {
  test('are made once, kept, and read through the SDK', async () => {
    const stacks = [
      {
        name: 'S',
        template: {
          Resources: {
            Key: {
              Type: 'AWS::SecretsManager::Secret',
              Properties: { GenerateSecretString: { PasswordLength: 40, ExcludePunctuation: true } },
            },
          },
        },
      },
    ];
    const read = async (fresh: boolean): Promise<string> => {
      runtime = await startRuntime({ assembly: { stacks }, stateDir: folder.path, port: 0, fresh });
      const client = new SecretsManagerClient(runtime.client('secrets'));
      const SecretId = runtime.resources.Key?.ref;
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }));
      client.destroy();
      await runtime.stop();
      return SecretString ?? '';
    };
    const first = await read(true);
    expect(first).toMatch(/^[A-Za-z0-9]{40}$/);
    expect(await read(false)).toBe(first);
  });
});

describe('the meter', () => {
  let running: Runtime;
  beforeAll(async () => {
    running = await startFixture(folder.path, { fresh: true });
    await upload(running, manyTexts(30));
    await running.idle();
  });
  afterAll(() => running.stop());

  test('counts what the bill would count', () => {
    const totals = running.meter.totals();
    // One write to Items and its index is two units, one to Seen is one.
    expect(totals['dynamodb.write-units']).toBe(30 * 3);
    expect(totals['s3.put']).toBe(30);
    expect(totals['s3.get']).toBe(30);
    expect(totals['events.events']).toBe(30);
    expect(totals['lambda.requests']).toBe(
      Object.values(running.stats.invocations).reduce((sum, { done, failed }) => sum + done + failed, 0),
    );
  });

  test('says which function used what, and how much processor time', () => {
    const check = Object.entries(running.meter.byFunction()).find(([name]) => name.startsWith('Check'));
    expect(check?.[1]['dynamodb.write-units']).toBe(60);
    expect(running.meter.cpu().total).toBeGreaterThan(0);
    const bill = running.meter.report(30);
    expect(bill.usd).toBeCloseTo(bill.rows.reduce((sum, row) => sum + row.usd, 0));
  });

  test('a queue nobody maps keeps its messages', async () => {
    const sqs = new SQSClient(running.client('sqs'));
    const QueueUrl = Object.values(running.resources).find(({ name }) => name.includes('ToldQueue'))?.ref;
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 1 }));
    const event = JSON.parse(Messages?.[0]?.Body ?? '{}') as Record<string, unknown>;
    expect(event).toMatchObject({ source: 'fixture', 'detail-type': 'Checked', region: 'us-east-1' });
    sqs.destroy();
  });
});
