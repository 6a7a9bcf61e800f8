import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../functions/shared/clock.ts';
import { mappedRegistry } from '../../../functions/shared/registry/http-registry.ts';
import { sharedRateLimit } from '../../../functions/shared/registry/rate-limit.ts';
import { HttpSource, plainMapping } from '../../../models/registry/mapping.ts';
import { type Reply, startServer, turnTable } from './support.ts';

const question = { kind: 'ccc', number: '2024010301000001' };
const record = { ...question, status: 'valid' };
let stop: (() => Promise<void>) | undefined;
afterEach(async () => {
  await stop?.();
  stop = undefined;
});

async function registry(
  reply: Parameters<typeof startServer>[0],
  source: Partial<HttpSource> & { table?: ReturnType<typeof turnTable> } = {},
) {
  const server = await startServer(reply);
  stop = server.stop;
  const { table = turnTable(), ...rest } = source;
  const mapping = { ...plainMapping(server.url), headers: { authorization: 'Bearer {key}' } };
  const parsed = HttpSource.parse({
    timeoutMs: 1_000,
    retries: 0,
    restMs: 300,
    ...rest,
    kinds: { ccc: mapping },
  });
  const make = () =>
    mappedRegistry({
      source: parsed,
      fetch,
      key: async () => 'secret-key',
      ...(parsed.perSecond === undefined
        ? {}
        : {
            limit: sharedRateLimit({
              client: table,
              table: 'cache',
              name: 'cnca',
              perSecond: parsed.perSecond,
              clock: systemClock,
            }),
          }),
    });
  return { server, make, client: make() };
}

const BAD: [string, Reply | 'cut'][] = [
  ['down', 'cut'],
  ['slow', { body: record, afterMs: 3_000 }],
  ['garbage', { body: '<html>系统维护中</html>' }],
  ['empty', { body: '' }],
  ['another question’s answer', { body: { ...record, number: '2024010301000002' } }],
  ['a proxy’s 404', { status: 404, body: '<html>404 Not Found</html>' }],
  ['a 404 in JSON', { status: 404, body: { message: 'no route' } }],
  ['rate limiting', { status: 429, headers: { 'retry-after': '1' }, body: { absent: true } }],
  ['refusing the key', { status: 401, body: { absent: true } }],
  ['a redirect to a login page', { status: 302, headers: { location: '/login' }, body: '' }],
  ['an error', { status: 500, body: record }],
  ['endless', { body: `"${'x'.repeat(1_100_000)}"` }],
];

describe('a registry behind HTTP', () => {
  it.each(BAD)('%s means unavailable, and not for ever', async (_, reply) => {
    const { client } = await registry(() => reply);
    const answer = await client.lookup(question);
    expect(answer).toMatchObject({ state: 'unavailable' });
    expect(answer).not.toHaveProperty('permanent');
    expect(JSON.stringify(answer)).not.toContain('secret-key');
  });

  it('sends its key, and tries again what failed by chance', async () => {
    let asked = 0;
    const { client, server } = await registry(() => (++asked < 3 ? 'cut' : { body: record }), { retries: 2 });
    expect(await client.lookup(question)).toMatchObject({ state: 'record', record });
    expect(server.heard.map(({ headers }) => headers.authorization)).toEqual(
      Array(3).fill('Bearer secret-key'),
    );
  });

  it.each<[number, Reply]>([
    [1, { status: 429, body: '' }],
    [1, { status: 503, headers: { 'retry-after': '5' }, body: '' }],
    [1, { status: 403, body: '' }],
    [4, { status: 503, body: '' }],
  ])('asks %s times, by what it was told: %o', async (times, reply) => {
    const { client, server } = await registry(() => reply, { retries: 3 });
    await client.lookup(question);
    expect(server.heard).toHaveLength(times);
  });

  it('is left alone after five failures, and asked again after a rest', async () => {
    let up = false;
    const { client, server } = await registry(() => (up ? { body: record } : 'cut'));
    for (let i = 0; i < 12; i++) expect((await client.lookup(question)).state).toBe('unavailable');
    expect(server.heard).toHaveLength(5);
    up = true;
    await systemClock.sleep(400);
    expect((await client.lookup(question)).state).toBe('record');
  });

  it('never has more questions open than it may', async () => {
    let open = 0;
    let most = 0;
    const { client } = await registry(
      () => {
        most = Math.max(most, ++open);
        setTimeout(() => open--, 20);
        return { body: record, afterMs: 20 };
      },
      { concurrency: 3, timeoutMs: 5_000 },
    );
    const answers = await Promise.all(Array.from({ length: 20 }, () => client.lookup(question)));
    expect(answers.every(({ state }) => state === 'record')).toBe(true);
    expect(most).toBeLessThanOrEqual(3);
  });

  it('knows nothing of a kind nobody mapped', async () => {
    const { client } = await registry(() => ({ body: record }));
    expect(await client.lookup({ kind: 'drug', number: '1' })).toMatchObject({ permanent: true });
  });
});

describe('the agreed rate', () => {
  it.each([1, 5, 20, 80, 1000])(
    'of %s holds in every window of a second, whatever comes',
    async (perSecond) => {
      let now = 0;
      const granted: number[] = [];
      let slept = 0;
      const clock = {
        now: () => new Date(now).toISOString(),
        sleep: async (ms: number) => {
          slept = ms;
        },
      };
      const limit = sharedRateLimit({ client: turnTable(), table: 't', name: 'n', perSecond, clock });
      // A burst of a hundred a second, silence, another burst.
      for (const start of [0, 2_500, 60_000])
        for (let i = 0; i < 100; i++) {
          now = start + i * 10;
          slept = 0;
          if (await limit.turn(3_000)) granted.push(now + slept);
        }
      const most = granted.map((from) => granted.filter((at) => at >= from && at < from + 1000).length);
      expect(Math.max(...most)).toBeLessThanOrEqual(perSecond);
      expect(granted.length).toBeGreaterThan(2);
    },
  );

  it('is kept by several containers under a burst of a hundred a second, retries included', async () => {
    const perSecond = 20;
    const { make, server } = await registry(() => ({ status: 500, body: '' }), {
      perSecond,
      retries: 1,
      maxWaitMs: 1_500,
      concurrency: 100,
    });
    const containers = [make(), make(), make(), make()];
    const burst = Array.from({ length: 100 }, async (_, i) => {
      await systemClock.sleep(i * 10);
      return containers[i % 4]?.lookup({ kind: 'ccc', number: `${i}` });
    });
    for (const answer of await Promise.all(burst)) expect(answer?.state).toBe('unavailable');
    expect(server.heard.length).toBeGreaterThan(0);
    expectKept(
      perSecond,
      server.heard.map(({ at }) => at),
    );
  });

  it('gives what can wait its turn an answer, and says so of what cannot', async () => {
    const { client, server } = await registry(
      ({ url }) => ({ body: { ...record, number: url.split('/').at(-1) } }),
      { perSecond: 40, maxWaitMs: 500 },
    );
    const answers = await Promise.all(
      Array.from({ length: 100 }, (_, i) => client.lookup({ kind: 'ccc', number: `${i}` })),
    );
    const answered = answers.filter(({ state }) => state === 'record').length;
    // On a busy machine an answer may come too late for the one who asked.
    expect(answered).toBeLessThanOrEqual(server.heard.length);
    expect(answered).toBeGreaterThan(0);
    expect(answered).toBeLessThan(100);
    expectKept(
      40,
      server.heard.map(({ at }) => at),
    );
  });

  it('stands still for everybody while the registry asks for a pause', async () => {
    const table = turnTable();
    const { make, server } = await registry(
      () => ({ status: 429, headers: { 'retry-after': '30' }, body: '' }),
      { perSecond: 50, maxWaitMs: 300, table },
    );
    const [one, other] = [make(), make()];
    await one.lookup(question);
    for (let i = 0; i < 3; i++) expect((await other.lookup(question)).state).toBe('unavailable');
    expect(server.heard).toHaveLength(1);
  });
});

/** Over the whole time; a busy machine may bunch up single requests. */
function expectKept(perSecond: number, times: number[]): void {
  const seconds = (Math.max(...times) - Math.min(...times)) / 1000;
  expect(times.length).toBeLessThanOrEqual(perSecond * seconds + 1);
}
