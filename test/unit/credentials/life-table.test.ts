import { describe, expect, it } from 'vitest';
import {
  LIFE_EVENTS,
  LIFE_STATES,
  LIFE_TABLE,
  LifeTableError,
  transition,
  validateLifeTable,
} from '../../../models/credentials/life.ts';

describe('the table of lives', () => {
  it('answers every event in every state: a target, nothing new, too late, or illegal', () => {
    const cells = LIFE_STATES.map((state) => [
      state,
      LIFE_EVENTS.map((event) => {
        const outcome = transition(state, event);
        return `${event}: ${outcome.kind === 'moved' ? outcome.to : outcome.kind}`;
      }),
    ]);
    expect(Object.fromEntries(cells)).toMatchSnapshot();
  });

  it('lets only a person allege forgery or refuse, and only a person take that back', () => {
    for (const state of LIFE_STATES)
      for (const event of LIFE_EVENTS) {
        const outcome = transition(state, event);
        if (outcome.kind !== 'moved') continue;
        if (outcome.to === 'forged') expect(event).toBe('review-forged');
        if (outcome.to === 'rejected') expect(['review-rejected', 'malformed']).toContain(event);
        if (state === 'forged' || state === 'rejected') expect(event).toMatch(/^review-/);
      }
  });

  it('lets no person lift what the issuer did', () => {
    for (const state of ['suspended', 'revoked'] as const)
      for (const event of ['review-confirmed', 'renewal-confirmed'] as const)
        expect(transition(state, event).kind).toBe('illegal');
  });

  it('never reads silence as anything: an event without an answer moves only what was never confirmed', () => {
    for (const state of LIFE_STATES) {
      const outcome = transition(state, 'unconfirmable');
      if (outcome.kind === 'moved') expect([state, outcome.to]).toEqual(['parsed', 'needs-review']);
    }
  });

  it('is refused at load when it contradicts itself', () => {
    const broken = (change: object) => () => validateLifeTable({ ...LIFE_TABLE, ...change });
    expect(broken({ active: undefined })).toThrow(LifeTableError);
    expect(broken({ uploaded: { moves: { parsed: 'nowhere' }, stale: [] } })).toThrow('unknown state');
    expect(broken({ uploaded: { moves: { hatched: 'parsed' }, stale: [] } })).toThrow('unknown event');
    expect(broken({ uploaded: { moves: { parsed: 'parsed' }, stale: ['parsed'] } })).toThrow('both');
    expect(broken({ uploaded: { moves: {}, stale: [] } })).toThrow('no path leads to');
  });
});
