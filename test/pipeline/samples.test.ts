import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ensureSamples, type Samples } from '../../samples/ensure.ts';
import { documentsIn, type FoundDocument, identityOf } from '../../tools/lib/documents.ts';
import { type Outcome, screenAll } from '../../tools/lib/screening.ts';
import { bootPipeline } from '../support/pipeline.ts';

let pipeline: Awaited<ReturnType<typeof bootPipeline>>;
let samples: Samples;
const outcomes = new Map<string, Outcome>();

beforeAll(async () => {
  samples = await ensureSamples(process.cwd());
  pipeline = await bootPipeline({ settings: { registryUrl: await samples.registry() } });
  const documents: FoundDocument[] = [];
  for await (const document of documentsIn(samples.folder)) documents.push(document);
  await screenAll(documents, pipeline, (outcome, index) => {
    const document = documents[index];
    if (document) outcomes.set(identityOf(document).listingId, outcome);
  });
}, 960_000);
afterAll(async () => {
  await pipeline.dispose();
  await samples.stop();
});

const verdictOf = (outcome: Outcome | undefined) =>
  outcome?.state === 'judged' ? outcome.screening.verdict?.verdict : outcome?.state;
const findingsOf = (outcome: Outcome | undefined) =>
  outcome?.state === 'judged'
    ? Object.values(outcome.screening.results).flatMap((result) => result.findings)
    : [];

describe('the sample set through the running pipeline', () => {
  it('has at least sixty listings, and every verdict and every check among them', () => {
    expect(outcomes.size).toBeGreaterThanOrEqual(60);
    expect(new Set([...outcomes.values()].map(verdictOf))).toEqual(
      new Set(['pass', 'remind', 'review', 'intercept', 'rejected']),
    );
    expect(new Set([...outcomes.values()].flatMap(findingsOf).map((finding) => finding.check)).size).toBe(6);
  });

  it('gets the verdict the law and the policy ask for, listing by listing', () => {
    const wrong = [...samples.expected].flatMap(([id, { verdict, codes }]) => {
      const outcome = outcomes.get(id);
      const found = findingsOf(outcome).map((finding) => `${finding.code} ${finding.strength.toFixed(2)}`);
      const absent = (codes ?? []).filter((code) => !found.some((f) => f.startsWith(`${code} `)));
      const right = verdictOf(outcome) === verdict && (verdict === 'rejected' || absent.length === 0);
      return right ? [] : [{ id, expected: verdict, got: verdictOf(outcome), absent, found }];
    });
    expect(wrong).toEqual([]);
  });

  it('tells the processor time of parsing, recognition and checks from that of the functions around them', () => {
    const { core, functions } = pipeline.runtime.meter.cpu();
    const all = Object.values(functions).reduce((sum, ms) => sum + ms, 0);
    expect(core).toBeGreaterThan(outcomes.size * 0.1);
    expect(core).toBeLessThan(all / 2);
  });

  it('points its evidence at the very text that was uploaded', () => {
    for (const outcome of outcomes.values()) {
      if (outcome.state !== 'judged') continue;
      for (const finding of findingsOf(outcome)) {
        for (const evidence of finding.evidence) {
          if (evidence.type !== 'text') continue;
          expect(evidence.end, finding.code).toBeGreaterThan(evidence.start);
          expect(evidence.text.length, finding.code).toBe(evidence.end - evidence.start);
          if (evidence.field === 'title') {
            expect(outcome.screening.title.slice(evidence.start, evidence.end), finding.code).toBe(
              evidence.text,
            );
          }
        }
      }
    }
  });

  it('has a rule for every finding, and both languages in every reason', () => {
    for (const outcome of outcomes.values()) {
      if (outcome.state !== 'judged') continue;
      for (const reason of outcome.screening.verdict?.reasons ?? []) {
        expect(reason.ruleId).not.toBe('unmatched');
        expect(reason.statement.zh).toMatch(/[\u4e00-\u9fff]/);
        expect(reason.statement.en).toMatch(/[a-z]/);
        expect(reason.remedy.zh.length).toBeGreaterThan(3);
      }
    }
  });
});
