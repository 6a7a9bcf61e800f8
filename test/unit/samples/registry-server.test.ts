import { afterEach, describe, expect, it } from 'vitest';
import { httpRegistry } from '../../../functions/shared/registry/http-registry.ts';
import type { RegistryRecord } from '../../../models/registry/port.ts';
import {
  type RegistryBehaviour,
  type RegistryServer,
  startRegistry,
} from '../../../samples/registry-server.ts';

const filing: RegistryRecord = {
  kind: 'cosmetic-filing',
  number: '国妆网备进字(沪)2026900001',
  status: 'valid',
  holder: '示例甲化妆品有限公司',
  product: '保湿面霜',
};
let server: RegistryServer | undefined;
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

async function registry(behaviour: RegistryBehaviour = {}) {
  server = await startRegistry([filing], { latencyMs: [0, 1], ...behaviour });
  return { server, client: httpRegistry({ url: server.url, fetch }) };
}

describe('the local registry', () => {
  it('answers a known number with its record, however it is written', async () => {
    const { client } = await registry();
    for (const number of ['国妆网备进字(沪)2026900001', '国妆网备进字（沪）２０２６９００００１']) {
      const answer = await client.lookup({ kind: 'cosmetic-filing', number });
      expect(answer).toMatchObject({ state: 'record', record: { holder: filing.holder, number } });
    }
  });

  it('states absence in its own words, and only for a number it was asked', async () => {
    const { server, client } = await registry();
    expect(await client.lookup({ kind: 'ccc', number: '2024990914000001' })).toMatchObject({
      state: 'absent',
    });
    const elsewhere = await fetch(`${server.url}/status`);
    expect([elsewhere.status, await elsewhere.json()]).toEqual([404, { error: 'no such address' }]);
    const broken = await fetch(`${server.url}/ccc/%E0%A4%A`);
    expect(broken.status).toBe(404);
    expect((await fetch(`${server.url}/ccc/1`, { method: 'POST' })).status).toBe(405);
  });

  it('a record put later is known at once', async () => {
    const { server, client } = await registry();
    server.put({ kind: 'ccc', number: '2024990914000001', status: 'suspended' });
    expect(await client.lookup({ kind: 'ccc', number: '2024990914000001' })).toMatchObject({
      record: { status: 'suspended' },
    });
  });

  it('errors, nonsense, limits and outages are never read as absence', async () => {
    const days: RegistryBehaviour[] = [{ errors: 1 }, { malformed: 1 }, { perSecond: 0 }, { outage: true }];
    for (const behaviour of days) {
      const { server, client } = await registry(behaviour);
      const answer = await client.lookup({ kind: 'cosmetic-filing', number: filing.number });
      expect(answer.state, JSON.stringify(behaviour)).toBe('unavailable');
      await server.stop();
    }
  });

  it('an outage ends when it is told to', async () => {
    const { server, client } = await registry({ outage: true });
    server.behave({ outage: false });
    expect(await client.lookup({ kind: 'cosmetic-filing', number: filing.number })).toMatchObject({
      state: 'record',
    });
    expect(server.asked()).toBeGreaterThan(0);
  });

  it('luck follows the seed', async () => {
    const runs = [];
    for (const seed of [4, 4, 5]) {
      const { server } = await registry({ seed, errors: 0.5 });
      const run = [];
      for (let i = 0; i < 24; i++) run.push((await fetch(`${server.url}/ccc/${i}`)).status);
      runs.push(run.join());
      await server.stop();
    }
    expect(runs[0]).toBe(runs[1]);
    expect(runs[0]).not.toBe(runs[2]);
  });
});
