import { addWorkingDays } from '../../policy/clock.ts';
import type { RegistryAnswer, RegistryRecord } from '../../registry/port.ts';
import type { LifeEvent } from '../life.ts';
import { counts, type Draft, happen, record } from './draft.ts';
import { nextLook, plusMinutes } from './due.ts';
import type { Life } from './life.ts';
import { marksOf, phaseOf, termOf } from './term.ts';
import { beginReverification, endIsSure, holderDiffers } from './timers.ts';

/** Ages are whole seconds: two readings of one kept answer differ by as much. */
const SAME_ANSWER_MS = 2_000;

/**
 * Takes a registry's answer in. No answer changes no state: it sets the next try and the day until which we wait.
 * What bridges an outage is no answer either. An answer older than the one we have is stale, whatever it says, so
 * that answers may arrive in any order.
 */
export function takeAnswer(draft: Draft, answer: RegistryAnswer): void {
  const { life, now, terms } = draft;
  if (answer.state === 'unavailable' && answer.permanent) {
    life.unasked = true;
    delete life.asking;
    happen(draft, 'unconfirmable', 'nobody-to-ask');
    life.lookAt = nextLook(life, now, terms);
    return;
  }
  if (answer.state === 'unavailable' || answer.stale) {
    askAgain(draft);
    return;
  }
  delete life.unasked;
  const asOf = asOfAnswer(answer, now);
  const before = life.registry?.asOf;
  if (before !== undefined && Date.parse(asOf) < Date.parse(before) - SAME_ANSWER_MS) {
    life.refused = {
      ...life.refused,
      stale: life.refused.stale + 1,
      last: { at: now, event: eventOf(draft, answer), state: life.state },
    };
    return;
  }
  const event = eventOf(draft, answer);
  const previous = termOf(life)?.until;
  life.registry = readRecord(answer, before !== undefined && before > asOf ? before : asOf);
  const known = life.state;
  happen(draft, event);
  if (known !== life.state && life.state === 'active' && !life.reverify) beginReverification(draft);
  if (event === 'registry-renewed' || keepsPromise(life, life.registry)) settleRenewal(draft, previous);
  delete life.asking;
  life.lookAt = nextLook(life, now, terms);
  // The term is over and this answer is from before that: what it says may no longer be so.
  const until = termOf(life)?.until;
  if (until !== undefined && life.registry.asOf < now && awaitsEnd(draft, until)) askAgain(draft);
}

/** When the registry said it. */
const asOfAnswer = ({ ageSeconds }: { ageSeconds: number }, now: string) =>
  new Date(Date.parse(now) - ageSeconds * 1000).toISOString();

function awaitsEnd(draft: Draft, until: string): boolean {
  const phase = phaseOf(marksOf(draft.life.kind, until, draft.terms), draft.now);
  return phase === 'over' && draft.life.state !== 'expired' && !endIsSure(draft);
}

function askAgain({ life, now, terms }: Draft): void {
  const { retryMinutes, answerWorkingDays } = terms.credentials;
  const tries = (life.asking?.tries ?? 0) + 1;
  const wait = retryMinutes[Math.min(tries, retryMinutes.length) - 1] ?? 60;
  const since = life.asking?.since ?? now;
  life.asking = {
    since,
    tries,
    nextAt: plusMinutes(now, wait),
    deadline: life.asking?.deadline ?? addWorkingDays(since, answerWorkingDays, terms.calendar),
  };
}

function readRecord(
  answer: Exclude<RegistryAnswer, { state: 'unavailable' }>,
  asOf: string,
): NonNullable<Life['registry']> {
  if (answer.state === 'absent') return { status: 'absent', asOf };
  const { status, validUntil, holder, product } = answer.record;
  return {
    status,
    asOf,
    ...(validUntil !== undefined && DAY.test(validUntil) ? { validUntil } : {}),
    ...(holder === undefined ? {} : { holder }),
    ...(product === undefined ? {} : { product }),
  };
}
const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** What an answer means for this credential now. */
function eventOf(draft: Draft, answer: Exclude<RegistryAnswer, { state: 'unavailable' }>): LifeEvent {
  if (answer.state === 'absent') return 'registry-absent';
  const { life, now, terms } = draft;
  const { record: said } = answer;
  switch (said.status) {
    case 'suspended':
      return 'registry-suspended';
    case 'revoked':
    case 'cancelled':
      return 'registry-revoked';
    case 'expired':
      return overruled(life, said) || inGrace(draft, said) ? 'registry-valid' : 'registry-expired';
    case 'valid':
      break;
  }
  const asOf = asOfAnswer(answer, now);
  const registry = readRecord(answer, asOf);
  const term = termOf({ ...life, registry });
  const marks = term && marksOf(life.kind, term.until, terms);
  const phase = phaseOf(marks, now);
  // A registered date that has passed is an end, whatever the status says; a declared one is the timers' business.
  // One kept from before that day cannot know of a renewal: what counts goes on counting until a newer one comes.
  if (phase === 'over' && term?.source === 'registry')
    return counts(life.state) && asOf < (marks?.over ?? '') ? 'registry-valid' : 'registry-expired';
  if (phase !== 'over' && life.state === 'expired') return 'registry-renewed';
  if (life.state === 'needs-review' && lapsed(draft, registry)) return 'unconfirmable';
  const before = life.state === 'active' ? life.registry?.validUntil : termOf(life)?.until;
  const later = registry.validUntil !== undefined && before !== undefined && registry.validUntil > before;
  return (later || keepsPromise(life, registry)) && HELD_BEFORE.has(life.state)
    ? 'registry-renewed'
    : 'registry-valid';
}

/** Whether the register shows the date of a renewal that waits, or a later one. */
function keepsPromise({ renewal }: Life, { status, validUntil }: NonNullable<Life['registry']>): boolean {
  if (renewal?.state !== 'needs-review' || status !== 'valid' || validUntil === undefined) return false;
  return validUntil >= renewal.validUntil;
}

/** The law's limit has passed and the register names another holder: only a person can say what is so. */
function lapsed({ life, now }: Draft, registry: NonNullable<Life['registry']>): boolean {
  if (life.reverify === undefined || now < life.reverify.limitAt) return false;
  return holderDiffers({ declared: life.declared, registry });
}

/** States in which a later date is a renewal; before them it is the first word of the registry. */
const HELD_BEFORE = new Set<Life['state']>([
  'active',
  'expiring-30',
  'expiring-7',
  'in-grace',
  'expired',
  'renewed',
  'suspended',
  'revoked',
]);

/** A person saw this very date in the registry and confirmed another. */
function overruled({ confirmed }: Life, said: RegistryRecord): boolean {
  return confirmed?.validUntil !== undefined && confirmed.over === said.validUntil;
}

function inGrace({ life, now, terms }: Draft, said: RegistryRecord): boolean {
  if (said.validUntil === undefined) return false;
  return phaseOf(marksOf(life.kind, said.validUntil, terms), now) === 'grace';
}

/** The registry knows of a renewal: a merchant's waiting word of it is settled, by the registry's date. */
function settleRenewal(draft: Draft, previous: string | undefined): void {
  const { life, now } = draft;
  const until = life.registry?.validUntil;
  if (until !== previous) record(draft, 'term-changed', life.state, `${previous ?? '–'} → ${until ?? '–'}`);
  delete life.confirmed;
  if (life.renewal?.state === 'needs-review')
    life.renewal = { ...life.renewal, state: 'confirmed', decidedAt: now, decidedBy: 'registry' };
}
