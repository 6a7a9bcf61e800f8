import type { Registry } from '../../../functions/shared/registry/registry.ts';
import { screenOnce } from '../../../functions/shared/screen-once.ts';
import type { ImageFacts } from '../../../models/image-facts.ts';
import { KNOWLEDGE_PARTS } from '../../../models/knowledge.ts';
import { decodePart, type KnowledgeSet } from '../../../models/knowledge-set.ts';
import { parseListing } from '../../../models/listing-parse.ts';
import { compilePolicy } from '../../../models/policy/compile.ts';
import { evaluate } from '../../../models/policy/evaluate.ts';
import { recognise } from '../../../models/recognise.ts';
import type { Sample } from '../../../samples/sample.ts';
import { buildKnowledge } from '../../../tools/knowledge/build.ts';

export type OpenKnowledge = { set: KnowledgeSet; id: string };

/** The knowledge of the repository, opened. */
export async function openKnowledge(): Promise<OpenKnowledge> {
  const built = await buildKnowledge(process.cwd());
  const set = Object.fromEntries(KNOWLEDGE_PARTS.map((part) => [part, decodePart(part, built.parts[part])]));
  return { set: set as unknown as KnowledgeSet, id: built.id };
}

/** Verdict and codes of a sample on a day, its pictures all taken for the one given. No queues, no stores. */
export async function screenSample(
  sample: Sample,
  picture: ImageFacts,
  knowledge: OpenKnowledge,
  today: string,
): Promise<string> {
  const parsed = parseListing(JSON.stringify(sample.document));
  if (!parsed.ok) return 'rejected';
  const { listing } = parsed;
  const registry: Registry = {
    async lookup({ kind, number }) {
      const record = sample.registry.find((row) => row.kind === kind && row.number === number);
      return record ? { state: 'record', record, ageSeconds: 0 } : { state: 'absent', ageSeconds: 0 };
    },
  };
  const images = listing.images.map(({ file, role }) => ({
    file,
    role,
    tag: file,
    facts: picture,
    firstMerchant: listing.merchantId,
  }));
  const subject = { listing, recognition: recognise(listing, knowledge.set), images, today };
  const results = await screenOnce(subject, knowledge, registry);
  const { verdict } = evaluate(compilePolicy(knowledge.set.policy, today), results, {}, knowledge.id);
  const codes = Object.values(results).flatMap((result) => result.findings.map((finding) => finding.code));
  return [verdict, ...codes.sort()].join(' ');
}
