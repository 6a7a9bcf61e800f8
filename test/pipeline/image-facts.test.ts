import { DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoImageFacts } from '../../functions/shared/image-facts.ts';
import type { ImageFacts } from '../../models/image-facts.ts';
import { bootPipeline } from '../support/pipeline.ts';

const FACTS: ImageFacts = {
  width: 800,
  height: 800,
  format: 'jpeg',
  pdq: 'ab'.repeat(32),
  quality: 100,
  looks: '',
  sharpness: 80,
  textShare: 0,
  codes: [],
  problems: [],
};
let pipeline: Awaited<ReturnType<typeof bootPipeline>>;
beforeAll(async () => {
  pipeline = await bootPipeline();
});
afterAll(() => pipeline.dispose());

describe('what is kept of a picture', () => {
  it('names who showed it first, also when it was first analysed by an earlier version', async () => {
    const { runtime } = pipeline;
    const client = new DynamoDBClient(runtime.client('dynamodb'));
    const table = runtime.nameOf('Cache');
    const store = dynamoImageFacts(client, table, () => '2026-11-22T00:00:00.000Z');
    const image = { facts: FACTS, firstMerchant: 'M-late', firstSeen: '2026-11-22T00:00:00.000Z' };
    const old = {
      facts: 'of another shape',
      firstMerchant: 'M-first',
      firstSeen: '2025-01-01T00:00:00.000Z',
    };
    const Item = { pk: { S: 'IMG#known' }, sk: { S: 'V1' }, facts: { S: JSON.stringify(old) } };
    await client.send(new PutItemCommand({ TableName: table, Item }));
    expect(await store.put('known', image)).toEqual({
      ...image,
      firstMerchant: 'M-first',
      firstSeen: old.firstSeen,
    });
    expect((await store.get('known'))?.firstMerchant).toBe('M-first');
    expect(await store.put('new', image)).toEqual(image);
    // A second merchant's picture of the same content does not take its place.
    await store.put('new', { ...image, firstMerchant: 'M-second' });
    expect((await store.get('new'))?.firstMerchant).toBe('M-late');
  });
});
