import { certificatesOf } from '../../models/certificate-pictures.ts';
import type { CheckName } from '../../models/check-name.ts';
import { checkNamed } from '../../models/checks/index.ts';
import { waitsForMarks } from '../../models/marks/mark-answer.ts';
import type { Screening } from '../../models/screening.ts';
import { type Subject, subjectFor } from '../../models/subject.ts';
import type { Objects } from './objects.ts';
import type { Queues } from './queues.ts';
import { INLINE_SUBJECT_BYTES } from './subject-message.ts';

export type DispatchDependencies = {
  objects: Objects;
  queues: Queues;
  /** Address of each stage's queue. */
  queueOf(stage: string): string;
};

/** The stage that looks at pictures before a check can run, when the check has to wait for one. */
export function stageBefore(check: CheckName, { listing, images }: Subject): Before | undefined {
  if (certificatesOf(listing, images, check).length > 0) return 'read-certificates';
  return check === 'counterfeit' && waitsForMarks(images) ? 'find-marks' : undefined;
}
type Before = 'read-certificates' | 'find-marks';

/** To every pending check, by way of the stage it waits for where it does; to adjudication when none is left. */
export async function dispatch(
  screening: Pick<Screening, 'listingId' | 'merchantId' | 'revision' | 'run' | 'pending' | 'deferrals'>,
  subject: Subject,
  deps: DispatchDependencies,
): Promise<void> {
  const { listingId, merchantId, revision, run, pending, deferrals: attempt } = screening;
  const key = { listingId, merchantId, revision, run };
  if (pending.length === 0) return deps.queues.send(deps.queueOf('adjudicate'), { key });
  const whole = JSON.stringify(subject);
  const subjectKey = `work/${key.merchantId}/${key.listingId}/${key.revision}.${key.run}.json`;
  const large = whole.length > INLINE_SUBJECT_BYTES;
  if (large) await deps.objects.put(subjectKey, whole);
  await Promise.all(
    pending.map((check) => {
      const certificates = certificatesOf(subject.listing, subject.images, check);
      const stage = stageBefore(check, subject) ?? `check-${check}`;
      const seen = subjectFor(subject, checkNamed(check).sight);
      const carried = large
        ? { subjectKey }
        : { subject: certificates.length > 0 ? { ...seen, certificates } : seen };
      return deps.queues.send(deps.queueOf(stage), { key, check, attempt, ...carried });
    }),
  );
}
