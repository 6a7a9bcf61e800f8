import type { CheckMessage } from '../../models/messages.ts';
import { Subject } from '../../models/subject.ts';
import { JsonText } from './json-text.ts';
import { fetchLarge, stowLarge } from './large.ts';
import type { Objects } from './objects.ts';
import type { Queues } from './queues.ts';
import type { QueueOf } from './stage-queues.ts';

/** An inline subject was parsed when intake made it; only what took the way through the bucket is parsed again. */
export async function subjectOf(message: CheckMessage, objects: Objects): Promise<Subject> {
  if (message.subjectKey === undefined) return message.subject as Subject;
  return Subject.parse(await fetchLarge(message.subjectKey, objects));
}

/** Hands a message on to the check that waits for it, with the subject as this stage completed it. */
export async function handOn(
  { subject: _, subjectKey: __, ...message }: CheckMessage,
  subject: Subject,
  deps: { objects: Objects; queues: Queues; queueOf: QueueOf },
): Promise<void> {
  const json = JSON.stringify(subject);
  const subjectKey = await stowLarge(json, message.key, message.check, deps.objects);
  await deps.queues.send(
    deps.queueOf(`check-${message.check}`),
    subjectKey === undefined ? JsonText.of(message, 'subject', json) : { ...message, subjectKey },
  );
}
