import type { CheckName } from '../../models/check-name.ts';
import type { CheckResult } from '../../models/finding.ts';
import type { JudgedBy } from '../../models/knowledge.ts';
import { CheckMessage } from '../../models/messages.ts';
import { Subject } from '../../models/subject.ts';
import type { Clock } from '../shared/clock.ts';
import type { KnowledgeStore } from '../shared/knowledge-store.ts';
import type { Lives } from '../shared/lives/port.ts';
import { credentialsOf, livesOf, overheard, recordSeen } from '../shared/lives/record-seen.ts';
import type { Objects } from '../shared/objects.ts';
import type { Queues } from '../shared/queues.ts';
import type { Records } from '../shared/records/port.ts';
import type { Registry } from '../shared/registry/registry.ts';
import { runOne } from '../shared/screen-once.ts';

export type CheckDependencies = {
  records: Records;
  objects: Objects;
  queues: Queues;
  knowledge: KnowledgeStore<JudgedBy>;
  registry: Registry;
  lives: Lives;
  clock: Clock;
  adjudicateQueue: string;
};

/**
 * Runs one check over one screening and leaves the pending set. The one that leaves it empty sends to
 * adjudicate; a duplicate that finds it empty without a verdict sends again, so a crash between the two heals.
 */
export async function runCheck(
  body: unknown,
  deps: CheckDependencies,
): Promise<{ state: CheckResult['state']; last: boolean }> {
  const message = CheckMessage.parse(body);
  const subject = await subjectOf(message, deps.objects);
  const result = await screen(message.check, subject, deps);
  const left = await deps.records.leave(message.key, message.check, result);
  const last = left.remaining.length === 0 && !left.judged;
  if (last) await deps.queues.send(deps.adjudicateQueue, { key: message.key });
  return { state: result.state, last };
}

/** Runs the check; one that looks at credentials reads their records first and writes what is new of them. */
async function screen(check: CheckName, subject: Subject, deps: CheckDependencies): Promise<CheckResult> {
  const knowledge = await deps.knowledge.get();
  const { terms } = knowledge.set;
  const seen =
    (check === 'credential' || check === 'brand-qualification') && terms ? credentialsOf(subject, check) : [];
  if (seen.length === 0 || !terms) return runOne(check, subject, knowledge, deps.registry);
  const { known, truths } = await livesOf(seen, deps.lives);
  const { registry, answers } = overheard(deps.registry);
  const result = await runOne(check, subject, knowledge, registry, truths);
  const context = { now: deps.clock.now(), terms };
  await recordSeen(seen, known, answers, subject.listing.listingId, deps.lives, context);
  return result;
}

/** An inline subject was parsed when intake made it; only what took the way through the bucket is parsed again. */
async function subjectOf(message: CheckMessage, objects: Objects): Promise<Subject> {
  if (message.subjectKey === undefined) return message.subject as Subject;
  const stored = await objects.get(message.subjectKey);
  if (!stored) throw new Error(`the subject ${message.subjectKey} is not in the bucket`);
  return Subject.parse(JSON.parse(new TextDecoder().decode(stored.body)));
}
