import { imageKey } from '../../models/document-key.ts';
import type { MarkAnswer } from '../../models/marks/mark-answer.ts';
import type { MarkIndex } from '../../models/marks/mark-index.ts';
import type { SubjectImage } from '../../models/subject.ts';
import type { KnowledgeStore } from '../shared/knowledge-store.ts';
import type { Objects } from '../shared/objects.ts';
import type { MarkStore } from './mark-store.ts';

export type LookForMarks = (
  image: SubjectImage,
  owner: { merchantId: string; listingId: string },
) => Promise<MarkAnswer>;

/** The detector: pixels to what of the marks is in them. Throws only when it breaks down itself. */
export type MarkDetector = (bytes: Uint8Array, index: MarkIndex) => Promise<MarkAnswer>;

const NOTHING: MarkAnswer = { status: 'ok', hits: [] };

/** Answers by content and version of the marks: from the store, else looked for once and kept. */
export function pictureLooker(deps: {
  objects: Objects;
  store: MarkStore;
  knowledge: KnowledgeStore<'marks'>;
  detect: MarkDetector;
}): LookForMarks {
  const { objects, store, knowledge, detect } = deps;

  async function answerOf(bytes: Uint8Array, marks: MarkIndex): Promise<MarkAnswer> {
    try {
      return await detect(bytes, marks);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      return { status: 'unavailable', reason: reason.slice(0, 200) };
    }
  }

  return async (image, owner) => {
    const { set, marks: version } = await knowledge.get();
    // The marks may have gone, or changed, since intake named their version: what counts is what is in force.
    if (version === undefined) return NOTHING;
    const known = await store.known(image.tag, version);
    if (known) return known;
    if (set.marks.holdsWhole(image.facts)) {
      await store.keep(image.tag, version, NOTHING);
      return NOTHING;
    }
    const object = await objects.get(imageKey(owner, image.file));
    if (!object) return { status: 'unavailable', reason: 'image-missing' };
    const answer = await answerOf(object.body, set.marks);
    // Under the tag of what was read: the object may have been replaced since it was named. A detector that was late or
    // broke down said nothing that could be kept.
    if (answer.status === 'ok') await store.keep(object.tag, version, answer);
    return answer;
  };
}
