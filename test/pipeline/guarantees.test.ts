import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { afterEach, describe, expect, it } from 'vitest';
import { CHECK_NAMES } from '../../models/check-name.ts';
import { documentKey, imageKey } from '../../models/document-key.ts';
import type { Screening } from '../../models/screening.ts';
import { type MixListing, makeMix } from '../../samples/mix.ts';
import type { LocalPipeline } from '../../tools/lib/local-pipeline.ts';
import { bootPipeline } from '../support/pipeline.ts';

const together = pLimit(16);
let running: Awaited<ReturnType<typeof bootPipeline>> | undefined;
afterEach(async () => {
  await running?.dispose();
  running = undefined;
});

async function put({ listing, images, document }: MixListing, { objects }: LocalPipeline): Promise<void> {
  for (const [file, bytes] of Object.entries(images))
    await objects.put(imageKey(listing, file), bytes, { type: 'application/octet-stream' });
  await objects.put(documentKey(listing), document);
}
const putAll = (mix: MixListing[], pipeline: LocalPipeline) =>
  Promise.all(mix.map((item) => together(() => put(item, pipeline))));

/** The promise itself: each listing has one current verdict, each violation one record, and no queue holds a dead letter. */
async function expectOneVerdictEach(mix: MixListing[], pipeline: LocalPipeline): Promise<void> {
  const screenings = await Promise.all(
    mix.map(({ listing }) => together(() => pipeline.records.latestJudged(listing.listingId))),
  );
  const without = mix
    .filter((_, i) => screenings[i]?.verdict === undefined)
    .map(({ listing }) => listing.listingId);
  expect(without).toEqual([]);
  for (const screening of screenings as Screening[]) {
    expect(screening.pending).toEqual([]);
    expect(screening.state).toBe('judged');
  }
  const merchants = [...new Set(mix.map(({ listing }) => listing.merchantId))];
  const violations = (
    await Promise.all(merchants.map((id) => together(() => pipeline.records.violations(id))))
  ).flat();
  expect(new Set(violations.map((violation) => violation.key)).size).toBe(violations.length);
  // What a merchant was refused is remembered exactly once.
  const refused = (
    await Promise.all(
      merchants.map((id) => together(() => pipeline.records.refusals(id, '2000', '3000', 500))),
    )
  ).flat();
  const intercepted = (screenings as Screening[]).filter(({ verdict }) => verdict?.verdict === 'intercept');
  expect(refused.map(({ listingId }) => listingId).sort()).toEqual(
    intercepted.map(({ listingId }) => listingId).sort(),
  );
  // A violation names each screening that broke the rule, and each interception that counts is named by one.
  const named = new Set(violations.flatMap((violation) => violation.screenings));
  for (const screening of screenings as Screening[]) {
    const id = `${screening.listingId}.${screening.revision}.${screening.run}`;
    if (named.has(id)) expect(screening.verdict?.verdict).toBe('intercept');
  }
  for (const stage of [
    'Intake',
    'Adjudicate',
    'Webhook',
    ...CHECK_NAMES.map((name) => `Check${name.replace(/(^|-)(.)/g, (_, __, c: string) => c.toUpperCase())}`),
  ]) {
    expect(await pipeline.runtime.queueDepth(`${stage}DeadLetters`), stage).toMatchObject({
      visible: 0,
      inFlight: 0,
    });
  }
}

describe('nothing is lost and nothing is judged twice', () => {
  it('500 listings, every message delivered twice, late and out of order, with throttling', async () => {
    running = await bootPipeline({
      faults: { seed: 7, duplicate: 1, delay: 0.3, delayMs: 400, reorder: 0.3, throttle: 0.02 },
    });
    const mix = await makeMix(11, 500);
    await putAll(mix, running);
    await running.runtime.idle();
    await expectOneVerdictEach(mix, running);
    expect(running.runtime.stats.faults.duplicate).toBeGreaterThan(500);
  }, 300_000);

  it('a crash after each single write of each stage', async () => {
    // The k-th life of each function's thread ends right after its k-th write. No other crashes: a message that meets five
    // of them is a dead letter, as it should be.
    const writes = Array.from({ length: 10 }, (_, i) => i + 1);
    const crashAt = ['Intake', 'Check', 'Adjudicate', 'Publish'].flatMap((name) =>
      writes.map((k) => ({ function: name, afterWrites: k, times: k })),
    );
    running = await bootPipeline({ faults: { seed: 3, duplicate: 0.2, crashAt } });
    const mix = await makeMix(12, 150);
    await putAll(mix, running);
    await running.runtime.idle();
    await expectOneVerdictEach(mix, running);
    expect(running.runtime.stats.faults.crash).toBeGreaterThan(50);
  }, 300_000);

  it('the whole runtime killed in the middle and started again', async () => {
    running = await bootPipeline({ faults: { seed: 5, duplicate: 0.5, delay: 0.2, delayMs: 300 } });
    const mix = await makeMix(13, 500);
    const uploading = putAll(mix.slice(0, 400), running);
    while ((running.runtime.stats.invocations.Adjudicate?.done ?? running.runtime.stats.delivered) < 20)
      await sleep(20);
    await uploading;
    const { stateDir } = running;
    await running.runtime.kill();
    running = await bootPipeline({ stateDir });
    await putAll(mix.slice(400), running);
    await running.runtime.idle();
    await expectOneVerdictEach(mix, running);
  }, 300_000);
});
