import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unpack } from '../../functions/shared/records/pack.ts';
import type { Life } from '../../models/credentials/life/life.ts';
import type { Notice } from '../../models/credentials/life/notice.ts';
import { documentKey } from '../../models/document-key.ts';
import { dayInChina } from '../../models/policy/clock.ts';
import { type RegistryServer, startRegistry } from '../../samples/registry-server.ts';
import { bootPipeline, recordRows } from '../support/pipeline.ts';

const KIND = 'cosmetic-registration';
const COUNT = 12;
const DAY = 86_400_000;
const start = Date.now();
let ahead = 0;
const until = dayInChina(new Date(start + 20 * DAY).toISOString());
const number = (i: number) => `国妆特字2024${1000 + i}`;

let pipeline: Awaited<ReturnType<typeof bootPipeline>>;
let registry: RegistryServer;

beforeAll(async () => {
  registry = await startRegistry(
    Array.from({ length: COUNT }, (_, i) => ({
      kind: KIND,
      number: number(i),
      status: 'valid',
      validUntil: until,
    })),
  );
  // The k-th life of the clock's thread ends right after its k-th write, and engines throttle now and then.
  const crashAt = [1, 2, 3, 4, 5, 6, 7, 8].map((k) => ({
    function: 'CredentialClock',
    afterWrites: k,
    times: k,
  }));
  pipeline = await bootPipeline({
    now: () => Date.now() + ahead,
    settings: { registryUrl: registry.url },
    faults: { seed: 9, crashAt, throttle: 0.01 },
  });
}, 120_000);
afterAll(async () => {
  await pipeline.dispose();
  await registry.stop();
});

async function put(listingId: string, credentials: object[]): Promise<void> {
  const document = {
    schema: 'listing/v1',
    listingId,
    merchantId: `shop-${listingId}`,
    revision: 1,
    title: '示例防晒乳 SPF50 清爽户外防晒霜',
    skus: [{ skuId: 's1', price: '59.00' }],
    credentials,
  };
  const key = documentKey({ merchantId: `shop-${listingId}`, listingId, revision: 1 });
  await pipeline.objects.put(key, JSON.stringify(document));
}

const rows = (prefix: string) => recordRows(pipeline, prefix);
const lives = async () =>
  (await rows('MER#')).flatMap((row) => (row.life ? [unpack(row.life as never) as Life] : []));
const events = async () =>
  (await recordRows(pipeline, 'OUT#credential.', 'Outbox')).map(
    (row) => unpack(row.event as never) as Notice,
  );

/** The quarter-hourly runs, each with its luck, until one goes through. */
async function runUntilDone(): Promise<number> {
  for (let runs = 1; ; runs++) {
    if (runs > 60) throw new Error('the clock never gets through');
    try {
      await pipeline.runtime.invoke('CredentialClock', {});
      await pipeline.runtime.idle();
      return runs;
    } catch {
      ahead += 15 * 60_000;
    }
  }
}

describe('the clock, killed after each of its writes', () => {
  it('leaves every credential told once, ended once and swept once', async () => {
    for (let i = 0; i < COUNT; i++)
      await put(`crash-${i}`, [{ kind: KIND, number: number(i), validUntil: until }]);
    await pipeline.runtime.idle();
    expect((await lives()).map(({ state }) => state)).toEqual(
      Array.from({ length: COUNT }, () => 'expiring-30'),
    );

    for (const day of [5, 14, 20, 21.2, 21.4]) {
      ahead = Math.max(ahead, day * DAY);
      await runUntilDone();
    }
    const after = await lives();
    expect(after.map(({ state, sweeps }) => [state, sweeps])).toEqual(after.map(() => ['expired', []]));
    expect(after).toHaveLength(COUNT);
    for (const type of ['credential.expiring', 'credential.expired']) {
      const told = (await events()).filter((event) => event.type === type).map((event) => event.number);
      expect([type, told.sort()]).toEqual([type, after.map((life) => life.number).sort()]);
    }
    expect(await rows('SWP#')).toHaveLength(COUNT);
    expect(pipeline.runtime.stats.faults.crash).toBeGreaterThan(4);
  }, 180_000);

  it('and a listing that declares no credential costs no read and no write for one', async () => {
    pipeline.runtime.meter.reset();
    await put('plain', []);
    await pipeline.runtime.idle();
    const used = Object.entries(pipeline.runtime.meter.byFunction()).filter(([name]) =>
      name.startsWith('CheckCredential'),
    );
    expect(used).toHaveLength(1);
    expect(used[0]?.[1]['dynamodb.read-units'] ?? 0).toBe(0);
    expect((await lives()).filter(({ merchantId }) => merchantId === 'shop-plain')).toEqual([]);
  }, 60_000);
});
