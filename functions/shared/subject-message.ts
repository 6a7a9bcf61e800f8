import type { CheckMessage } from '../../models/messages.ts';
import { Subject } from '../../models/subject.ts';
import type { Objects } from './objects.ts';

/** A message above this goes through the bucket instead of the queue. */
export const INLINE_SUBJECT_BYTES = 60_000;

/** An inline subject was parsed when intake made it; only what took the way through the bucket is parsed again. */
export async function subjectOf(message: CheckMessage, objects: Objects): Promise<Subject> {
  if (message.subjectKey === undefined) return message.subject as Subject;
  const stored = await objects.get(message.subjectKey);
  if (!stored) throw new Error(`the subject ${message.subjectKey} is not in the bucket`);
  return Subject.parse(JSON.parse(new TextDecoder().decode(stored.body)));
}

/** The subject itself, or its place in the bucket when it is large. */
export async function carrySubject(
  subject: Subject,
  { key, check }: CheckMessage,
  objects: Objects,
): Promise<{ subject: Subject } | { subjectKey: string }> {
  const json = JSON.stringify(subject);
  if (json.length <= INLINE_SUBJECT_BYTES) return { subject };
  const subjectKey = `work/${key.merchantId}/${key.listingId}/${key.revision}.${key.run}.${check}.json`;
  await objects.put(subjectKey, json);
  return { subjectKey };
}
