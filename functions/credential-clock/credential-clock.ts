import pLimit from 'p-limit';
import type { LifeInput } from '../../models/credentials/life/advance.ts';
import { askable } from '../../models/credentials/life/due.ts';
import type { Life, LifeKey } from '../../models/credentials/life/life.ts';
import { CREDENTIAL_SHARDS } from '../../models/pipeline.ts';
import { credentialTerm } from '../../models/stock/selector.ts';
import type { Terms } from '../../models/terms.ts';
import type { Clock } from '../shared/clock.ts';
import type { KnowledgeStore } from '../shared/knowledge-store.ts';
import { moveLife } from '../shared/lives/move.ts';
import type { Lives } from '../shared/lives/port.ts';
import type { Registry } from '../shared/registry/registry.ts';
import type { Sweeps } from '../shared/sweeps/port.ts';

export type CredentialClockDependencies = {
  lives: Lives;
  registry: Registry;
  sweeps: Sweeps;
  knowledge: KnowledgeStore<'terms'>;
  clock: Clock;
  warn(message: string, about: object): void;
};

export type CredentialClockOutcome = {
  looked: number;
  moved: number;
  unanswered: number;
  ordered: number;
  failed: number;
  /** False when time ran out before everything due was looked at; the next run goes on. */
  finished: boolean;
};

const PAGE = 100;
/** Credentials looked at together: enough to keep a registry's rate busy, few enough to leave it to screenings too. */
const TOGETHER = 8;
/** One look takes at most so long; none is begun with less time left. */
const LOOK_MS = 30_000;

/**
 * Looks at every credential whose clock has run out: asks the registry, moves the life on, tells the merchant and orders
 * the re-screening of its listings. What is done leaves the index, so a run that is cut short is continued by the
 * next, and one that fails for a credential is continued with the others. Run twice, the second finds nothing.
 */
export async function lookAtDue(
  deps: CredentialClockDependencies,
  remainingMs: () => number = () => Number.POSITIVE_INFINITY,
): Promise<CredentialClockOutcome> {
  const outcome = { looked: 0, moved: 0, unanswered: 0, ordered: 0, failed: 0, finished: true };
  const { terms } = (await deps.knowledge.get()).set;
  const together = pLimit(TOGETHER);
  const dueBy = deps.clock.now();
  // Each run begins at another shard, so that runs cut short by a slow registry leave none behind for ever.
  const first = Math.floor(Date.parse(dueBy) / 900_000);
  for (let i = 0; i < CREDENTIAL_SHARDS; i++) {
    const shard = (first + i) % CREDENTIAL_SHARDS;
    let from: unknown;
    do {
      if (remainingMs() < LOOK_MS) return { ...outcome, finished: false };
      const page = await deps.lives.due(shard, dueBy, PAGE, from);
      await Promise.all(
        page.keys.map((key) =>
          together(async () => {
            if (remainingMs() < LOOK_MS) {
              outcome.finished = false;
              return;
            }
            try {
              const done = await lookAt(key, deps, terms);
              outcome.looked++;
              if (done.moved) outcome.moved++;
              if (done.unanswered) outcome.unanswered++;
              outcome.ordered += done.ordered;
            } catch (error) {
              // It stays due; the others do not wait for it.
              outcome.failed++;
              deps.warn('a credential could not be looked at', { kind: key.kind, error });
            }
          }),
        ),
      );
      from = page.next;
    } while (from !== undefined);
  }
  return outcome;
}

/** One credential: question, transition and event, then the order that follows. Each step may be repeated. */
async function lookAt(
  key: LifeKey,
  deps: CredentialClockDependencies,
  terms: Terms,
): Promise<{ moved: boolean; unanswered: boolean; ordered: number }> {
  const [life] = await deps.lives.read([key]);
  const now = deps.clock.now();
  if (!life?.due || life.due.at > now) return { moved: false, unanswered: false, ordered: 0 };
  // An order that was decided and not given yet: the run that decided it was cut short, or somebody else decided it.
  if (life.due.rule === 'sweep-order') {
    const after = await order(life, deps, terms);
    return { moved: after.life.state !== life.state, unanswered: false, ordered: after.ordered };
  }
  const input: LifeInput = askable(life)
    ? { type: 'answer', answer: await deps.registry.lookup({ kind: key.kind, number: key.number }) }
    : { type: 'time' };
  const moved = await moveLife(deps.lives, key, input, {
    now: deps.clock.now(),
    terms,
    read: life,
    always: true,
  });
  if (!moved) return { moved: false, unanswered: false, ordered: 0 };
  const after = await order(moved.life, deps, terms);
  return {
    moved: moved.life.state !== life.state,
    unanswered: input.type === 'answer' && input.answer.state === 'unavailable',
    ordered: after.ordered,
  };
}

/** Gives the orders a life waits to give. The order first, then the note of it: given twice it is one. */
async function order(
  life: Life,
  deps: CredentialClockDependencies,
  terms: Terms,
): Promise<{ life: Life; ordered: number }> {
  let current = life;
  let ordered = 0;
  for (const sweep of life.sweeps) {
    const select = [{ by: 'term' as const, term: credentialTerm(life.kind, life.number) }];
    await deps.sweeps.order({ id: sweep.id, cause: sweep.cause, select });
    const input: LifeInput = { type: 'ordered', id: sweep.id };
    const moved = await moveLife(deps.lives, current, input, {
      now: deps.clock.now(),
      terms,
      read: current,
      always: true,
    });
    current = moved?.life ?? current;
    ordered++;
  }
  return { life: current, ordered };
}
