import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { advance, type LifeInput, settle } from '../../../models/credentials/life/advance.ts';
import { CLOCK_RULES, Life } from '../../../models/credentials/life/life.ts';
import type { RegistryAnswer } from '../../../models/registry/port.ts';
import {
  absent,
  down,
  KEY,
  later,
  nobody,
  noon,
  play,
  says,
  seen,
  step,
  stored,
  terms,
} from './life-support.ts';

const START = '2026-03-02';
const day = fc
  .integer({ min: -40, max: 400 })
  .map((n) => new Date(Date.parse(`${START}T00:00:00Z`) + n * 86_400_000).toISOString().slice(0, 10));
const status = fc.constantFrom('valid', 'expired', 'suspended', 'revoked', 'cancelled' as const);
const record = fc
  .record(
    { status, validUntil: day, holder: fc.constantFrom('示例一公司', '示例二公司') },
    { requiredKeys: ['status'] },
  )
  .map((fields) => says(fields));
const answer: fc.Arbitrary<RegistryAnswer> = fc.oneof(
  { weight: 6, arbitrary: record },
  { weight: 1, arbitrary: fc.constantFrom(absent, down, nobody) },
);
const decision = fc.record(
  {
    decision: fc.constantFrom('confirm', 'reject', 'forged' as const),
    by: fc.constant('r-1'),
    reason: fc.constant('x'),
    validUntil: day,
  },
  { requiredKeys: ['decision', 'by', 'reason'] },
);
const input: fc.Arbitrary<LifeInput> = fc.oneof(
  { weight: 5, arbitrary: answer.map((a): LifeInput => ({ type: 'answer', answer: a })) },
  { weight: 2, arbitrary: fc.constant<LifeInput>({ type: 'time' }) },
  {
    weight: 1,
    arbitrary: fc.record({ validUntil: day, answer }).map((r): LifeInput => ({ type: 'renewal', ...r })),
  },
  { weight: 1, arbitrary: decision.map((d): LifeInput => ({ type: 'review', decision: d })) },
  {
    weight: 1,
    arbitrary: fc.record({ validUntil: day, answer }).map(
      (r): LifeInput => ({
        type: 'seen',
        declared: { listingId: 'L-9', at: noon(START), validUntil: r.validUntil },
        answer: r.answer,
      }),
    ),
  },
);
const kind = fc.constantFrom(
  'cosmetic-registration',
  'cosmetic-filing',
  'trademark',
  'ccc',
  'device-ad-approval',
);
const story = fc.array(fc.record({ input, hours: fc.integer({ min: 0, max: 2_000 }) }), { maxLength: 25 });

const begin = (kindId: string, first: RegistryAnswer, declared: string | undefined) =>
  seen(START, first, declared === undefined ? {} : { validUntil: declared }, { ...KEY, kind: kindId });

/** A stale state is not of the promise: answers that disagree only in when they came. */
const outcome = ({ state, registry }: Life) => ({ state, registry });

describe('whatever comes to a credential, in whatever order', () => {
  test.prop([kind, answer, fc.option(day, { nil: undefined }), story])(
    'it stays a sound record with one clock, set by a known rule, that never lies behind a thing already done',
    (kindId, first, declared, steps) => {
      let life = begin(kindId, first, declared);
      let now = noon(START);
      for (const { input: next, hours } of steps) {
        now = later(now, hours);
        life = step(life, next, now).life;
        Life.parse(life);
        if (!life.due) continue;
        expect(CLOCK_RULES).toContain(life.due.rule);
        // A look that is overdue stays due; every other clock lies ahead, but an order that waits, which is due now.
        if (!['look', 'retry'].includes(life.due.rule)) expect(life.due.at >= now).toBe(true);
        expect(life.due.rule === 'sweep-order').toBe(life.sweeps.length > 0 && life.due.at === now);
      }
    },
  );

  test.prop([kind, answer, story, input])(
    'the same thing twice changes nothing the second time',
    (kindId, first, steps, last) => {
      let life = begin(kindId, first, undefined);
      let now = noon(START);
      for (const { input: next, hours } of steps) {
        now = later(now, hours);
        life = step(life, next, now).life;
      }
      now = later(now, 1);
      const once = step(life, last, now);
      // A reviewer who decides twice has decided twice; all else is told once.
      if (last.type === 'review') return;
      const twice = advance(once.life, last, now, terms);
      expect(twice.notices).toEqual([]);
      expect(twice.life.state).toBe(once.life.state);
      expect(twice.life.sweeps).toEqual(once.life.sweeps);
      expect(twice.life.history).toEqual(once.life.history);
      expect(twice.news).toBe(false);
    },
  );

  test.prop([
    fc.array(
      fc.record({
        status: fc.constantFrom('valid', 'suspended', 'revoked' as const),
        validUntil: fc.constantFrom('2028-01-01', '2029-01-01', '2030-01-01'),
        age: fc.integer({ min: 1, max: 200 }),
      }),
      { minLength: 1, maxLength: 6 },
    ),
    fc.infiniteStream(fc.nat()),
  ])('answers of the registry may arrive in any order: the newest decides', (said, luck) => {
    const start = begin('cosmetic-registration', says({ validUntil: '2028-01-01' }, 400 * 3_600), undefined);
    const now = noon('2026-03-20');
    const apart = [...new Map(said.map((one) => [one.age, one])).values()];
    const run = (order: typeof apart) => {
      let life = start;
      for (const { status: s, validUntil, age } of order) {
        const given: LifeInput = { type: 'answer', answer: says({ status: s, validUntil }, age * 3_600) };
        life = step(life, given, now).life;
        for (const { id } of life.sweeps) life = step(life, { type: 'ordered', id }, now).life;
      }
      return outcome(life);
    };
    const shuffled = apart
      .map((one) => ({ one, at: luck.next().value }))
      .sort((a, b) => Number(a.at) - Number(b.at))
      .map(({ one }) => one);
    expect(run(shuffled)).toEqual(run([...apart].sort((a, b) => b.age - a.age)));
  });

  test.prop(
    [
      fc.constantFrom('cosmetic-registration', 'trademark', 'ccc'),
      day,
      fc.array(fc.boolean(), { minLength: 1, maxLength: 30 }),
    ],
    {
      numRuns: 20,
    },
  )(
    'a lost timer changes no outcome: looks that fail or never come end in the same state',
    (kindId, until, luck) => {
      const start = begin(kindId, says({ validUntil: '2026-08-01' }), undefined);
      const end = noon('2026-11-20');
      const truth = () => says({ validUntil: until });
      const punctual = play(start, end, truth).life;
      let i = 0;
      const flaky = play(start, later(end, -24 * 12), () => (luck[i++ % luck.length] ? truth() : down)).life;
      const healed = play(flaky, end, truth).life;
      expect(healed.state).toBe(punctual.state);
      // Nobody came by for years: one look at the end finds the same.
      const slept = step(start, { type: 'answer', answer: truth() }, end).life;
      const nextDay = later(end, 24);
      expect(play(slept, nextDay, truth).life.state).toBe(play(punctual, nextDay, truth).life.state);
    },
  );

  test.prop([kind, answer, story])(
    'the clock always moves on: looking when it is due ends in a later clock or none',
    (kindId, first, steps) => {
      let life = begin(kindId, first, undefined);
      let now = noon(START);
      for (const { input: next, hours } of steps) {
        now = later(now, hours);
        life = step(life, next, now).life;
      }
      for (const { id } of life.sweeps) life = step(life, { type: 'ordered', id }, now).life;
      for (let looks = 0; looks < 30 && life.due; looks++) {
        const at: string = life.due.at > now ? life.due.at : now;
        let next = step(
          life,
          { type: 'answer', answer: looks % 3 ? down : says({ validUntil: '2026-09-01' }) },
          at,
        ).life;
        for (const { id } of next.sweeps) next = step(next, { type: 'ordered', id }, at).life;
        if (next.due)
          expect(next.due.at > at, `${life.due.rule} ${at} → ${next.due.rule} ${next.due.at}`).toBe(true);
        life = next;
        now = at;
      }
    },
  );

  test.prop([kind, answer, day, fc.integer({ min: 0, max: 20_000 })])(
    'reading it later shows what the clock alone would make of it, and reading is no event',
    (kindId, first, declared, hours) => {
      const life = stored(begin(kindId, first, declared));
      const now = later(noon(START), hours);
      const read = settle(life, now, terms);
      expect(settle(read, now, terms).state).toBe(read.state);
      expect(read.version).toBe(life.version);
    },
  );
});
