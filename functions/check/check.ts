import type { CheckResult } from '../../models/finding.ts';
import type { JudgedBy } from '../../models/knowledge.ts';
import { CheckMessage } from '../../models/messages.ts';
import type { KnowledgeStore } from '../shared/knowledge-store.ts';
import type { Objects } from '../shared/objects.ts';
import type { Queues } from '../shared/queues.ts';
import type { Records } from '../shared/records/port.ts';
import { type ScreenCheckDependencies, screenCheck } from '../shared/screen-check.ts';
import { subjectOf } from '../shared/subject-message.ts';

export type CheckDependencies = ScreenCheckDependencies & {
  records: Records;
  objects: Objects;
  queues: Queues;
  knowledge: KnowledgeStore<JudgedBy>;
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
  const result = await screenCheck(message.check, subject, await deps.knowledge.get(), deps);
  const left = await deps.records.leave(message.key, message.check, result);
  const last = left.remaining.length === 0 && !left.judged;
  if (last) await deps.queues.send(deps.adjudicateQueue, { key: message.key });
  return { state: result.state, last };
}
