import {
  DescribeTableCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAwsJson, LOCAL_CREDENTIALS } from '../../infra/local/engines/aws-json.ts';
import { type DynamoEngine, startDynoxide } from '../../infra/local/engines/dynoxide.ts';
import { expireItems } from '../../infra/local/engines/expiry.ts';
import { type QueueEngine, startFauxqs } from '../../infra/local/engines/fauxqs.ts';
import { createQueues } from '../../infra/local/engines/queues.ts';
import { createTables } from '../../infra/local/engines/tables.ts';
import type { TablePlan } from '../../infra/local/template/plan-types.ts';
import { temporaryFolder } from './support.ts';

const region = 'us-east-1';
const folder = temporaryFolder();

const table: TablePlan = {
  name: 'Things',
  keySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  attributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
  globalIndexes: [],
  localIndexes: [],
  streamViewType: 'NEW_IMAGE',
  ttlAttribute: 'expires',
};

describe('the table engine', () => {
  let engine: DynamoEngine;
  let client: DynamoDBClient;
  const connect = async (): Promise<void> => {
    engine = await startDynoxide(folder.path, () => undefined);
    client = new DynamoDBClient({ endpoint: engine.endpoint, region, credentials: LOCAL_CREDENTIALS });
  };
  beforeAll(connect);
  afterAll(async () => {
    client.destroy();
    await engine.stop();
    folder.remove();
  });

  test('creates tables once and says where their stream is', async () => {
    const json = createAwsJson(engine.endpoint, region);
    const first = await createTables(json, [table]);
    expect(first.get('Things')).toContain('/stream/');
    expect(await createTables(json, [table])).toEqual(first);
    json.close();
    const described = await client.send(new DescribeTableCommand({ TableName: 'Things' }));
    expect(described.Table?.TableStatus).toBe('ACTIVE');
  });

  test('writes in transactions, all or nothing', async () => {
    await client.send(new PutItemCommand({ TableName: 'Things', Item: { pk: { S: 'there' } } }));
    await expect(
      client.send(
        new TransactWriteItemsCommand({
          TransactItems: [
            { Put: { TableName: 'Things', Item: { pk: { S: 'new' } } } },
            {
              Put: {
                TableName: 'Things',
                Item: { pk: { S: 'there' } },
                ConditionExpression: 'attribute_not_exists(pk)',
              },
            },
          ],
        }),
      ),
    ).rejects.toMatchObject({ name: 'TransactionCanceledException' });
    expect(
      (await client.send(new GetItemCommand({ TableName: 'Things', Key: { pk: { S: 'new' } } }))).Item,
    ).toBeUndefined();
  });

  test('keeps what was acknowledged through a power loss', async () => {
    await client.send(new PutItemCommand({ TableName: 'Things', Item: { pk: { S: 'durable' } } }));
    engine.kill();
    client.destroy();
    await connect();
    const found = await client.send(
      new GetItemCommand({ TableName: 'Things', Key: { pk: { S: 'durable' } } }),
    );
    expect(found.Item).toEqual({ pk: { S: 'durable' } });
  });

  test('comes back by itself when its process dies', async () => {
    const before = engine.pid();
    process.kill(before ?? 0, 'SIGKILL');
    await expect.poll(() => engine.pid(), { timeout: 10_000 }).not.toBe(before);
    const found = await client.send(
      new GetItemCommand({ TableName: 'Things', Key: { pk: { S: 'durable' } } }),
    );
    expect(found.Item).toBeDefined();
  });

  test('loses items past their time to live, and only those', async () => {
    const put = (pk: string, expires: number): Promise<unknown> =>
      client.send(
        new PutItemCommand({ TableName: 'Things', Item: { pk: { S: pk }, expires: { N: String(expires) } } }),
      );
    await Promise.all([put('old', 100), put('young', 300)]);
    const json = createAwsJson(engine.endpoint, region);
    expect(await expireItems(json, [table], 200)).toBe(1);
    json.close();
    expect(
      (await client.send(new GetItemCommand({ TableName: 'Things', Key: { pk: { S: 'young' } } }))).Item,
    ).toBeDefined();
  });
});

describe('the queue engine', () => {
  let engine: QueueEngine;
  let client: SQSClient;
  const urls = new Map<string, string>();
  beforeAll(async () => {
    engine = await startFauxqs(region);
    client = new SQSClient({ endpoint: engine.endpoint, region, credentials: LOCAL_CREDENTIALS });
    const arn = `arn:aws:sqs:${region}:000000000000:dead`;
    const redrive = JSON.stringify({ deadLetterTargetArn: arn, maxReceiveCount: 2 });
    const created = await createQueues(engine, [
      { name: 'work', arn: '', attributes: { VisibilityTimeout: '30', RedrivePolicy: redrive } },
      { name: 'dead', arn, attributes: {} },
    ]);
    for (const [name, url] of created) urls.set(name, url);
  });
  afterAll(async () => {
    client.destroy();
    await engine.close();
  });
  const receive = async (queue: string): Promise<{ Body?: string; ReceiptHandle?: string }[]> =>
    (await client.send(new ReceiveMessageCommand({ QueueUrl: urls.get(queue), MaxNumberOfMessages: 10 })))
      .Messages ?? [];

  test('takes batches, hides what was received, deletes what was done', async () => {
    const heard: number[] = [];
    engine.onSent(({ count }) => heard.push(count));
    const QueueUrl = urls.get('work');
    const Entries = Array.from({ length: 10 }, (_, index) => ({
      Id: String(index),
      MessageBody: `商品 ${index}`,
    }));
    await client.send(new SendMessageBatchCommand({ QueueUrl, Entries }));
    const messages = await receive('work');
    expect(messages.map(({ Body }) => Body)).toEqual(Entries.map(({ MessageBody }) => MessageBody));
    expect(await receive('work')).toEqual([]);
    await Promise.all(
      messages.map(({ ReceiptHandle }) => client.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))),
    );
    expect(heard).toEqual([10]);
  });

  test('moves a message that failed too often to the dead-letter queue', async () => {
    const QueueUrl = urls.get('work');
    await client.send(new SendMessageCommand({ QueueUrl, MessageBody: 'bad' }));
    for (let attempt = 0; attempt < 2; attempt += 1) {
      const [message] = await receive('work');
      expect(message?.Body).toBe('bad');
      await client.send(
        new ChangeMessageVisibilityCommand({
          QueueUrl,
          ReceiptHandle: message?.ReceiptHandle,
          VisibilityTimeout: 0,
        }),
      );
    }
    expect(await receive('work')).toEqual([]);
    expect((await receive('dead')).map(({ Body }) => Body)).toEqual(['bad']);
  });

  test('listens on loopback only', () => {
    expect(new URL(engine.endpoint).hostname).toBe('127.0.0.1');
  });
});
