import { dayInChina } from '../../policy/clock.ts';
import { sameName } from '../../same-name.ts';
import { credentialKind } from '../parse.ts';
import { counts, type Draft, happen, marks, phase, record } from './draft.ts';
import type { Life } from './life.ts';
import { dayStart, plusMonths } from './term.ts';

/**
 * What the clock alone says at `now`: reminders, grace, the end of a term and the law's re-verification. A reminder
 * that was missed is passed over for the state the day calls for, so a lost timer changes no outcome.
 */
export function runTimers(draft: Draft): void {
  const { life, now } = draft;
  const at = phase(draft);
  if (counts(life.state)) {
    if (at === 'days-30' && !AT_30.has(life.state)) happen(draft, 'days-30');
    if (at === 'days-7' && life.state !== 'expiring-7' && life.state !== 'in-grace') happen(draft, 'days-7');
    if (at === 'grace' && life.state !== 'in-grace') happen(draft, 'grace-began');
  }
  if (at === 'over' && ENDS.has(life.state) && endIsSure(draft)) happen(draft, 'term-ended');
  if (life.asking && now >= life.asking.deadline && life.state === 'parsed')
    happen(draft, 'unconfirmable', 'no-answer');
  reverification(draft);
}

/** States the second reminder or grace has already left behind, or the first one made. */
const AT_30 = new Set<Life['state']>(['expiring-30', 'expiring-7', 'in-grace']);
const ENDS = new Set<Life['state']>([
  'parsed',
  'needs-review',
  'active',
  'expiring-30',
  'expiring-7',
  'in-grace',
  'renewed',
]);

/**
 * The paper's date is over; it may have been renewed. It ends when the registry was asked since and knew of nothing,
 * when there is nobody to ask, or when the registry stayed silent beyond the stated deadline: an outage alone never ends it.
 */
export function endIsSure({ life, now, terms }: Draft): boolean {
  const term = marks({ life, now, terms, notices: [] });
  if (!term) return false;
  if (life.unasked || credentialKind(life.kind)?.registry === undefined) return true;
  return (life.registry !== undefined && life.registry.asOf >= term.over) || now >= term.deadline;
}

/** The law's clock for a kind, begun when the credential was first confirmed. */
export function beginReverification(draft: Draft): void {
  const { life, now, terms } = draft;
  const rule = terms.credentials.reverify.find(({ kinds }) => kinds.includes(life.kind));
  if (!rule) return;
  const limitAt = dayStart(plusMonths(dayInChina(now), rule.months));
  const limitDay = dayInChina(limitAt);
  life.reverify = { lastAt: now, dueAt: dayStart(limitDay, -rule.leadDays), limitAt };
}

/** Whether the register names another holder than the merchant did; where one is silent it does not. */
export function holderDiffers({ declared, registry }: Pick<Life, 'declared' | 'registry'>): boolean {
  const [ours, theirs] = [declared.holder, registry?.holder];
  return ours !== undefined && theirs !== undefined && !sameName(ours, theirs);
}

/**
 * Six months are nearly over: an answer of the registry since then that speaks for the credential verifies it anew;
 * where there is none the merchant is asked, and at the law's limit it goes to a person.
 */
function reverification(draft: Draft): void {
  const { life, now } = draft;
  if (!life.reverify || now < life.reverify.dueAt || !counts(life.state)) return;
  const { registry } = life;
  const differs = holderDiffers(life);
  const answered = registry !== undefined && registry.asOf >= life.reverify.dueAt;
  if (answered && registry.status === 'valid' && !differs) {
    record(draft, 'reverified', life.state, `registry ${registry.asOf}`);
    beginReverification(draft);
    return;
  }
  if (now >= life.reverify.limitAt) {
    happen(draft, 'reverification-lapsed');
    return;
  }
  const waiting = life.asking !== undefined && now < life.asking.deadline && !life.unasked;
  if (life.reverify.asked !== undefined || waiting || (!answered && !life.unasked && !life.asking)) return;
  life.reverify.asked = now;
  record(draft, 'reverification-asked', life.state);
  draft.notices.push({ name: 'reverification-due', deadline: life.reverify.limitAt });
}
