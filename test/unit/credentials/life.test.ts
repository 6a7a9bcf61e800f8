import { describe, expect, it } from 'vitest';
import { settle } from '../../../models/credentials/life/advance.ts';
import { NOTICES } from '../../../models/credentials/life/draft.ts';
import { noticesOf } from '../../../models/credentials/life/notice.ts';
import { viewOf } from '../../../models/credentials/life/view.ts';
import { ListingEvent } from '../../../models/event.ts';
import { dayInChina } from '../../../models/policy/clock.ts';
import { absent, down, KEY, later, nobody, noon, play, says, seen, step, terms } from './life-support.ts';

describe('a credential seen for the first time', () => {
  it('is in force when the registry says so, and the first record tells nobody and sweeps nothing', () => {
    const life = seen('2026-03-02', says({ validUntil: '2028-01-01' }));
    expect(life).toMatchObject({ state: 'active', sweeps: [] });
    expect(life.history.map(({ to }) => to)).toEqual(['parsed', 'verified', 'active']);
  });

  it('waits while the registry is down, and goes to a person when it stays silent beyond the stated day', () => {
    const life = seen('2026-03-02', down);
    expect(life.state).toBe('parsed');
    // Three working days after Monday the 2nd.
    expect(dayInChina(life.asking?.deadline ?? '')).toBe('2026-03-05');
    const { life: after } = play(life, noon('2026-03-06'), () => down);
    expect(after.state).toBe('needs-review');
    expect(after.asking?.tries).toBeGreaterThan(10);
    expect(play(after, noon('2026-03-07'), () => says({ validUntil: '2028-01-01' })).life.state).toBe(
      'active',
    );
  });

  it('goes to a person when the registry does not know it, or nobody is there to ask', () => {
    expect(seen('2026-03-02', absent).state).toBe('needs-review');
    expect(seen('2026-03-02', nobody).state).toBe('needs-review');
  });

  it('that is no number at all is rejected, with the reason kept and nothing to look at', () => {
    const { life } = step(
      { ...seen('2026-03-02', undefined), state: 'uploaded', version: 0, history: [] },
      { type: 'seen', declared: { listingId: 'L-1', at: noon('2026-03-02') }, malformed: '少一位' },
      noon('2026-03-02'),
    );
    expect(life).toMatchObject({ state: 'rejected', history: [{ note: '少一位' }] });
    expect(life.due?.rule).not.toBe('days-30');
  });
});

describe('the end of a term', () => {
  const life = seen('2026-03-02', says({ validUntil: '2026-06-30' }));

  it('is told 30 and 7 natural days before, on that day in China, and holds listings on the day after the last', () => {
    const {
      life: after,
      told,
      swept,
    } = play(life, noon('2026-07-03'), () => says({ validUntil: '2026-06-30' }));
    expect(told.map(({ at, type, daysLeft }) => [dayInChina(at), type, daysLeft])).toEqual([
      ['2026-05-31', 'credential.expiring', 30],
      ['2026-06-23', 'credential.expiring', 7],
      ['2026-07-01', 'credential.expired', -1],
    ]);
    expect(after.state).toBe('expired');
    expect(swept).toEqual([`credential.expired.${KEY.kind}#${KEY.number}.2026-07-01`]);
  });

  it('comes to nothing when the registry knows a renewal that day', () => {
    const { life: after, told } = play(life, noon('2026-07-03'), (now) =>
      says({ validUntil: now >= noon('2026-06-20') ? '2031-06-30' : '2026-06-30' }),
    );
    expect(told.map(({ type }) => type)).toEqual(['credential.expiring', 'credential.renewed']);
    expect(after.state).toBe('active');
  });

  it('is not concluded from an outage: it waits to the stated day, told on the record, and only then follows the paper', () => {
    const dark = (now: string) => (now >= noon('2026-06-29') ? down : says({ validUntil: '2026-06-30' }));
    const during = play(life, noon('2026-07-02'), dark).life;
    expect(during.state).toBe('expiring-7');
    expect(settle(during, noon('2026-07-02'), terms).state).toBe('expiring-7');
    // Wednesday 1 July ends the term: the third working day after it is Monday the 6th.
    expect(play(life, noon('2026-07-06'), dark).life.state).toBe('expiring-7');
    const { life: after, told } = play(life, noon('2026-07-07'), dark);
    expect(after.state).toBe('expired');
    expect(told.at(-1)?.type).toBe('credential.expired');
    // On read the same is seen, without any sweep having come by.
    expect(settle(during, noon('2026-07-07'), terms).state).toBe('expired');
  });

  it('is not concluded from an answer kept from before it, nor from an old record that bridges an outage', () => {
    const almost = play(life, '2026-06-30T15:00:00.000Z', () => says({ validUntil: '2026-06-30' })).life;
    const now = '2026-06-30T16:00:01.000Z';
    const kept = step(almost, { type: 'answer', answer: says({ validUntil: '2026-06-30' }, 7_200) }, now);
    expect(kept.life).toMatchObject({ state: 'expiring-7', due: { rule: 'retry' } });
    const stale = { ...says({ validUntil: '2026-06-30' }), stale: true } as const;
    expect(step(almost, { type: 'answer', answer: stale }, now).life.state).toBe('expiring-7');
    expect(step(almost, { type: 'answer', answer: says({ validUntil: '2026-06-30' }) }, now).life.state).toBe(
      'expired',
    );
  });

  it('restores what was held when the renewal comes late', () => {
    const {
      life: after,
      told,
      swept,
    } = play(life, noon('2026-08-10'), (now) =>
      says({ validUntil: now >= noon('2026-08-01') ? '2031-07-31' : '2026-06-30' }),
    );
    expect(told.map(({ type }) => type).slice(2)).toEqual(['credential.expired', 'credential.renewed']);
    expect(swept.map((id) => id.split('.')[1])).toEqual(['expired', 'renewed']);
    expect(after.state).toBe('active');
    const restored = after.history.find(({ event }) => event === 'listings-restored');
    expect(restored).toMatchObject({ from: 'renewed', to: 'active' });
  });

  it('of a trademark comes six months later (商标法 40): the grace is the kind’s, not the code’s', () => {
    const key = { merchantId: 'M-1', kind: 'trademark', number: '12345678' };
    const mark = seen('2026-03-02', says({ validUntil: '2026-06-30' }), {}, key);
    const registry = () => says({ validUntil: '2026-06-30' });
    const inGrace = play(mark, noon('2026-12-30'), registry);
    expect(inGrace.life.state).toBe('in-grace');
    expect(inGrace.swept).toEqual([]);
    expect(inGrace.told.at(-1)?.type).toBe('credential.in-grace');
    const after = play(inGrace.life, noon('2027-01-02'), registry);
    expect(after.life.state).toBe('expired');
    expect(dayInChina(after.life.since)).toBe('2026-12-31');
  });

  it('does not exist for a filing: a declared date does not end it, the registry does', () => {
    const key = { ...KEY, kind: 'cosmetic-filing', number: '粤G妆网备字2024001234' };
    const filing = seen('2026-03-02', says({}), { validUntil: '2026-04-01' }, key);
    const { life: after, told } = play(filing, noon('2026-05-01'), () => says({}));
    expect(after.state).toBe('active');
    expect(told).toEqual([]);
    expect(play(after, noon('2026-05-02'), () => says({ status: 'cancelled' })).life.state).toBe('revoked');
  });
});

describe('the issuer', () => {
  const life = seen('2026-03-02', says({ validUntil: '2028-06-30' }));
  it('suspends and reinstates; each is told and swept', () => {
    const {
      life: after,
      told,
      swept,
    } = play(life, noon('2026-03-20'), (now) =>
      says({ validUntil: '2028-06-30', status: now < noon('2026-03-10') ? 'suspended' : 'valid' }),
    );
    expect(told.map(({ type }) => type)).toEqual(['credential.suspended', 'credential.reinstated']);
    expect(swept.map((id) => id.split('.')[1])).toEqual(['suspended', 'reinstated']);
    expect(after.state).toBe('active');
  });
  it('revokes, and the registry is still asked now and then', () => {
    const { life: after } = play(life, noon('2026-03-05'), () => says({ status: 'revoked' }));
    expect(after.state).toBe('revoked');
    expect(Date.parse(after.due?.at ?? '') - Date.parse(noon('2026-03-05'))).toBeGreaterThan(20 * 86_400_000);
  });
  it('loses it: absence is doubt for a person, never an end', () => {
    const { life: after, told } = play(life, noon('2026-03-05'), () => absent);
    expect(after.state).toBe('needs-review');
    expect(told.map(({ type }) => type)).toEqual(['credential.needs-review']);
  });
});

describe('a renewal submitted by the merchant', () => {
  const life = seen('2026-03-02', says({ validUntil: '2026-03-20' }));
  const submit = { type: 'renewal', validUntil: '2031-03-20' } as const;

  it('waits for a person when the registry does not know it yet, and changes no state', () => {
    const { life: after } = step(
      life,
      { ...submit, answer: says({ validUntil: '2026-03-20' }) },
      noon('2026-03-10'),
    );
    expect(after).toMatchObject({ state: 'expiring-30', renewal: { state: 'needs-review' } });
    expect(dayInChina(after.renewal?.dueAt ?? '')).toBe('2026-03-12');
  });

  it('counts at once when the registry confirms it, and later when the daily look does', () => {
    const answer = says({ validUntil: '2031-03-20' });
    const { life: at, notices } = step(life, { ...submit, answer }, noon('2026-03-10'));
    expect(at).toMatchObject({ state: 'renewed', renewal: { state: 'confirmed', decidedBy: 'registry' } });
    expect(notices.map(({ type }) => type)).toEqual(['credential.renewed']);
    const waiting = step(life, { ...submit, answer: down }, noon('2026-03-10')).life;
    expect(play(waiting, noon('2026-03-12'), () => answer).life).toMatchObject({
      state: 'active',
      renewal: { state: 'confirmed' },
    });
  });

  it('is confirmed by a reviewer over the date the registry still shows, until the registry says something new', () => {
    const waiting = step(life, { ...submit, answer: down }, noon('2026-03-10')).life;
    const decision = { decision: 'confirm', by: 'r-1', reason: '原件核对一致' } as const;
    const { life: after } = step(waiting, { type: 'review', decision }, noon('2026-03-11'));
    expect(after).toMatchObject({
      state: 'renewed',
      confirmed: { validUntil: '2031-03-20', over: '2026-03-20' },
    });
    // The registry's old date does not end it; a revocation does.
    const old = () => says({ validUntil: '2026-03-20', status: 'expired' });
    expect(play(after, noon('2026-04-20'), old).life.state).toBe('active');
    expect(play(after, noon('2026-04-20'), () => says({ validUntil: '2026-03-25' })).life.state).toBe(
      'expired',
    );
  });

  it('refused leaves the earlier term as it was', () => {
    const waiting = step(life, { ...submit, answer: down }, noon('2026-03-10')).life;
    const decision = { decision: 'reject', by: 'r-1', reason: '照片模糊' } as const;
    const { life: after, notices } = step(waiting, { type: 'review', decision }, noon('2026-03-11'));
    expect(after).toMatchObject({ state: 'expiring-30', renewal: { state: 'refused', reason: '照片模糊' } });
    expect(notices.map(({ type }) => type)).toEqual(['credential.renewal-refused']);
  });

  it('by a later date on another listing is a claim, not a fact', () => {
    const silent = seen('2026-03-02', says({}), { validUntil: '2026-03-20' });
    const declared = { listingId: 'L-2', at: noon('2026-03-10'), validUntil: '2031-03-20' };
    const { life: after } = step(silent, { type: 'seen', declared, answer: says({}) }, noon('2026-03-10'));
    expect(after).toMatchObject({
      state: 'expiring-30',
      declared: { validUntil: '2026-03-20' },
      renewal: { validUntil: '2031-03-20', state: 'needs-review' },
    });
  });
});

describe('the law’s re-verification of cosmetics operators', () => {
  const life = seen('2026-03-02', says({ validUntil: '2030-01-01', holder: '示例一公司' }), {
    holder: '示例一公司',
  });

  it('is done within six months of the last, every time, by the registry while it speaks for the credential', () => {
    const { life: after, told } = play(life, noon('2028-03-02'), () => says({ validUntil: '2030-01-01' }));
    const done = after.history.filter(({ event }) => event === 'reverified').map(({ at }) => Date.parse(at));
    const moments = [Date.parse(life.since), ...done, Date.parse(noon('2028-03-02'))];
    for (let i = 1; i < moments.length; i++)
      expect((moments[i] ?? 0) - (moments[i - 1] ?? 0)).toBeLessThan(184 * 86_400_000);
    expect(done.length).toBeGreaterThanOrEqual(4);
    expect(told).toEqual([]);
  });

  it('asks the merchant when the registry names another holder, with the law’s limit, and then goes to a person', () => {
    const other = () => says({ validUntil: '2030-01-01', holder: '示例二公司' });
    const asked = play(life, noon('2026-08-10'), other);
    expect(asked.told.map(({ at, type }) => [dayInChina(at), type])).toEqual([
      ['2026-08-03', 'credential.reverification-due'],
    ]);
    expect(asked.life.state).toBe('active');
    const lapsed = play(asked.life, noon('2026-09-20'), other);
    expect(lapsed.life.state).toBe('needs-review');
    expect(dayInChina(lapsed.life.since)).toBe('2026-09-02');
    expect(lapsed.told.map(({ type }) => type)).toEqual(['credential.needs-review']);
    const decision = { decision: 'confirm', by: 'r-1', reason: '更名核实' } as const;
    const back = step(lapsed.life, { type: 'review', decision }, noon('2026-09-21')).life;
    expect(back.state).toBe('active');
    expect(back.reverify?.asked).toBeUndefined();
  });

  it('does not exist for other kinds', () => {
    expect(
      seen('2026-03-02', says({}), {}, { ...KEY, kind: 'ccc', number: '2024010907123456' }).reverify,
    ).toBeUndefined();
  });
});

describe('what a merchant is told', () => {
  const life = seen('2026-03-02', says({ validUntil: '2026-06-30' }));
  it.each(NOTICES)(
    '%s says what happened, what to do and what follows, in both languages, as an event',
    (name) => {
      const draft = {
        life,
        now: noon('2026-06-23'),
        terms,
        notices: [{ name, deadline: noon('2026-07-02') }],
      };
      const [notice] = noticesOf(draft);
      const event = ListingEvent.parse(notice);
      if (!notice || event.type !== notice.type) throw new Error('no event');
      for (const text of [notice.what, notice.todo, notice.otherwise]) {
        expect(text.zh).not.toMatch(/[{}]/);
        expect(text.en).not.toMatch(/[{}]/);
        expect(text.zh).toMatch(/[\u4e00-\u9fff]/);
      }
      // It travels as an HTTP header.
      expect(new Headers({ 'idempotency-key': notice.eventId }).get('idempotency-key')).toBe(notice.eventId);
    },
  );

  it('names the day, not the moment: the last day of the term is the day to renew by', () => {
    const before = step(
      life,
      { type: 'answer', answer: says({ validUntil: '2026-06-30' }) },
      noon('2026-06-01'),
    ).life;
    const { notices } = step(
      before,
      { type: 'answer', answer: says({ validUntil: '2026-06-30' }) },
      noon('2026-06-23'),
    );
    expect(notices).toMatchObject([
      { type: 'credential.expiring', daysLeft: 7, validUntil: '2026-06-30', source: 'registry' },
    ]);
    expect(notices[0]?.otherwise.zh).toContain('2026-06-30 之后');
  });

  it('is not who decided, only that a reviewer did and why', () => {
    const decision = { decision: 'reject', by: 'r-1', reason: '照片模糊' } as const;
    const after = step(life, { type: 'review', decision }, noon('2026-03-11')).life;
    expect(JSON.stringify(viewOf(after, terms, noon('2026-03-12'), 'merchant'))).not.toContain('r-1');
    expect(viewOf(after, terms, noon('2026-03-12'), 'merchant').history.at(-1)).toMatchObject({
      by: 'reviewer',
      note: '照片模糊',
    });
    expect(viewOf(after, terms, noon('2026-03-12'), 'staff').history.at(-1)).toMatchObject({ by: 'r-1' });
  });
});

describe('the record', () => {
  it('keeps a bounded history and says how much is gone', () => {
    let life = seen('2026-03-02', says({ validUntil: '2040-01-01' }));
    for (let i = 1; i <= 60; i++)
      life = step(
        life,
        { type: 'answer', answer: says({ status: i % 2 ? 'suspended' : 'valid' }) },
        later(noon('2026-03-02'), i),
      ).life;
    expect(life.history).toHaveLength(40);
    expect(life.dropped).toBe(60 + 3 - 40);
  });

  it('counts what came too late or cannot be, and is not moved by it', () => {
    const life = seen('2026-03-02', says({ validUntil: '2028-01-01' }));
    const late = step(
      life,
      { type: 'answer', answer: says({ status: 'revoked' }, 86_400) },
      noon('2026-03-02'),
    ).life;
    expect(late).toMatchObject({
      state: 'active',
      refused: { stale: 1, last: { event: 'registry-revoked' } },
    });
    const suspended = step(
      late,
      { type: 'answer', answer: says({ status: 'suspended' }) },
      noon('2026-03-03'),
    ).life;
    const decision = { decision: 'confirm', by: 'r-1', reason: 'x', validUntil: '2035-01-01' } as const;
    const lifted = step(suspended, { type: 'review', decision }, noon('2026-03-04')).life;
    expect(lifted).toMatchObject({ state: 'suspended', refused: { illegal: 1 } });
    expect(lifted.confirmed).toBeUndefined();
  });
});
