import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { noRegistry, type Registry } from '../../../functions/shared/registry/registry.ts';
import { screenOnce } from '../../../functions/shared/screen-once.ts';
import { analyse } from '../../../models/image/analyse.ts';
import { type CodeReader, loadCodeReader } from '../../../models/image/codes.ts';
import { ImageFacts } from '../../../models/image-facts.ts';
import { KNOWLEDGE_PARTS } from '../../../models/knowledge.ts';
import { decodePart, type KnowledgeSet } from '../../../models/knowledge-set.ts';
import { parseListing } from '../../../models/listing-parse.ts';
import { compilePolicy } from '../../../models/policy/compile.ts';
import { evaluate } from '../../../models/policy/evaluate.ts';
import { recognise } from '../../../models/recognise.ts';
import { render } from '../../../samples/images/render.ts';
import type { Sample, SampleVerdict } from '../../../samples/sample.ts';
import { buildKnowledge } from '../../../tools/knowledge/build.ts';

export type Screened = { verdict: SampleVerdict; codes: string[]; why: string[] };

/** Opens the knowledge of the repository once. */
export function openKnowledge(): { set: KnowledgeSet; id: string } {
  const built = buildKnowledge(process.cwd());
  const set = Object.fromEntries(KNOWLEDGE_PARTS.map((part) => [part, decodePart(part, built.parts[part])]));
  return { set: set as unknown as KnowledgeSet, id: built.id };
}

let reader: Promise<CodeReader> | undefined;

/** What the pipeline would say of a sample, in this process: the same steps without queues and stores. */
export async function screenSample(
  sample: Sample,
  seed: number,
  knowledge: { set: KnowledgeSet; id: string },
  today: string,
  registry: Registry = noRegistry,
): Promise<Screened> {
  const parsed = parseListing(JSON.stringify(sample.document));
  if (!parsed.ok) return { verdict: 'rejected', codes: [], why: parsed.errors.map((error) => error.path) };
  const { listing } = parsed;
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  reader ??= readFile(wasm).then(loadCodeReader);
  const codes = await reader;
  const images = [];
  for (const [at, { file, role }] of listing.images.entries()) {
    const picture = sample.pictures[file];
    const bytes = picture && (await render(picture, seed * 20 + at));
    if (!bytes) return { verdict: 'rejected', codes: [], why: [`${file} missing`] };
    const outcome = await analyse(bytes, { codes });
    if (!outcome.ok) return { verdict: 'rejected', codes: [], why: [`${file} ${outcome.error.code}`] };
    images.push({
      file,
      role,
      tag: file,
      facts: ImageFacts.parse(outcome.facts),
      firstMerchant: listing.merchantId,
    });
  }
  const subject = { listing, recognition: recognise(listing, knowledge.set), images, today };
  const results = await screenOnce(subject, knowledge, registry);
  const verdict = evaluate(compilePolicy(knowledge.set.policy, today), results, {}, knowledge.id);
  return {
    verdict: verdict.verdict,
    codes: Object.values(results).flatMap((result) => result.findings.map((finding) => finding.code)),
    why: [
      `goods ${subject.recognition.goods.code} ${subject.recognition.goods.class} ${subject.recognition.goods.confidence}`,
      ...verdict.reasons.map(
        (reason) => `${reason.outcome} ${reason.code} ${reason.strength.toFixed(2)} ${reason.statement.zh}`,
      ),
    ],
  };
}
