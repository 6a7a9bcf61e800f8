import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { adjudicate } from '../../functions/adjudicate/adjudicate.ts';
import { join } from '../../functions/adjudicate/join.ts';
import { systemClock } from '../../functions/shared/clock.ts';
import { knowledgeStore } from '../../functions/shared/knowledge-store.ts';
import { resultMessage } from '../../functions/shared/result-message.ts';
import { CHECK_NAMES, type CheckName } from '../../models/check-name.ts';
import type { CheckResult } from '../../models/finding.ts';
import { AdjudicateMessage } from '../../models/messages.ts';
import { compilePolicy } from '../../models/policy/compile.ts';
import { keyOf, type Screening } from '../../models/screening.ts';
import { bootPipeline } from '../support/pipeline.ts';
import { type Random, seeded } from '../support/random.ts';

let pipeline: Awaited<ReturnType<typeof bootPipeline>>;
beforeAll(async () => {
  pipeline = await bootPipeline();
});
afterAll(() => pipeline.dispose());

/** One adjudicate function, as a container of its own would hold it. */
function container() {
  const { records, objects } = pipeline;
  const knowledge = knowledgeStore(objects, ['policy', 'terms'], Date.now);
  const deps = { records, knowledge, compiled: compilePolicy, clock: systemClock };
  return join({ records, objects, adjudicate: (read, arrived) => adjudicate(read, arrived, deps) });
}

async function opened(listingId: string, pending: CheckName[], change: Partial<Screening> = {}) {
  const screening: Screening = {
    listingId,
    merchantId: 'M-join',
    revision: 1,
    run: '0',
    origin: 'upload',
    state: 'screening',
    documentKey: `uploads/M-join/${listingId}/1.json`,
    documentTag: 't',
    title: 'x',
    categoryCode: 'unknown',
    digests: {},
    pending,
    deferrals: 0,
    results: {},
    knowledge: 'k',
    warnings: [],
    startedAt: '2026-11-22T00:00:00.000Z',
    ...change,
  };
  await pipeline.records.open(screening, '2026-11-23T00:00:00.000Z');
  return screening;
}
const clear = (check: CheckName, change: Partial<CheckResult> = {}): CheckResult => ({
  check,
  state: 'clear',
  findings: [],
  knowledge: 'k',
  ...change,
});
const message = async (screening: Screening, result: CheckResult, attempt = screening.deferrals) => {
  const sent = await resultMessage({ key: keyOf(screening), attempt }, result, pipeline.objects);
  return AdjudicateMessage.parse(JSON.parse(JSON.stringify(sent)));
};

function shuffled<T>(items: readonly T[], random: Random): T[] {
  return items
    .map((item) => ({ item, at: random.next() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}

describe('the join of a screening’s results', () => {
  it.each(Array.from({ length: 12 }, (_, i) => i + 1))(
    'comes to one verdict with every result, however they are split, repeated and mixed (seed %s)',
    async (seed) => {
      const random = seeded(seed);
      const listings = await Promise.all(
        [1, 2, 3].map((n) => {
          const pending = shuffled(CHECK_NAMES, random).slice(0, random.whole(1, CHECK_NAMES.length));
          return opened(`J-${seed}-${n}`, pending);
        }),
      );
      const bodies = await Promise.all(
        listings.flatMap((screening) => [
          ...screening.pending.map((check) => message(screening, clear(check))),
          // Twice, in another's attempt, and without a result.
          ...screening.pending.slice(0, 2).map((check) => message(screening, clear(check))),
          message(screening, clear(screening.pending[0] ?? 'counterfeit', { knowledge: 'late' }), 3),
          { key: keyOf(screening) },
        ]),
      );
      const containers = [container(), container(), container()];
      const outcomes = await Promise.all(
        shuffled(bodies, random).map(async (body) => {
          await new Promise((resolve) => setTimeout(resolve, random.whole(0, 40)));
          return random.pick(containers)(AdjudicateMessage.parse(JSON.parse(JSON.stringify(body))));
        }),
      );
      expect(new Set(outcomes)).not.toContain('deferred');
      for (const screening of listings) {
        const judged = await pipeline.records.screening(screening);
        expect(judged).toMatchObject({ state: 'judged', pending: [], verdict: { verdict: 'pass' } });
        expect(Object.keys(judged?.results ?? {}).sort()).toEqual([...screening.pending].sort());
        for (const result of Object.values(judged?.results ?? {})) expect(result.knowledge).toBe('k');
      }
    },
  );

  it('concludes what was stored whole by somebody who then crashed', async () => {
    const screening = await opened('J-crashed', ['counterfeit', 'credential']);
    await pipeline.records.leave(screening, 0, [clear('counterfeit'), clear('credential')]);
    expect(await container()(await message(screening, clear('credential')))).toBe('pass');
    expect(await container()(await message(screening, clear('counterfeit')))).toBe('already');
  });

  it('takes no answer of an earlier attempt for an answer to the question that was put off', async () => {
    const screening = await opened('J-deferred', ['credential']);
    const late = await message(
      screening,
      clear('credential', { state: 'unknown', missing: ['registry'], retryable: true }),
    );
    expect(await container()(late)).toBe('deferred');
    expect(await container()(late)).toBe('stale');
    const standing = await pipeline.records.screening(screening);
    expect(standing).toMatchObject({ deferrals: 1, pending: ['credential'] });
    expect(await container()(await message(screening, clear('credential'), 1))).toBe('pass');
  });

  it('carries a result that is too large for a message through the bucket', async () => {
    const finding = {
      check: 'marketing-claims' as const,
      code: 'claims.absolute',
      strength: 0.1,
      message: { zh: '长'.repeat(70_000), en: 'long' },
      evidence: [],
      remedy: { zh: '改', en: 'change' },
    };
    const screening = await opened('J-large', ['marketing-claims']);
    const large = await message(
      screening,
      clear('marketing-claims', { state: 'found', findings: [finding] }),
    );
    expect(large).toHaveProperty('resultKey');
    await container()(large);
    const judged = await pipeline.records.screening(screening);
    expect(judged?.results['marketing-claims']?.findings).toEqual([finding]);
  });

  it('fails loudly for a screening that was never opened', async () => {
    const never = { key: { listingId: 'J-never', merchantId: 'M', revision: 1, run: '0' } };
    await expect(container()(never)).rejects.toThrow('no screening J-never.1.0');
  });
});
