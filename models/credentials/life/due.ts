import { dayInChina } from '../../policy/clock.ts';
import { spreadOf } from '../../spread.ts';
import type { Terms } from '../../terms.ts';
import { credentialKind } from '../parse.ts';
import { type Draft, marks } from './draft.ts';
import { CLOCK_RULES, type ClockRule, type Life } from './life.ts';
import { dayStart } from './term.ts';

const MINUTE = 60_000;
/** Looks are spread over the day after the turn of the day is done, so that ends and reminders come first. */
const LOOKS_FROM_HOUR = 2;
const LOOKS_OVER_HOURS = 20;

export const plusMinutes = (now: string, minutes: number) =>
  new Date(Date.parse(now) + minutes * MINUTE).toISOString();

/** Whether there is a registry to ask of this credential, and a reason to. */
export function askable(life: Pick<Life, 'kind' | 'state'>): boolean {
  if (life.state === 'rejected' || life.state === 'forged') return false;
  return credentialKind(life.kind)?.registry !== undefined;
}

/**
 * The next ordinary question to the registry: another day, at the credential's own minute of it. Of a kind nobody
 * answers for, it is rare: a registry that is connected later is found by it.
 */
export function nextLook(life: Life, now: string, terms: Terms): string {
  const { days, revokedDays } = terms.credentials.look;
  const minute = spreadOf(life.number) % (LOOKS_OVER_HOURS * 60);
  const rare = life.state === 'revoked' || life.unasked === true;
  const day = dayStart(dayInChina(now), rare ? revokedDays : days);
  return plusMinutes(day, LOOKS_FROM_HOUR * 60 + minute);
}

/** States a term no longer moves. */
const PAST = new Set<Life['state']>(['expired', 'suspended', 'revoked']);

/** Sets the one clock: the earliest of all that could come next. None, and the credential leaves the index. */
export function setClock(draft: Draft): void {
  const { life, now } = draft;
  const candidates: [ClockRule, string][] = life.sweeps.length > 0 ? [['sweep-order', now]] : [];
  const later = (rule: ClockRule, at: string | undefined) => {
    if (at !== undefined && at > now) candidates.push([rule, at]);
  };
  if (life.state !== 'rejected' && life.state !== 'forged') {
    const term = marks(draft);
    if (term && !PAST.has(life.state)) {
      later('days-30', term.days30);
      later('days-7', term.days7);
      later('term-end', term.ends);
      later('term-end', term.over);
      later('no-answer', term.deadline);
    }
    later('reverify', life.reverify?.dueAt);
    later('reverify-limit', life.reverify?.limitAt);
    if (life.asking) {
      candidates.push(['retry', life.asking.nextAt]);
      later('no-answer', life.asking.deadline);
    } else if (life.lookAt !== undefined) candidates.push(['look', life.lookAt]);
  }
  const [first] = candidates.sort(
    ([a, at], [b, bt]) => at.localeCompare(bt) || CLOCK_RULES.indexOf(a) - CLOCK_RULES.indexOf(b),
  );
  if (first) life.due = { at: first[1], rule: first[0] };
  else delete life.due;
}
