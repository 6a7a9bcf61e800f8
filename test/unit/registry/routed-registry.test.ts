import { describe, expect, it } from 'vitest';
import type { Registry } from '../../../functions/shared/registry/registry.ts';
import { routedRegistry } from '../../../functions/shared/registry/routed-registry.ts';
import { plainMapping } from '../../../models/registry/mapping.ts';

function world(first?: string) {
  const state = { now: 0, stored: first, up: true, built: 0, warned: [] as string[] };
  const saying = (reason: string): Registry => ({ lookup: async () => ({ state: 'unavailable', reason }) });
  const registry = routedRegistry({
    objects: {
      get: async () => {
        if (!state.up) throw new Error('the bucket is away');
        return state.stored === undefined
          ? undefined
          : { body: new TextEncoder().encode(state.stored), tag: state.stored };
      },
    },
    build: (config) => {
      state.built++;
      return new Map(
        config.registries.flatMap(({ name, http }) =>
          Object.keys(http?.kinds ?? {}).map((kind) => [kind, saying(name)] as const),
        ),
      );
    },
    otherwise: saying('otherwise'),
    now: () => state.now,
    warn: (message) => state.warned.push(message),
  });
  const whom = async (kind: string) => {
    const answer = await registry.lookup({ kind, number: '1' });
    return answer.state === 'unavailable' ? answer.reason : answer.state;
  };
  return { state, whom, registry };
}
const config = (name: string, ...kinds: string[]) =>
  JSON.stringify({
    version: 1,
    registries: [
      { name, http: { kinds: Object.fromEntries(kinds.map((kind) => [kind, plainMapping('http://x')])) } },
    ],
  });

describe('the configuration of registries', () => {
  it('says who is asked for which kind; the rest goes on as before', async () => {
    const { whom } = world(config('cnca', 'ccc'));
    expect([await whom('ccc'), await whom('drug')]).toEqual(['cnca', 'otherwise']);
    expect(await world().whom('ccc')).toBe('otherwise');
  });

  it('is taken up within a minute, and keeps its adapters while it stays the same', async () => {
    const { whom, state } = world(config('cnca', 'ccc'));
    for (let i = 0; i < 10; i++) {
      state.now += 30_000;
      await whom('ccc');
    }
    expect(state.built).toBe(1);
    state.stored = config('mirror', 'ccc', 'drug');
    state.now += 61_000;
    expect([await whom('ccc'), await whom('drug')]).toEqual(['mirror', 'mirror']);
  });

  it('that is broken, or cannot be read, changes nothing and is complained of', async () => {
    const { whom, state } = world(config('cnca', 'ccc'));
    await whom('ccc');
    for (const stored of ['{', '{"version":2}', config('CNCA', 'ccc')]) {
      state.stored = stored;
      state.now += 61_000;
      expect(await whom('ccc')).toBe('cnca');
    }
    state.up = false;
    state.now += 61_000;
    expect(await whom('ccc')).toBe('cnca');
    expect(state.warned).toHaveLength(4);
  });

  it('that was never readable answers nothing, for now', async () => {
    const { registry } = world('{');
    const answer = await registry.lookup({ kind: 'ccc', number: '1' });
    expect(answer.state).toBe('unavailable');
    expect(answer).not.toHaveProperty('permanent');
  });
});
