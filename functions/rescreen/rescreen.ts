import { checksFor } from '../../models/checks/index.ts';
import { parseDocumentKey } from '../../models/document-key.ts';
import { digestsOf } from '../../models/field-digests.ts';
import type { JudgedBy } from '../../models/knowledge.ts';
import { DocumentMessage } from '../../models/messages.ts';
import { OVERDUE_AFTER_SECONDS } from '../../models/pipeline.ts';
import { after } from '../shared/clock.ts';
import { type DispatchDependencies, dispatch, stageBefore } from '../shared/dispatch.ts';
import { PermanentError } from '../shared/errors.ts';
import type { Images } from '../shared/images.ts';
import type { KnowledgeStore } from '../shared/knowledge-store.ts';
import type { Records } from '../shared/records/port.ts';
import { type ScreenCheckDependencies, screenCheck } from '../shared/screen-check.ts';
import { takeIn } from '../shared/take-in.ts';

export type RescreenDependencies = DispatchDependencies &
  ScreenCheckDependencies & { records: Records; images: Images; knowledge: KnowledgeStore<JudgedBy> };

/**
 * Screens a stored listing again, its checks in one function: nobody waits for it, so it needs no fan-out and never
 * stands in a queue uploads use. Only a check that waits for certificates to be read, or for marks to be looked for in a
 * picture not looked at since they changed, goes by way of that stage. From adjudication on it goes the way of every screening. Idempotent by its run.
 */
export async function rescreen(
  body: unknown,
  deps: RescreenDependencies,
): Promise<'rescreened' | 'already' | 'withdrawn'> {
  const { documentKey, run, origin } = DocumentMessage.parse(body);
  const ref = parseDocumentKey(documentKey);
  if (!ref) throw new PermanentError(`no document lies at ${documentKey}`);
  const taken = await takeIn(ref, deps);
  // Its verdict stands: what is gone cannot be judged anew, and the sweep reports it as unfinished.
  if (taken.state !== 'taken') return 'withdrawn';
  const { subject, tag, warnings } = taken;
  // Overwritten under its own revision: what lies there now was refused, so it is not what is on sale.
  const accepted = await deps.records.screening({ ...ref, run: '0' });
  if (accepted?.documentTag !== tag) return 'withdrawn';
  const knowledge = await deps.knowledge.get();
  const checks = checksFor(subject);
  const pending = checks.filter((check) => stageBefore(check, subject) !== undefined);
  const here = checks.filter((check) => !pending.includes(check));
  const results = await Promise.all(
    here.map((check) => screenCheck(check, subject, knowledge, deps, accepted.startedAt)),
  );
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
      pending,
      deferrals: 0,
      results: Object.fromEntries(results.map((result) => [result.check, result])),
      knowledge: knowledge.id,
      warnings,
      startedAt: now,
    },
    after(now, OVERDUE_AFTER_SECONDS),
  );
  if (screening.state === 'judged') return 'already';
  await dispatch(screening, subject, deps);
  return 'rescreened';
}
