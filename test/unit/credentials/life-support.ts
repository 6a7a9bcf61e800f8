import { readFileSync } from 'node:fs';
import { advance, type LifeInput, newLife } from '../../../models/credentials/life/advance.ts';
import type { Life } from '../../../models/credentials/life/life.ts';
import type { RegistryAnswer, RegistryRecord } from '../../../models/registry/port.ts';
import { Terms } from '../../../models/terms.ts';

export const terms = Terms.parse(JSON.parse(readFileSync('knowledge/terms.json', 'utf8')));
export const KEY = { merchantId: 'M-1', kind: 'cosmetic-registration', number: '国妆特字202400123' };

/** Noon in China of a day. */
export const noon = (day: string) => `${day}T04:00:00.000Z`;
export const later = (now: string, hours: number) =>
  new Date(Date.parse(now) + hours * 3_600_000).toISOString();

export const says = (record: Partial<RegistryRecord>, ageSeconds = 0): RegistryAnswer => ({
  state: 'record',
  record: { kind: KEY.kind, number: KEY.number, status: 'valid', ...record },
  ageSeconds,
});
export const absent: RegistryAnswer = { state: 'absent', ageSeconds: 0 };
export const down: RegistryAnswer = { state: 'unavailable', reason: 'down' };
export const nobody: RegistryAnswer = { state: 'unavailable', reason: 'none', permanent: true };

/** A credential seen at noon of a day, with the registry's answer. */
export function seen(
  day: string,
  answer: RegistryAnswer | undefined,
  declared: { validUntil?: string; holder?: string } = {},
  key = KEY,
): Life {
  const paper = { listingId: 'L-1', at: noon(day), ...declared };
  const life = newLife(key, paper, noon(day));
  return stored(advance(life, { type: 'seen', declared: paper, answer }, noon(day), terms).life);
}

/** As read again after a write. */
export const stored = (life: Life): Life => ({ ...structuredClone(life), version: life.version + 1 });

/** Moves on and stores. */
export function step(life: Life, input: LifeInput, now: string) {
  const advanced = advance(life, input, now, terms);
  return { ...advanced, life: stored(advanced.life) };
}

/** Plays a registry against the clock: each due look is answered, until a day; answers what was told and ordered. */
export function play(
  start: Life,
  until: string,
  registry: (now: string) => RegistryAnswer,
): { life: Life; told: { at: string; type: string; daysLeft?: number | undefined }[]; swept: string[] } {
  let life = start;
  const told: { at: string; type: string; daysLeft?: number | undefined }[] = [];
  const swept: string[] = [];
  for (let looks = 0; life.due && life.due.at <= until; looks++) {
    if (looks > 20_000) throw new Error('the clock does not move on');
    const now = life.due.at > life.since ? life.due.at : life.since;
    for (const { id } of life.sweeps) {
      swept.push(id);
      life = step(life, { type: 'ordered', id }, now).life;
    }
    if (!life.due || life.due.at > now) continue;
    const moved = step(life, { type: 'answer', answer: registry(now) }, now);
    life = moved.life;
    told.push(...moved.notices.map(({ at, type, daysLeft }) => ({ at, type, daysLeft })));
  }
  return { life, told, swept };
}
