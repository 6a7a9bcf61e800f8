import { addWorkingDays } from '../../policy/clock.ts';
import type { Terms } from '../../terms.ts';
import { credentialKind } from '../parse.ts';
import type { Life } from './life.ts';

const DAY = 86_400_000;

/** Until when a credential runs, and who says so. */
export type Term = { until: string; source: 'registry' | 'reviewer' | 'declared' };

/**
 * The registry's word wins; a person's stands where that person saw the registry's date and overruled it (a registry
 * lags behind its own office), until the registry says something new; the merchant's counts where both are silent.
 * A kind without a term in law has none but the registry's.
 */
export function termOf(life: Pick<Life, 'kind' | 'declared' | 'registry' | 'confirmed'>): Term | undefined {
  const { registry, confirmed, declared } = life;
  const said = registry?.validUntil;
  if (confirmed?.validUntil !== undefined && confirmed.over === said)
    return { until: confirmed.validUntil, source: 'reviewer' };
  if (said !== undefined) return { until: said, source: 'registry' };
  if (credentialKind(life.kind)?.endless || declared.validUntil === undefined) return undefined;
  return { until: declared.validUntil, source: 'declared' };
}

/** Start of a day in China, `plus` days later, as ISO time. */
export function dayStart(day: string, plus = 0): string {
  return new Date(Date.parse(`${day}T00:00:00+08:00`) + plus * DAY).toISOString();
}

/** The same day `months` later; the last of the month where there is no such day. */
export function plusMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  last.setUTCDate(Math.min(date, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}

/** The moments of a term: reminders on the natural day that many days before, the end when its last day is over. */
export type Marks = { days30: string; days7: string; ends: string; over: string; deadline: string };

export function marksOf(kind: string, until: string, terms: Terms): Marks {
  const grace = credentialKind(kind)?.graceMonths;
  const over = dayStart(grace === undefined ? until : plusMonths(until, grace), 1);
  const [first = 30, second = 7] = terms.reminders;
  return {
    days30: dayStart(until, -first),
    days7: dayStart(until, -second),
    ends: dayStart(until, 1),
    over,
    deadline: addWorkingDays(over, terms.credentials.answerWorkingDays, terms.calendar),
  };
}

export type Phase = 'far' | 'days-30' | 'days-7' | 'grace' | 'over';

/** Where in its term a credential stands. */
export function phaseOf(marks: Marks | undefined, now: string): Phase {
  if (marks === undefined) return 'far';
  if (now >= marks.over) return 'over';
  if (now >= marks.ends) return 'grace';
  if (now >= marks.days7) return 'days-7';
  return now >= marks.days30 ? 'days-30' : 'far';
}

/** Whether a date is over for a kind on a day in China, its grace counted. */
export function isOver(kind: string, until: string, today: string): boolean {
  const grace = credentialKind(kind)?.graceMonths;
  return (grace === undefined ? until : plusMonths(until, grace)) < today;
}
