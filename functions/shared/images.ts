import pLimit from 'p-limit';
import { imageKey } from '../../models/document-key.ts';
import type { FieldError } from '../../models/field-error.ts';
import type { ImageFacts } from '../../models/image-facts.ts';
import { LISTING_LIMITS, type ListingImage } from '../../models/listing.ts';
import type { StoredImage, SubjectImage } from '../../models/subject.ts';
import { type Bilingual, bothLanguages } from '../../models/text-pair.ts';
import type { ImageFactsStore } from './image-facts.ts';
import type { Objects } from './objects.ts';

type Refused = { ok: false; code: string; message: Readonly<Bilingual> };
/** Pixels to facts, or why not; models/image behind a narrow port, so that its weight is loaded where it is used. */
export type AnalyseImage = (bytes: Uint8Array) => Promise<{ ok: true; facts: ImageFacts } | Refused>;
type Owner = { merchantId: string; listingId: string };

export type Images = {
  /** `marks` names the version of the registered pictures and marks to be looked for, when there are any. */
  analyse(
    owner: Owner,
    images: readonly ListingImage[],
    marks?: string,
  ): Promise<{ ok: true; images: SubjectImage[] } | { ok: false; errors: FieldError[] }>;
};

/** Two decodes in flight a core; more only waits (docs/adr/0003). */
const inFlight = pLimit(2);

const MISSING: Refused = {
  ok: false,
  code: 'image-missing',
  message: {
    zh: '图片未上传；请先上传图片，再上传商品文档。',
    en: 'the image was not uploaded; upload images before the document.',
  },
};

/** Facts of a listing's images: from the cache by content tag, else analysed once and kept. */
export function imageReader(
  objects: Objects,
  store: ImageFactsStore,
  analyse: AnalyseImage,
  now: () => string,
): Images {
  type Looked = { ok: true; stored: StoredImage } | Refused;
  /** Listings of one batch often share pictures: each content is looked at once. */
  const looking = new Map<string, Promise<Looked>>();

  async function lookAt(key: string, tag: string, merchantId: string): Promise<Looked> {
    const known = await store.get(tag);
    if (known) return { ok: true, stored: known };
    return inFlight(async () => {
      const object = await objects.get(key);
      if (!object) return MISSING;
      const analysed = await analyse(object.body);
      if (!analysed.ok) return analysed;
      const stored = { facts: analysed.facts, firstMerchant: merchantId, firstSeen: now() };
      // Under the tag of what was read: the object may have been replaced since it was named.
      return { ok: true, stored: await store.put(object.tag, stored) };
    });
  }

  /** Certificates are read by another stage, and say nothing of whose goods are shown. */
  async function marksOf(tag: string, role: string, version?: string): Promise<Pick<SubjectImage, 'marks'>> {
    if (version === undefined || role === 'credential') return {};
    return { marks: (await store.marks(tag, version)) ?? { status: 'waiting' } };
  }

  async function one(
    owner: Owner,
    { file, role }: ListingImage,
    version?: string,
  ): Promise<SubjectImage | Refused> {
    const key = imageKey(owner, file);
    const head = await objects.head(key);
    if (!head) return MISSING;
    if (head.bytes > LISTING_LIMITS.imageBytes) return tooLarge(head.bytes);
    const { tag } = head;
    const running = looking.get(tag) ?? lookAt(key, tag, owner.merchantId).finally(() => looking.delete(tag));
    looking.set(tag, running);
    const [looked, marks] = await Promise.all([running, marksOf(tag, role, version)]);
    if (!looked.ok) return looked;
    const { facts, firstMerchant } = looked.stored;
    return { file, role, tag, facts, firstMerchant, ...marks };
  }

  return {
    async analyse(owner, images, marks) {
      const answers = await Promise.all(images.map((image) => one(owner, image, marks)));
      const seen: SubjectImage[] = [];
      const errors: FieldError[] = [];
      for (const [index, answer] of answers.entries()) {
        if (!('ok' in answer)) seen.push(answer);
        else errors.push(errorOf(answer, index, images[index]?.file ?? ''));
      }
      return errors.length > 0 ? { ok: false, errors } : { ok: true, images: seen };
    },
  };
}

function tooLarge(bytes: number): Refused {
  const limit = LISTING_LIMITS.imageBytes;
  return {
    ok: false,
    code: 'image-too-large',
    message: {
      zh: `${bytes} 字节，上限 ${limit}；请压缩后重传。`,
      en: `${bytes} bytes, the limit is ${limit}; compress it.`,
    },
  };
}

function errorOf({ code, message }: Refused, index: number, file: string): FieldError {
  const path = `images[${index}].file`;
  return {
    path,
    code,
    message: bothLanguages({
      zh: `${path}「${file}」：${message.zh}`,
      en: `${path} “${file}”: ${message.en}`,
    }),
  };
}
