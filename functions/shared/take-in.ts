import { type DocumentRef, documentKey } from '../../models/document-key.ts';
import type { FieldError } from '../../models/field-error.ts';
import { parseListing } from '../../models/listing-parse.ts';
import { dayInChina } from '../../models/policy/clock.ts';
import { recognise } from '../../models/recognise.ts';
import type { Subject } from '../../models/subject.ts';
import { bothLanguages } from '../../models/text-pair.ts';
import type { Clock } from './clock.ts';
import { coreWork } from './core-work.ts';
import type { Images } from './images.ts';
import type { KnowledgeStore, Loaded } from './knowledge-store.ts';
import type { Objects } from './objects.ts';

export type TakeInDependencies<P extends 'lexicon' | 'goods'> = {
  objects: Objects;
  images: Images;
  knowledge: KnowledgeStore<P | 'lexicon' | 'goods'>;
  clock: Clock;
};

/** A stored document as far as it can be taken in; `tag` names its content. */
export type TakenIn =
  | { state: 'gone' }
  | { state: 'refused'; tag: string; errors: FieldError[] }
  | {
      state: 'taken';
      tag: string;
      subject: Subject;
      warnings: FieldError[];
      knowledge: Pick<Loaded<'lexicon' | 'goods'>, 'id'>;
    };

/** Reads a document with its images and recognises what it is about: what every check looks at. */
export async function takeIn<P extends 'lexicon' | 'goods'>(
  ref: DocumentRef,
  deps: TakeInDependencies<P>,
): Promise<TakenIn> {
  const document = await deps.objects.get(documentKey(ref));
  if (!document) return { state: 'gone' };
  const { tag } = document;
  const parsed = coreWork(() => parseListing(document.body));
  if (!parsed.ok) return { state: 'refused', tag, errors: parsed.errors };
  const { listing, warnings } = parsed;
  const misplaced = keyMismatch(ref, listing);
  if (misplaced.length > 0) return { state: 'refused', tag, errors: misplaced };
  const knowledge = await deps.knowledge.get();
  const images = await deps.images.analyse(ref, listing.images, knowledge.marks);
  if (!images.ok) return { state: 'refused', tag, errors: images.errors };
  const subject: Subject = {
    listing,
    recognition: coreWork(() => recognise(listing, knowledge.set)),
    images: images.images,
    today: dayInChina(deps.clock.now()),
  };
  return { state: 'taken', tag, subject, warnings, knowledge };
}

function keyMismatch(
  ref: DocumentRef,
  listing: { listingId: string; merchantId: string; revision: number },
): FieldError[] {
  return (['listingId', 'merchantId', 'revision'] as const)
    .filter((field) => listing[field] !== ref[field])
    .map((field) => ({
      path: field,
      code: 'key-mismatch',
      message: bothLanguages({
        zh: `${field}：文档写的是「${listing[field]}」，上传路径写的是「${ref[field]}」；请保持一致。`,
        en: `${field}: the document says “${listing[field]}”, the upload key says “${ref[field]}”; make them agree.`,
      }),
    }));
}
