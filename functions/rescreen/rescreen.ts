import { parseDocumentKey } from '../../models/document-key.ts';
import { digestsOf } from '../../models/field-digests.ts';
import type { JudgedBy } from '../../models/knowledge.ts';
import type { KnowledgeSet } from '../../models/knowledge-set.ts';
import { RescreenMessage } from '../../models/messages.ts';
import { OVERDUE_AFTER_SECONDS } from '../../models/pipeline.ts';
import { after, type Clock } from '../shared/clock.ts';
import { PermanentError } from '../shared/errors.ts';
import type { Images } from '../shared/images.ts';
import type { KnowledgeStore } from '../shared/knowledge-store.ts';
import type { Objects } from '../shared/objects.ts';
import type { Queues } from '../shared/queues.ts';
import type { Records } from '../shared/records/port.ts';
import type { Registry } from '../shared/registry/registry.ts';
import { screenOnce } from '../shared/screen-once.ts';
import { takeIn } from '../shared/take-in.ts';

export type RescreenDependencies = {
  records: Records;
  objects: Objects;
  images: Images;
  queues: Queues;
  knowledge: KnowledgeStore<JudgedBy>;
  registry: Registry;
  adjudicateQueue: string;
  clock: Clock;
};

/**
 * Screens a stored listing again, all checks in one function: nobody waits for it, so it needs no fan-out and never
 * stands in a queue uploads use. From adjudication on it goes the way of every screening. Idempotent by its run.
 */
export async function rescreen(
  body: unknown,
  deps: RescreenDependencies,
): Promise<'rescreened' | 'already' | 'withdrawn'> {
  const { documentKey, run, origin } = RescreenMessage.parse(body);
  const ref = parseDocumentKey(documentKey);
  if (!ref) throw new PermanentError(`no document lies at ${documentKey}`);
  const taken = await takeIn(ref, deps);
  // Its verdict stands: what is gone cannot be judged anew, and the sweep reports it as unfinished.
  if (taken.state !== 'taken') return 'withdrawn';
  const { subject, tag, warnings } = taken;
  const loaded = await deps.knowledge.get();
  const knowledge = { id: loaded.id, set: loaded.set as KnowledgeSet };
  const now = deps.clock.now();
  const key = { ...ref, run };
  const { screening } = await deps.records.open(
    {
      ...key,
      origin,
      state: 'screening',
      documentKey,
      documentTag: tag,
      title: subject.listing.title,
      categoryCode: subject.recognition.goods.code,
      digests: digestsOf(subject),
      pending: [],
      deferrals: 0,
      results: await screenOnce(subject, knowledge, deps.registry),
      knowledge: knowledge.id,
      warnings,
      startedAt: now,
    },
    after(now, OVERDUE_AFTER_SECONDS),
  );
  if (screening.state === 'judged') return 'already';
  await deps.queues.send(deps.adjudicateQueue, { key });
  return 'rescreened';
}
