import { describe, expect, it } from 'vitest';
import { lookAtDue } from '../../../functions/credential-clock/credential-clock.ts';
import type { SweepOrder } from '../../../functions/shared/sweeps/port.ts';
import type { LifeKey } from '../../../models/credentials/life/life.ts';
import type { RegistryAnswer } from '../../../models/registry/port.ts';
import { down, KEY, later, noon, says, seen, terms } from '../credentials/life-support.ts';
import { memoryLives } from './support.ts';

function setUp(numbers: string[], answer: (key: { number: string }) => RegistryAnswer) {
  const lives = memoryLives();
  for (const number of numbers) {
    const life = seen('2026-06-28', says({ validUntil: '2026-06-30' }), {}, { ...KEY, number });
    lives.rows.set(`${life.merchantId}/${life.kind}#${life.number}`, life);
  }
  const orders = new Map<string, SweepOrder>();
  let now = noon('2026-07-01');
  let given = 0;
  const state = { asked: 0, dieAt: Number.POSITIVE_INFINITY };
  const deps = {
    lives,
    registry: {
      lookup: async (question: { number: string }) => {
        state.asked++;
        return answer(question);
      },
    },
    sweeps: {
      order: async (order: SweepOrder) => {
        given++;
        const known = orders.has(order.id);
        orders.set(order.id, order);
        return !known;
      },
    },
    knowledge: { get: async () => ({ id: 'k', set: { terms }, versions: {} }) },
    clock: { now: () => now, sleep: async () => undefined },
    warn: () => undefined,
  };
  return {
    lives,
    orders,
    deps,
    state,
    given: () => given,
    at: (time: string) => {
      now = time;
    },
    stateOf: (number: string) => lives.rows.get(`M-1/${KEY.kind}#${number}`)?.state,
  };
}
const numbers = (count: number) => Array.from({ length: count }, (_, i) => `国妆特字2024${String(1000 + i)}`);
const ended = () => says({ validUntil: '2026-06-30' });

describe('a run over what is due', () => {
  it('looks at all pages; a second run the same day finds nothing and asks nobody', async () => {
    const many = numbers(250);
    const world = setUp(many, ended);
    expect(await lookAtDue(world.deps)).toMatchObject({
      looked: 250,
      moved: 250,
      ordered: 250,
      failed: 0,
      finished: true,
    });
    expect([...world.lives.events.values()].filter(({ type }) => type === 'credential.expired')).toHaveLength(
      250,
    );
    expect(world.orders.size).toBe(250);
    const asked = world.state.asked;
    expect(await lookAtDue(world.deps)).toMatchObject({ looked: 0, ordered: 0 });
    expect(world.state.asked).toBe(asked);
  });

  it('selects the listings that show the credential', async () => {
    const world = setUp(numbers(1), ended);
    await lookAtDue(world.deps);
    expect([...world.orders.values()]).toMatchObject([
      { select: [{ by: 'term', term: 'credential:cosmetic-registration#国妆特字20241000' }] },
    ]);
  });

  it('goes on when one record cannot be read, and takes that one up the next time', async () => {
    const world = setUp(numbers(30), ended);
    world.lives.failReads.add('国妆特字20241007');
    expect(await lookAtDue(world.deps)).toMatchObject({ looked: 29, failed: 1 });
    world.lives.failReads.clear();
    expect(await lookAtDue(world.deps)).toMatchObject({ looked: 1, failed: 0 });
    expect(world.stateOf('国妆特字20241007')).toBe('expired');
  });

  it('stops in time and says so; the next run does the rest', async () => {
    const world = setUp(numbers(250), ended);
    let looks = 0;
    const cut = await lookAtDue(world.deps, () => (looks++ < 120 ? 60_000 : 0));
    expect(cut.finished).toBe(false);
    expect(cut.looked).toBeLessThan(250);
    const rest = await lookAtDue(world.deps);
    expect(rest.finished).toBe(true);
    expect(cut.looked + rest.looked).toBe(250);
    expect(world.lives.events.size).toBe(
      new Set([...world.lives.events.values()].map(({ number }) => number)).size,
    );
  });

  it('reads silence as silence: no state changes, and the next try is set', async () => {
    const world = setUp(numbers(3), () => down);
    const before = numbers(3).map(world.stateOf);
    expect(await lookAtDue(world.deps)).toMatchObject({ looked: 3, unanswered: 3, ordered: 0 });
    // The day of the end has come: the reminders the clock owes are given, nothing else.
    expect(numbers(3).map(world.stateOf)).toEqual(before);
    for (const life of world.lives.rows.values())
      expect(life.due).toEqual({ at: later(noon('2026-07-01'), 0.25), rule: 'retry' });
  });
});

describe('a run that dies between two of its writes', () => {
  /** Each write of the run may be its last: the state is written or not, the order given or not, its note made or not. */
  it.each([0, 1, 2, 3])(
    'after %d steps ends as if it had not, once the next run has come by',
    async (dieAfter) => {
      const world = setUp(numbers(1), ended);
      let steps = 0;
      const dying =
        <A extends unknown[], R>(act: (...args: A) => Promise<R>) =>
        async (...args: A): Promise<R> => {
          if (steps++ >= dieAfter) throw new Error('killed');
          const answer = await act(...args);
          if (steps >= dieAfter) throw new Error('killed after its write');
          return answer;
        };
      const mortal = {
        ...world.deps,
        lives: {
          ...world.deps.lives,
          save: dying(world.lives.save.bind(world.lives)),
          read: world.lives.read,
        },
        sweeps: { order: dying(world.deps.sweeps.order) },
      };
      await lookAtDue(mortal);
      world.at(later(noon('2026-07-01'), 1));
      await lookAtDue(world.deps);
      expect(world.stateOf('国妆特字20241000')).toBe('expired');
      expect(world.orders.size).toBe(1);
      expect([...world.lives.events.values()].map(({ type }) => type)).toEqual(['credential.expired']);
      expect([...world.lives.rows.values()][0]).toMatchObject({ sweeps: [] });
    },
  );

  it('gives an order another process decided', async () => {
    const world = setUp(numbers(1), ended);
    const key: LifeKey = { ...KEY, number: '国妆特字20241000' };
    const [life] = await world.lives.read([key]);
    if (!life) throw new Error('no life');
    life.sweeps = [{ id: 'credential.suspended.x', cause: { zh: '暂停', en: 'suspended' } }];
    life.due = { at: noon('2026-07-01'), rule: 'sweep-order' };
    await world.lives.save(life, []);
    await lookAtDue(world.deps);
    expect([...world.orders.keys()]).toContain('credential.suspended.x');
  });
});
