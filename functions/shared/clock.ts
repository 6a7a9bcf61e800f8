import { setTimeout as sleep } from 'node:timers/promises';

/** The only clock of the functions, handed to every step, so that tests can turn it. */
export type Clock = { now(): string; sleep(ms: number): Promise<void> };
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  sleep: (ms) => sleep(ms).then(() => undefined),
};

/** `seconds` after an ISO time. */
export function after(now: string, seconds: number): string {
  return new Date(Date.parse(now) + seconds * 1000).toISOString();
}
