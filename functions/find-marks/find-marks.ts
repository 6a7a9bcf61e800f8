import { checkNamed } from '../../models/checks/index.ts';
import { waitsForMarks } from '../../models/marks/mark-answer.ts';
import { CheckMessage } from '../../models/messages.ts';
import { type SubjectImage, subjectFor } from '../../models/subject.ts';
import type { Objects } from '../shared/objects.ts';
import type { Queues } from '../shared/queues.ts';
import type { QueueOf } from '../shared/stage-queues.ts';
import { handOn, subjectOf } from '../shared/subject-message.ts';
import type { LookForMarks } from './picture-looker.ts';

export type FindMarksDependencies = {
  objects: Objects;
  queues: Queues;
  look: LookForMarks;
  queueOf: QueueOf;
  /** Milliseconds that only grow, for the message's own deadline. */
  elapsed(): number;
};

/** After this long the pictures still to be looked at are left for the next try; what was seen is kept by then. */
const MESSAGE_SECONDS = 80;

/**
 * Looks for registered pictures and marks in the pictures the counterfeit check waits for, and hands the message on to it.
 * Nothing is stored of the screening: a repeat finds the answers and sends again, and the check decides once.
 */
export async function findMarks(body: unknown, deps: FindMarksDependencies): Promise<number> {
  const message = CheckMessage.parse(body);
  const whole = await subjectOf(message, deps.objects);
  const until = deps.elapsed() + MESSAGE_SECONDS * 1000;
  const images: SubjectImage[] = [];
  // One detector looks at one picture at a time, so there is nothing to win by asking for two.
  for (const image of whole.images) {
    if (!waitsForMarks([image])) images.push(image);
    else if (deps.elapsed() > until) images.push({ ...image, marks: { status: 'timeout' } });
    else images.push({ ...image, marks: await deps.look(image, whole.listing) });
  }
  const subject = { ...subjectFor(whole, checkNamed(message.check).sight), images };
  await handOn(message, subject, deps);
  return whole.images.filter((image) => waitsForMarks([image])).length;
}
