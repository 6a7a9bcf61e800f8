import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markSamples } from '../../samples/listings/marks.ts';
import { bootPipeline } from '../support/pipeline.ts';
import { sampleScreener } from '../support/screen-sample.ts';

let pipeline: Awaited<ReturnType<typeof bootPipeline>>;
beforeAll(async () => {
  pipeline = await bootPipeline({
    // Every message twice, and the stage dies after each of its first writes in turn.
    faults: {
      seed: 11,
      duplicate: 1,
      crashAt: [1, 2, 3].map((k) => ({ function: 'FindMarks', afterWrites: k, times: k })),
    },
  });
}, 200_000);
afterAll(() => pipeline.dispose());

const screened = sampleScreener(markSamples(), () => pipeline);
const looks = () =>
  Object.entries(pipeline.runtime.stats.invocations).find(([name]) => name.startsWith('FindMarks'))?.[1].done;
const findingsOf = (screening: Awaited<ReturnType<typeof screened>>) =>
  screening?.results.counterfeit?.findings.filter(({ code }) => /part|logo/.test(code)) ?? [];

describe('registered pictures and marks on their way through a pipeline that crashes', () => {
  it('a part of a registered picture and a mark on a label are held, with place and feature; the authorised seller passes', async () => {
    const part = await screened('sample-part-of-brand-picture');
    expect(part?.verdict?.verdict).toBe('review');
    expect(findingsOf(part).map(({ code }) => code)).toEqual(['counterfeit.image-brand-part']);
    expect(findingsOf(part)[0]?.evidence).toEqual([
      expect.objectContaining({
        type: 'feature',
        file: 'main.jpg',
        featureId: 'dolrano-atelier-tote',
        brand: 'DOLRANO',
        kind: 'crop',
        region: expect.objectContaining({ width: expect.any(Number) }),
      }),
    ]);
    const mark = await screened('sample-mark-on-label');
    expect(mark?.verdict?.verdict).toBe('review');
    expect(findingsOf(mark)[0]?.evidence).toEqual([
      expect.objectContaining({ file: 'detail-label.jpg', featureId: 'kostrum-logo', kind: 'logo' }),
    ]);
    const own = await screened('sample-mark-on-label-authorised');
    expect(own?.verdict?.verdict).toBe('pass');
    expect(pipeline.runtime.stats.faults.crash).toBeGreaterThan(0);
    for (const name of ['FindMarks', 'CheckCounterfeit', 'Intake'])
      expect(await pipeline.runtime.queueDepth(`${name}DeadLetters`)).toMatchObject({
        visible: 0,
        inFlight: 0,
      });
  }, 300_000);

  it('pictures looked at before ask nothing of the stage, whoever shows them', async () => {
    await screened('sample-mark-of-a-neighbour');
    const before = looks();
    expect(before).toBeGreaterThan(0);
    const again = await screened('sample-mark-of-a-neighbour', (document) => ({
      ...document,
      listingId: 'the-same-pictures',
      merchantId: 'another-shop',
    }));
    // Somebody else's picture is a matter of another check.
    expect(findingsOf(again)).toEqual([]);
    expect(again?.results.counterfeit?.state).toBe('clear');
    expect(looks()).toBe(before);
    // The mark is seen in what was found before, too.
    const copied = await screened('sample-mark-on-label', (document) => ({
      ...document,
      listingId: 'the-same-label',
    }));
    expect(copied?.verdict?.verdict).toBe('review');
    expect(looks()).toBe(before);
  }, 120_000);
});
