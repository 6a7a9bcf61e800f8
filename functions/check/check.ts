import type { CheckResult } from '../../models/finding.ts';
import type { JudgedBy } from '../../models/knowledge.ts';
import { CheckMessage } from '../../models/messages.ts';
import type { KnowledgeStore } from '../shared/knowledge-store.ts';
import type { Objects } from '../shared/objects.ts';
import type { Queues } from '../shared/queues.ts';
import { resultMessage } from '../shared/result-message.ts';
import { type ScreenCheckDependencies, screenCheck } from '../shared/screen-check.ts';
import { subjectOf } from '../shared/subject-message.ts';

export type CheckDependencies = ScreenCheckDependencies & {
  objects: Objects;
  queues: Queues;
  knowledge: KnowledgeStore<JudgedBy>;
  adjudicateQueue: string;
};

/**
 * Runs one check over one screening and sends what it found to adjudication, which joins the results (docs/adr/0012).
 * A check keeps nothing of the screening itself: a repeat runs it again and sends the same.
 */
export async function runCheck(body: unknown, deps: CheckDependencies): Promise<CheckResult['state']> {
  const message = CheckMessage.parse(body);
  const subject = await subjectOf(message, deps.objects);
  const result = await screenCheck(message.check, subject, await deps.knowledge.get(), deps);
  await deps.queues.send(deps.adjudicateQueue, await resultMessage(message, result, deps.objects));
  return result.state;
}
