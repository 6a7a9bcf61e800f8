import { parseDocumentKey } from '../../models/document-key.ts';
import { OVERDUE_AFTER_SECONDS, OVERDUE_SHARDS } from '../../models/pipeline.ts';
import { after, type Clock } from '../shared/clock.ts';
import type { Objects } from '../shared/objects.ts';
import type { Queues } from '../shared/queues.ts';
import type { Records } from '../shared/records/port.ts';

export type OverdueDependencies = {
  records: Records;
  objects: Objects;
  queues: Queues;
  intakeQueue: string;
  clock: Clock;
};

const PER_SHARD = 200;
/** An upload younger than this may still be on its way. */
const SETTLE_SECONDS = 120;
/** Reconciliation looks back this far; older uploads were seen by earlier runs. */
const LOOK_BACK_SECONDS = 2 * 86_400;

/**
 * Takes up again every screening that is late: whatever was lost on the way is sent once more. `aheadSeconds`
 * counts those as late, too, that will be by then: after a known loss of messages nobody need wait.
 */
export async function resumeOverdue(
  deps: OverdueDependencies,
  aheadSeconds = 0,
): Promise<{ resumed: number }> {
  const now = deps.clock.now();
  const due = after(now, aheadSeconds);
  const shards = await Promise.all(
    Array.from({ length: OVERDUE_SHARDS }, (_, shard) => deps.records.overdue(shard, due, PER_SHARD)),
  );
  const late = shards.flat();
  const resumed = await Promise.all(
    late.map(async (key) => {
      const screening = await deps.records.screening(key);
      if (!screening || screening.state === 'judged') return false;
      await deps.queues.send(deps.intakeQueue, {
        documentKey: screening.documentKey,
        run: screening.run,
        origin: screening.origin,
      });
      // Later, so that a slow day is not made worse by asking every five minutes from the start.
      return deps.records.postpone(key, after(due, OVERDUE_AFTER_SECONDS));
    }),
  );
  return { resumed: resumed.filter(Boolean).length };
}

/**
 * Finds uploads nothing is known of, because their creation event was lost. Listing a thousand keys costs one
 * request, so a whole day's uploads cost cents. `settle` shortens the wait after a known outage.
 */
export async function reconcileUploads(
  deps: OverdueDependencies,
  settleSeconds = SETTLE_SECONDS,
): Promise<{ found: number }> {
  const now = deps.clock.now();
  const oldest = after(now, -LOOK_BACK_SECONDS);
  const newest = after(now, -settleSeconds);
  let found = 0;
  let from: string | undefined;
  do {
    const page = await deps.objects.list('uploads/', from);
    const documents = page.keys.flatMap(({ key, modifiedAt }) => {
      const ref = parseDocumentKey(key);
      return ref && modifiedAt >= oldest && modifiedAt <= newest ? [{ ...ref, key }] : [];
    });
    for (const lost of await deps.records.unknownRevisions(documents)) {
      const document = documents.find((d) => d.listingId === lost.listingId && d.revision === lost.revision);
      if (!document) continue;
      await deps.queues.send(deps.intakeQueue, { documentKey: document.key, run: '0', origin: 'upload' });
      found++;
    }
    from = page.next;
  } while (from !== undefined);
  return { found };
}
