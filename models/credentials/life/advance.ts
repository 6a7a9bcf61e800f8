import { addWorkingDays } from '../../policy/clock.ts';
import type { RegistryAnswer } from '../../registry/port.ts';
import type { Terms } from '../../terms.ts';
import { transition } from '../life.ts';
import { takeAnswer } from './answer.ts';
import { counts, type Draft, happen, record } from './draft.ts';
import { askable, nextLook, setClock } from './due.ts';
import type { Life, LifeKey } from './life.ts';
import { type Notice, noticesOf } from './notice.ts';
import { marksOf, phaseOf, termOf } from './term.ts';
import { beginReverification, runTimers } from './timers.ts';

export type Declared = Life['declared'];
export type Decision = {
  decision: 'confirm' | 'reject' | 'forged';
  /** The date on the renewed paper, when a renewal is confirmed. */
  validUntil?: string | undefined;
  by: string;
  reason: string;
};

/** What can come to a credential. */
export type LifeInput =
  /** A listing that declares it was checked; the registry's answer when one was asked for. */
  | {
      type: 'seen';
      declared: Declared;
      /** What is wrong with the number's form; absent when it is well-formed. */
      malformed?: string | undefined;
      answer?: RegistryAnswer | undefined;
    }
  | { type: 'answer'; answer: RegistryAnswer }
  /** Nothing but time. */
  | { type: 'time' }
  | { type: 'renewal'; validUntil: string; image?: string | undefined; answer?: RegistryAnswer | undefined }
  | { type: 'review'; decision: Decision }
  /** A re-screening was ordered. */
  | { type: 'ordered'; id: string };

export type Advanced = {
  life: Life;
  notices: Notice[];
  /** Whether there is a new fact, as opposed to a later look at an old one. */
  news: boolean;
};

/** The record of a credential nobody has seen before; the first `seen` moves it on. */
export function newLife(key: LifeKey, declared: Declared, now: string): Life {
  const { merchantId, kind, number } = key;
  return {
    merchantId,
    kind,
    number,
    state: 'uploaded',
    since: now,
    firstSeen: now,
    declared,
    sweeps: [],
    history: [],
    dropped: 0,
    refused: { stale: 0, illegal: 0 },
    version: 0,
  };
}

/**
 * Moves a credential on by one input, then by what the clock says, and sets its one clock anew. Pure; the same input
 * twice gives the same record, with `news` false the second time.
 */
export function advance(life: Life, input: LifeInput, now: string, terms: Terms): Advanced {
  const draft: Draft = { life: structuredClone(life), now, terms, notices: [] };
  take(draft, input);
  runTimers(draft);
  if (draft.life.version === 0) {
    // The first record is made by a screening, whose verdict says all this.
    draft.notices = [];
    draft.life.sweeps = [];
  }
  setClock(draft);
  return { life: draft.life, notices: noticesOf(draft), news: essence(draft.life) !== essence(life) };
}

/** The credential as of `now`, by what is known: what a reader sees before the daily check has come by. */
export function settle(life: Life, now: string, terms: Terms): Life {
  return advance(life, { type: 'time' }, now, terms).life;
}

function take(draft: Draft, input: LifeInput): void {
  const { life, now } = draft;
  switch (input.type) {
    case 'seen':
      if (life.state === 'uploaded')
        happen(draft, input.malformed === undefined ? 'parsed' : 'malformed', input.malformed);
      // The registry first: whether a later date is a claim depends on whose date counts.
      if (input.answer) takeAnswer(draft, input.answer);
      else if (life.lookAt === undefined && life.state !== 'rejected') life.lookAt = now;
      declare(draft, input.declared);
      return;
    case 'answer':
      takeAnswer(draft, input.answer);
      return;
    case 'time':
      return;
    case 'renewal':
      submit(draft, input.validUntil, input.image);
      if (input.answer) takeAnswer(draft, input.answer);
      return;
    case 'review':
      review(draft, input.decision);
      return;
    case 'ordered':
      life.sweeps = life.sweeps.filter((sweep) => sweep.id !== input.id);
      if (life.sweeps.length === 0 && life.state === 'renewed') happen(draft, 'listings-restored');
      return;
  }
}

/**
 * A listing's word of its credential. The later date is kept, so that two listings that differ do not write in turns;
 * for one that counts already a later date is a renewal, which needs confirming.
 */
function declare(draft: Draft, declared: Declared): void {
  const { life } = draft;
  const term = termOf(life);
  const later =
    declared.validUntil !== undefined &&
    (life.declared.validUntil === undefined || declared.validUntil > life.declared.validUntil);
  const claimed =
    later && term?.source === 'declared' && !['uploaded', 'parsed', 'needs-review'].includes(life.state);
  if (claimed) {
    if (declared.validUntil !== life.renewal?.validUntil) submit(draft, declared.validUntil ?? '');
    return;
  }
  const holder = life.declared.holder ?? declared.holder;
  const product = life.declared.product ?? declared.product;
  if (!later && holder === life.declared.holder && product === life.declared.product) return;
  life.declared = {
    ...(later ? declared : life.declared),
    ...(holder === undefined ? {} : { holder }),
    ...(product === undefined ? {} : { product }),
  };
}

function submit({ life, now, terms, ...rest }: Draft, validUntil: string, image?: string): void {
  const same = life.renewal?.validUntil === validUntil && life.renewal.state !== 'refused';
  if (same && (image === undefined || life.renewal?.image === image)) return;
  life.renewal = {
    validUntil,
    ...(image === undefined ? {} : { image }),
    submittedAt: now,
    state: 'needs-review',
    dueAt: addWorkingDays(now, terms.credentials.reviewWorkingDays, terms.calendar),
  };
  record({ life, now, terms, ...rest }, 'renewal-submitted', life.state, validUntil);
}

/** A person's decision: on a waiting renewal if there is one, else on the credential itself. */
function review(draft: Draft, { decision, validUntil, by, reason }: Decision): void {
  const { life, now, terms } = draft;
  const waiting = life.renewal?.state === 'needs-review' ? life.renewal : undefined;
  if (decision === 'forged') {
    happen(draft, 'review-forged', reason, by);
    return;
  }
  if (waiting) {
    const state = decision === 'confirm' ? 'confirmed' : 'refused';
    life.renewal = { ...waiting, state, decidedAt: now, decidedBy: by, reason };
    record(draft, `renewal-${state}`, life.state, reason, by);
    if (decision === 'reject') {
      draft.notices.push({ name: 'renewal-refused' });
      return;
    }
  }
  if (decision === 'reject') {
    happen(draft, 'review-rejected', reason, by);
    return;
  }
  const until = validUntil ?? waiting?.validUntil;
  const runs = until !== undefined && phaseOf(marksOf(life.kind, until, terms), now) !== 'over';
  const renews = runs && (waiting !== undefined || life.state === 'expired') && life.state !== 'rejected';
  const event = renews ? 'renewal-confirmed' : 'review-confirmed';
  const { kind } = transition(life.state, event);
  if (until !== undefined && (kind === 'moved' || kind === 'kept')) {
    const over = life.registry?.validUntil;
    life.confirmed = { validUntil: until, at: now, by, ...(over === undefined ? {} : { over }) };
  }
  happen(draft, event, reason, by);
  if (!counts(life.state)) return;
  if (life.reverify?.asked !== undefined) record(draft, 'reverified', life.state, reason, by);
  if (life.reverify === undefined || life.reverify.asked !== undefined) beginReverification(draft);
  if (life.lookAt === undefined && askable(life)) life.lookAt = nextLook(life, now, terms);
}

/** All of a record that is a fact, and none of what merely says when we looked. */
function essence(life: Life): string {
  const { version: _, due: __, lookAt: ___, asking: ____, refused: _____, registry, ...facts } = life;
  return JSON.stringify({ ...facts, registry: registry && { ...registry, asOf: undefined } });
}
