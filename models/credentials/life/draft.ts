import { dayInChina } from '../../policy/clock.ts';
import type { Terms } from '../../terms.ts';
import type { Bilingual } from '../../text-pair.ts';
import { type LifeEvent, type LifeState, transition } from '../life.ts';
import { type Life, lifeName, MAX_HISTORY } from './life.ts';
import { marksOf, type Phase, phaseOf, termOf } from './term.ts';

/** What the merchant is told. */
export const NOTICES = [
  'expiring',
  'in-grace',
  'expired',
  'renewed',
  'reinstated',
  'suspended',
  'revoked',
  'forged',
  'rejected',
  'needs-review',
  'renewal-refused',
  'reverification-due',
] as const;
export type NoticeName = (typeof NOTICES)[number];

/** A life being moved on. Steps change it in place; `advance` hands out the finished record. */
export type Draft = {
  life: Life;
  readonly now: string;
  readonly terms: Terms;
  notices: { name: NoticeName; deadline?: string }[];
};

/** States in which goods may be sold on it. */
const COUNTS = new Set<LifeState>(['active', 'expiring-30', 'expiring-7', 'in-grace', 'renewed']);
export const counts = (state: LifeState) => COUNTS.has(state);

/** What entering a state tells the merchant. */
const TELLS: Partial<Record<LifeState, NoticeName>> = {
  'expiring-30': 'expiring',
  'expiring-7': 'expiring',
  'in-grace': 'in-grace',
  expired: 'expired',
  renewed: 'renewed',
  suspended: 'suspended',
  revoked: 'revoked',
  forged: 'forged',
  rejected: 'rejected',
};

/** Why the listings that show it are screened again on entering a state. */
const SWEEPS: Partial<Record<LifeState, Bilingual>> = {
  expired: { zh: '资质已过期', en: 'a credential expired' },
  renewed: { zh: '资质已续展', en: 'a credential was renewed' },
  suspended: { zh: '资质被发证机关暂停', en: 'a credential was suspended by its issuer' },
  revoked: { zh: '资质被撤销', en: 'a credential was revoked' },
  forged: { zh: '资质被认定为伪造', en: 'a credential was found to be forged' },
  rejected: { zh: '资质未通过人工核验', en: 'a credential was rejected by a reviewer' },
};

/** What follows of itself. */
const FOLLOWS: Partial<Record<LifeState, LifeEvent>> = { verified: 'activated' };

export function marks(draft: Draft) {
  const term = termOf(draft.life);
  return term && marksOf(draft.life.kind, term.until, draft.terms);
}
export const phase = (draft: Draft): Phase => phaseOf(marks(draft), draft.now);

/** Notes something in the history, which keeps the newest entries and counts the rest. */
export function record(draft: Draft, event: string, from: LifeState, note?: string, by?: string): void {
  const { life, now } = draft;
  const told = { ...(note === undefined ? {} : { note }), ...(by === undefined ? {} : { by }) };
  life.history.push({ at: now, event, from, to: life.state, ...told });
  const over = life.history.length - MAX_HISTORY;
  if (over > 0) {
    life.history.splice(0, over);
    life.dropped += over;
  }
}

/** Lets an event happen. A stale or illegal one is counted on the record and changes nothing else. */
export function happen(draft: Draft, event: LifeEvent, note?: string, by?: string): boolean {
  const { life, now } = draft;
  const outcome = transition(life.state, event);
  if (outcome.kind === 'kept') return false;
  if (outcome.kind !== 'moved') {
    life.refused = {
      ...life.refused,
      [outcome.kind]: life.refused[outcome.kind] + 1,
      last: { at: now, event, state: life.state },
    };
    return false;
  }
  const from = life.state;
  life.state = outcome.to;
  life.since = now;
  record(draft, event, from, note, by);
  entered(draft, from);
  const next = FOLLOWS[outcome.to];
  if (next) happen(draft, next);
  return true;
}

function entered(draft: Draft, from: LifeState): void {
  const { life } = draft;
  const reinstated = life.state === 'active' && (from === 'suspended' || from === 'revoked');
  const doubted = life.state === 'needs-review' && (counts(from) || from === 'suspended');
  const name = reinstated ? 'reinstated' : doubted ? 'needs-review' : TELLS[life.state];
  if (name) draft.notices.push({ name });
  const cause = reinstated
    ? { zh: '资质恢复有效', en: 'a credential is in force again' }
    : doubted
      ? { zh: '资质有疑，转人工核验', en: 'a credential is in doubt' }
      : SWEEPS[life.state];
  if (!cause) return;
  const day = dayInChina(draft.now);
  const id = `credential.${reinstated ? 'reinstated' : life.state}.${lifeName(life)}.${day}`;
  if (life.sweeps.every((sweep) => sweep.id !== id)) life.sweeps = [...life.sweeps, { id, cause }].slice(-8);
}
