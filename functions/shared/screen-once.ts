import type { CheckName } from '../../models/check-name.ts';
import { checkNamed, checksFor } from '../../models/checks/index.ts';
import { type LifeTruths, NO_TRUTHS } from '../../models/credentials/life/truth.ts';
import type { CheckResult } from '../../models/finding.ts';
import type { KnowledgeSet } from '../../models/knowledge-set.ts';
import type { EarlierRefusal } from '../../models/refusal.ts';
import { questionKey, type RegistryAnswers } from '../../models/registry/port.ts';
import type { Subject } from '../../models/subject.ts';
import { coreWork } from './core-work.ts';
import type { Registry } from './registry/registry.ts';

/** Findings a result may carry; the rest are counted in `missing`, which sends the listing to a person. */
const MAX_FINDINGS = 60;

/** What the records know that a check may weigh: of the credentials shown, and of the merchant's refused listings. */
export type Memory = { truths?: LifeTruths; earlier?: readonly EarlierRefusal[] };

/** One check over one subject: asks what it must ask, runs, and states what it could not learn. */
export async function runOne(
  name: CheckName,
  subject: Subject,
  knowledge: { set: Partial<KnowledgeSet>; id: string },
  registry: Registry,
  { truths = NO_TRUTHS, earlier = [] }: Memory = {},
): Promise<CheckResult> {
  const check = checkNamed(name);
  // The pipeline's table gives each check the parts it names (models/pipeline.ts); a test proves it.
  const set = knowledge.set as KnowledgeSet;
  const questions = coreWork(() => check.questions?.(subject, set)) ?? [];
  const answers: RegistryAnswers = new Map(
    await Promise.all(
      questions.map(async (question) => [questionKey(question), await registry.lookup(question)] as const),
    ),
  );
  const answer = coreWork(() => check.run(subject, set, answers, truths, earlier));
  const missing = [...(answer.missing ?? [])];
  if (answer.findings.length > MAX_FINDINGS)
    missing.push(`${answer.findings.length - MAX_FINDINGS} more findings`);
  return {
    check: name,
    state: missing.length > 0 ? 'unknown' : answer.findings.length > 0 ? 'found' : 'clear',
    findings: answer.findings.slice(0, MAX_FINDINGS),
    ...(missing.length > 0 ? { missing } : {}),
    ...(answer.retryable ? { retryable: true } : {}),
    knowledge: knowledge.id,
  };
}

/** All checks that concern a subject, in this process: for the dry run, which stores nothing. */
export async function screenOnce(
  subject: Subject,
  knowledge: { set: KnowledgeSet; id: string },
  registry: Registry,
  memory: Memory = {},
): Promise<Partial<Record<CheckName, CheckResult>>> {
  const results = await Promise.all(
    checksFor(subject).map((name) => runOne(name, subject, knowledge, registry, memory)),
  );
  return Object.fromEntries(results.map((result) => [result.check, result]));
}
