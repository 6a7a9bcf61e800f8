import { describe, expect, it } from 'vitest';
import { cachedRegistry, FRESH_SECONDS } from '../../../functions/shared/registry/cached-registry.ts';
import type { RegistryAnswer, RegistryQuestion } from '../../../models/registry/port.ts';
import { seeded } from '../../support/random.ts';
import { memoryAnswers } from './support.ts';

const question = { kind: 'ccc', number: '1' };
const found = ({ kind, number }: RegistryQuestion): RegistryAnswer => ({
  state: 'record',
  record: { kind, number, status: 'valid' },
  ageSeconds: 0,
});
const absent: RegistryAnswer = { state: 'absent', ageSeconds: 0 };
const down: RegistryAnswer = { state: 'unavailable', reason: 'down' };

function world(first: RegistryAnswer = found(question)) {
  const state = { now: Date.parse('2026-03-01T00:00:00Z'), asked: 0, answer: first };
  const inner = {
    lookup: async () => {
      state.asked++;
      return state.answer;
    },
  };
  const store = memoryAnswers();
  const container = () => cachedRegistry(inner, store, () => state.now);
  const pass = (seconds: number) => {
    state.now += seconds * 1000;
  };
  return { state, store, container, pass };
}

describe('remembered answers', () => {
  it('serve other containers, with their age', async () => {
    const { state, container, pass } = world();
    await container().lookup(question);
    pass(3_000);
    expect(await container().lookup(question)).toMatchObject({ state: 'record', ageSeconds: 3_000 });
    expect(state.asked).toBe(1);
  });

  it('are as old as what they were made of', async () => {
    const { container, pass } = world({ ...absent, ageSeconds: 500 });
    const cache = container();
    await cache.lookup(question);
    pass(100);
    expect(await cache.lookup(question)).toMatchObject({ ageSeconds: 600 });
  });

  it('of absence live shorter than those of a record', async () => {
    for (const [answer, life] of [
      [absent, FRESH_SECONDS.absent],
      [found(question), FRESH_SECONDS.record],
    ] as const) {
      const { state, container, pass } = world(answer);
      const cache = container();
      await cache.lookup(question);
      pass(life - 1);
      await cache.lookup(question);
      expect(state.asked).toBe(1);
      pass(2);
      await cache.lookup(question);
      expect(state.asked).toBe(2);
    }
    expect(FRESH_SECONDS.absent).toBeLessThan(FRESH_SECONDS.record);
  });

  it('stand in for a registry that is down when they are records, and say that they are stale', async () => {
    const { state, container, pass } = world();
    const cache = container();
    await cache.lookup(question);
    state.answer = down;
    pass(2 * 86_400);
    expect(await cache.lookup(question)).toMatchObject({
      state: 'record',
      stale: true,
      ageSeconds: 2 * 86_400,
    });
    pass(13 * 86_400);
    expect(await cache.lookup(question)).toEqual(down);
  });

  it('of absence never stand in, and unavailable is never kept', async () => {
    const { state, container, pass, store } = world(absent);
    const cache = container();
    await cache.lookup(question);
    state.answer = down;
    pass(FRESH_SECONDS.absent + 1);
    expect(await cache.lookup(question)).toEqual(down);
    state.answer = found(question);
    expect(await cache.lookup(question)).toMatchObject({ state: 'record' });
    expect([...store.kept.values()].map(({ answer }) => answer.state)).toEqual(['record']);
  });

  it('of another container are taken up when its answer is newer', async () => {
    const { state, container, pass } = world();
    const [one, other] = [container(), container()];
    await one.lookup(question);
    pass(FRESH_SECONDS.record + 1);
    await other.lookup(question);
    await one.lookup(question);
    expect(state.asked).toBe(2);
  });

  it('are not needed: a store that fails costs a question, never an answer', async () => {
    const broken = {
      read: () => Promise.reject(new Error('x')),
      write: () => Promise.reject(new Error('x')),
    };
    const cache = cachedRegistry({ lookup: async (q) => found(q) }, broken, Date.now);
    expect(await cache.lookup(question)).toMatchObject({ state: 'record' });
  });

  it('asked for at the same time are asked once', async () => {
    const { state, container } = world();
    const cache = container();
    await Promise.all(Array.from({ length: 100 }, () => cache.lookup(question)));
    expect(state.asked).toBe(1);
  });
});

it('spare at least nine in ten repeated calls: 70,000 checks in a day of 20,000 numbers, few of them common', async () => {
  const random = seeded(20);
  const numbers = 20_000;
  const checks = 70_000;
  const containers = 8;
  // Zipf: the k-th number is asked for in proportion to 1/k; one in twenty is not in the registry.
  const heights = Float64Array.from({ length: numbers }, (_, k) => 1 / (k + 1));
  for (let k = 1; k < numbers; k++) heights[k] = (heights[k] as number) + (heights[k - 1] as number);
  const draw = () => {
    const at = random.next() * (heights[numbers - 1] as number);
    let [low, high] = [0, numbers - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((heights[middle] as number) < at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  let now = 0;
  let asked = 0;
  const inner = {
    lookup: async (q: RegistryQuestion) => {
      asked++;
      return Number(q.number) % 20 === 0 ? absent : found(q);
    },
  };
  const store = memoryAnswers();
  const caches = Array.from({ length: containers }, () => cachedRegistry(inner, store, () => now));
  const seen = new Set<number>();
  let repeats = 0;
  for (let i = 0; i < checks; i++) {
    now += 86_400_000 / checks;
    const k = draw();
    if (seen.has(k)) repeats++;
    seen.add(k);
    await caches[random.whole(0, containers - 1)]?.lookup({ kind: 'ccc', number: `${k + 1}` });
  }
  const spared = (checks - asked) / repeats;
  console.info(
    `cache: ${asked} of ${checks} asked, ${(spared * 100).toFixed(1)} % of ${repeats} repeats spared`,
  );
  expect(spared).toBeGreaterThanOrEqual(0.9);
});
