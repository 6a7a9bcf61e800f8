import { certificatesOf } from '../../models/certificate-pictures.ts';
import type { CheckName } from '../../models/check-name.ts';
import { checkNamed } from '../../models/checks/index.ts';
import { waitsForMarks } from '../../models/marks/mark-answer.ts';
import { keyOf, type Screening, type ScreeningKey } from '../../models/screening.ts';
import { type ImageSight, type Subject, subjectFor } from '../../models/subject.ts';
import { JsonText } from './json-text.ts';
import { stowLarge } from './large.ts';
import type { Objects } from './objects.ts';
import type { Queues } from './queues.ts';
import type { QueueOf } from './stage-queues.ts';

export type DispatchDependencies = {
  objects: Objects;
  queues: Queues;
  queueOf: QueueOf;
};

/** The stage that looks at pictures before a check can run, when the check has to wait for one. */
export function stageBefore(check: CheckName, { listing, images }: Subject): Before | undefined {
  if (certificatesOf(listing, images, check).length > 0) return 'read-certificates';
  return check === 'counterfeit' && waitsForMarks(images) ? 'find-marks' : undefined;
}
type Before = 'read-certificates' | 'find-marks';

/** To every pending check, by way of the stage it waits for where it does; to adjudication when none is left. */
export async function dispatch(
  screening: ScreeningKey & Pick<Screening, 'pending' | 'deferrals'>,
  subject: Subject,
  deps: DispatchDependencies,
): Promise<void> {
  const { pending, deferrals: attempt } = screening;
  const key = keyOf(screening);
  if (pending.length === 0) return deps.queues.send(deps.queueOf('adjudicate'), { key });
  const subjectKey = await stowLarge(JSON.stringify(subject), key, 'subject', deps.objects);
  const inline = subjectTexts(subject);
  await Promise.all(
    pending.map((check) => {
      const message = { key, check, attempt };
      return deps.queues.send(
        deps.queueOf(stageBefore(check, subject) ?? `check-${check}`),
        subjectKey ? { ...message, subjectKey } : JsonText.of(message, 'subject', inline(check)),
      );
    }),
  );
}

/** The subject as each check sees it, as JSON; checks that see as much share one text. */
function subjectTexts(subject: Subject): (check: CheckName) => string {
  const texts = new Map<ImageSight, string>();
  return (check) => {
    const { sight } = checkNamed(check);
    const certificates = certificatesOf(subject.listing, subject.images, check);
    if (certificates.length > 0) return JSON.stringify({ ...subjectFor(subject, sight), certificates });
    const text = texts.get(sight) ?? JSON.stringify(subjectFor(subject, sight));
    texts.set(sight, text);
    return text;
  };
}
