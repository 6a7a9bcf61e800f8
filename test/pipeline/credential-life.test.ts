import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unpack } from '../../functions/shared/records/pack.ts';
import { dynamoSweeps, type SweepStore } from '../../functions/shared/sweeps/sweep-store.ts';
import { documentKey } from '../../models/document-key.ts';
import { dayInChina } from '../../models/policy/clock.ts';
import { CONFIG_KEY, plainMapping } from '../../models/registry/mapping.ts';
import type { RegistryRecord } from '../../models/registry/port.ts';
import type { Sweep } from '../../models/stock/sweep.ts';
import { type RegistryServer, startRegistry } from '../../samples/registry-server.ts';
import { bootPipeline, recordRows } from '../support/pipeline.ts';

const KIND = 'cosmetic-registration';
const NUMBER = '国妆特字20240135';
const MERCHANT = 'shop-life';
const DAY = 86_400_000;
const begun = Date.now();
/** Half past ten in the evening in China, whenever the test runs: every look at a registry due on a day is then past. */
const start = Date.parse(`${dayInChina(new Date(begun).toISOString())}T22:30:00+08:00`);
let ahead = 0;
const now = () => Date.now() - begun + start + ahead;
const dayFrom = (days: number) => dayInChina(new Date(start + days * DAY).toISOString());

let pipeline: Awaited<ReturnType<typeof bootPipeline>>;
let registry: RegistryServer;
let store: SweepStore;
/** The listing pipeline's end of the webhook. */
const called: string[] = [];
const receiver = createServer(async (request, response) => {
  const body = JSON.parse(await text(request)) as { type: string };
  if (body.type.startsWith('credential.')) called.push(body.type);
  response.writeHead(204).end();
});

const record = (change: Partial<RegistryRecord>) =>
  registry.put({ kind: KIND, number: NUMBER, status: 'valid', product: '示例防晒乳', ...change });

beforeAll(async () => {
  registry = await startRegistry([]);
  record({ validUntil: dayFrom(40) });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  pipeline = await bootPipeline({
    now,
    settings: { webhookUrl: `http://127.0.0.1:${port}/hook` },
  });
  store = dynamoSweeps(
    new DynamoDBClient(pipeline.runtime.client('dynamodb')),
    pipeline.runtime.nameOf('Records'),
  );
  const http = {
    timeoutMs: 1_000,
    retries: 0,
    restMs: 50,
    perSecond: 200,
    kinds: { [KIND]: plainMapping(registry.url) },
  };
  await pipeline.objects.put(
    CONFIG_KEY,
    JSON.stringify({ version: 1, registries: [{ name: 'nmpa', http }] }),
  );
}, 120_000);
afterAll(async () => {
  await pipeline.dispose();
  await registry.stop();
  receiver.close();
});

/** Lets days pass, and the quarter-hourly runs of a day come by. */
async function passTo(day: number): Promise<void> {
  ahead = day * DAY;
  await runClock();
}
async function runClock(): Promise<Record<string, unknown>> {
  const outcome = (await pipeline.runtime.invoke('CredentialClock', {})) as Record<string, unknown>;
  await pipeline.runtime.idle();
  return outcome;
}

const rows = (prefix: string) => recordRows(pipeline, prefix);
const events = async () =>
  (await recordRows(pipeline, 'OUT#credential.', 'Outbox'))
    .map((row) => unpack(row.event) as { type: string; at: string; daysLeft?: number })
    .sort((a, b) => a.at.localeCompare(b.at));

/** Stock sweeps so far, oldest first, all of them at their end. */
async function sweeps(): Promise<Sweep[]> {
  await pipeline.runtime.idle();
  const all = await store.list(20);
  expect(all.map(({ state }) => state)).toEqual(all.map(() => 'done'));
  return all.reverse();
}
const latestRun = async () => (await sweeps()).at(-1)?.run ?? '';

async function screening(run: string) {
  const found = await pipeline.records.screening({ listingId: 'life-1', revision: 1, run });
  return {
    verdict: found?.verdict?.verdict,
    codes: found?.results.credential?.findings.map(({ code }) => code),
  };
}

async function api(method: string, path: string, roles: string[], body?: unknown) {
  const token = await pipeline.runtime.mintToken({
    sub: 'someone',
    roles,
    claims: roles.includes('merchant') ? { 'custom:merchant_id': MERCHANT } : {},
  });
  const response = await fetch(`${pipeline.runtime.urls.api}${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  // biome-ignore lint/suspicious/noExplicitAny: answers are read field by field
  return { status: response.status, body: (await response.json()) as any };
}
const mine = async () => (await api('GET', '/v1/credentials', ['merchant'])).body.credentials[0];

describe('a credential over the days, in the deployed wiring', () => {
  it('is recorded when a listing that declares it is checked, and a second listing costs no write', async () => {
    const listing = (listingId: string) => ({
      schema: 'listing/v1',
      listingId,
      merchantId: MERCHANT,
      revision: 1,
      title: '示例防晒乳 SPF50 清爽户外防晒霜',
      description: '',
      category: ['美妆', '防晒'],
      attributes: {},
      skus: [{ skuId: 's1', price: '59.00' }],
      images: [],
      credentials: [{ kind: KIND, number: NUMBER, validUntil: dayFrom(40) }],
    });
    for (const id of ['life-1', 'life-2']) {
      await pipeline.objects.put(
        documentKey({ merchantId: MERCHANT, listingId: id, revision: 1 }),
        JSON.stringify(listing(id)),
      );
      await pipeline.runtime.idle();
    }
    expect((await screening('0')).codes).not.toContain('credential.expired');
    expect((await rows(`MER#${MERCHANT}`)).filter((row) => row.sk?.S?.startsWith('CRD#'))).toMatchObject([
      { version: { N: '1' }, dueShard: { S: expect.stringMatching(/^CRED#\d+$/) } },
    ]);
    expect(await mine()).toMatchObject({
      state: 'active',
      term: { until: dayFrom(40), source: 'registry' },
      next: { rule: 'look' },
    });
  });

  it('is announced 30 and 7 days before its end', async () => {
    for (const day of [1, 9, 10, 11, 20, 32, 33, 34]) await passTo(day);
    expect((await events()).map(({ type, daysLeft, at }) => [type, daysLeft, dayInChina(at)])).toEqual([
      ['credential.expiring', expect.any(Number), expect.any(String)],
      ['credential.expiring', expect.any(Number), expect.any(String)],
    ]);
    const [first, last] = await events();
    expect(first?.daysLeft).toBeLessThanOrEqual(30);
    expect(first?.daysLeft).toBeGreaterThan(28);
    expect(last?.daysLeft).toBeLessThanOrEqual(7);
    expect((await mine()).state).toBe('expiring-7');
  });

  it('is not ended by a registry that is down on the day', async () => {
    registry.behave({ outage: true });
    await passTo(41.2);
    expect(await mine()).toMatchObject({
      state: 'expiring-7',
      asking: { tries: 1 },
      next: { rule: 'retry' },
    });
    ahead += 3_600_000;
    await runClock();
    expect((await mine()).asking.tries).toBe(2);
    expect(await rows('SWP#')).toEqual([]);
    registry.behave({ outage: false });
  });

  it('ends once the registry knows of no renewal: told once, its listings held', async () => {
    ahead += 3 * 3_600_000;
    await runClock();
    await runClock();
    expect(await mine()).toMatchObject({
      state: 'expired',
      stateTitle: { zh: expect.stringContaining('暂停') },
    });
    expect((await events()).map(({ type }) => type).slice(2)).toEqual(['credential.expired']);
    // Both listings that show it are found by it and screened again.
    expect(await sweeps()).toMatchObject([{ parts: [2], counts: { screened: 2, unfinished: 0 } }]);
    expect(await screening(await latestRun())).toMatchObject({
      verdict: 'intercept',
      codes: expect.arrayContaining(['credential.expired']),
    });
  });

  it('takes a renewal from the merchant, which waits until the registry knows it', async () => {
    const path = `/v1/credentials/${KIND}/${encodeURIComponent(NUMBER)}/renewal`;
    const { status, body } = await api('POST', path, ['merchant'], { validUntil: dayFrom(1_800) });
    expect(status).toBe(200);
    expect(body.credential).toMatchObject({ state: 'expired', renewal: { state: 'needs-review' } });
    const waiting = await api('GET', '/v1/credentials/renewals', ['reviewer']);
    expect(waiting.body.credentials).toMatchObject([
      { number: NUMBER, renewal: { validUntil: dayFrom(1_800) } },
    ]);
  });

  it('is renewed when the registry says so, and its listings are restored without an edit', async () => {
    record({ validUntil: dayFrom(1_800) });
    await passTo(43);
    expect(await mine()).toMatchObject({
      state: 'active',
      renewal: { state: 'confirmed', decidedBy: 'registry' },
    });
    expect((await events()).map(({ type }) => type).slice(3)).toEqual(['credential.renewed']);
    expect(await sweeps()).toMatchObject([{}, { counts: { screened: 2, unfinished: 0 } }]);
    const after = await screening(await latestRun());
    expect(after.codes).toContain('credential.declared-date');
    expect(after.codes).not.toContain('credential.expired');
    expect(['pass', 'remind']).toContain(after.verdict);
    expect((await api('GET', '/v1/credentials/renewals', ['reviewer'])).body.credentials).toEqual([]);
  });

  it('is suspended by its issuer, and its listings held', async () => {
    record({ validUntil: dayFrom(1_800), status: 'suspended' });
    await passTo(45);
    expect((await mine()).state).toBe('suspended');
    expect(await sweeps()).toHaveLength(3);
    expect(await screening(await latestRun())).toMatchObject({
      verdict: 'intercept',
      codes: expect.arrayContaining(['credential.suspended']),
    });
  });

  it('was told to the listing pipeline at each turn, once', () => {
    expect(called).toEqual([
      'credential.expiring',
      'credential.expiring',
      'credential.expired',
      'credential.renewed',
      'credential.suspended',
    ]);
  });
});
