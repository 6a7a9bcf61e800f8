import type { Registry } from './registry.ts';

/** What an alarm counts (infra/stacks/pipeline-stack.ts); the number asked for is the merchant's and stays out of logs. */
export type Outage = { kind: string; reason: string; asked: number };

/** A line a minute and kind says enough of an outage that lasts. */
const EVERY_MS = 60_000;

/** Tells of questions a registry did not answer. Having none to ask is how it was set up, not an outage. */
export function watchedRegistry(
  inner: Registry,
  tell: (outage: Outage) => void,
  now: () => number,
): Registry {
  const missed = new Map<string, { since: number; asked: number }>();
  return {
    async lookup(question) {
      const answer = await inner.lookup(question);
      if (answer.state !== 'unavailable' || answer.permanent === true) return answer;
      const { kind } = question;
      const before = missed.get(kind);
      const asked = (before?.asked ?? 0) + 1;
      if (before && now() - before.since < EVERY_MS) {
        before.asked = asked;
        return answer;
      }
      missed.set(kind, { since: now(), asked: 0 });
      tell({ kind, reason: answer.reason, asked });
      return answer;
    },
  };
}
