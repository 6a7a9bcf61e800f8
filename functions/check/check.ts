import { checkNamed } from '../../models/checks/index.ts';
import type { KnowledgeSet } from '../../models/knowledge-set.ts';
import type { CheckResult } from '../../models/finding.ts';
import { CheckMessage } from '../../models/messages.ts';
import { questionKey, type RegistryAnswers } from '../../models/registry/port.ts';
import { Subject } from '../../models/subject.ts';
import type { KnowledgeStore } from '../shared/knowledge-store.ts';
import type { Objects } from '../shared/objects.ts';
import type { Queues } from '../shared/queues.ts';
import type { Records } from '../shared/records/port.ts';
import type { Registry } from '../shared/registry/registry.ts';

export type CheckDependencies = {
  records: Records;
  objects: Objects;
  queues: Queues;
  knowledge: KnowledgeStore<keyof KnowledgeSet>;
  registry: Registry;
  adjudicateQueue: string;
};

/** Findings a result may carry; the rest are counted in `missing`, which sends the listing to a person. */
const MAX_FINDINGS = 60;

/**
 * Runs one check over one screening and leaves the pending set. The one that leaves it empty sends to
 * adjudicate; a duplicate that finds it empty without a verdict sends again, so a crash between the two heals.
 */
export async function runCheck(body: unknown, deps: CheckDependencies): Promise<{ state: CheckResult['state'] | 'late'; last: boolean }> {
  const message = CheckMessage.parse(body);
  const subject = await subjectOf(message, deps.objects);
  const check = checkNamed(message.check);
  const knowledge = await deps.knowledge.get();
  const questions = check.questions?.(subject, knowledge.set as KnowledgeSet) ?? [];
  const answers: RegistryAnswers = new Map(
    await Promise.all(questions.map(async (question) => [questionKey(question), await deps.registry.lookup(question)] as const)),
  );
  const answer = check.run(subject, knowledge.set as KnowledgeSet, answers);
  const missing = [...(answer.missing ?? [])];
  if (answer.findings.length > MAX_FINDINGS) missing.push(`${answer.findings.length - MAX_FINDINGS} more findings`);
  const result: CheckResult = {
    check: message.check,
    state: missing.length > 0 ? 'unknown' : answer.findings.length > 0 ? 'found' : 'clear',
    findings: answer.findings.slice(0, MAX_FINDINGS),
    ...(missing.length > 0 ? { missing } : {}),
    knowledge: knowledge.id,
  };
  const left = await deps.records.leave(message.key, message.check, result);
  const last = left.remaining.length === 0 && !left.judged;
  if (last) await deps.queues.send(deps.adjudicateQueue, { key: message.key });
  return { state: result.state, last };
}

async function subjectOf(message: CheckMessage, objects: Objects): Promise<Subject> {
  if (message.subjectKey === undefined) return message.subject as Subject;
  const stored = await objects.get(message.subjectKey);
  if (!stored) throw new Error(`the subject ${message.subjectKey} is not in the bucket`);
  return Subject.parse(JSON.parse(new TextDecoder().decode(stored.body)));
}
