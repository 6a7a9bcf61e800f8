import pLimit from 'p-limit';
import { imageKey } from '../../models/document-key.ts';
import type { FieldError } from '../../models/field-error.ts';
import type { ImageFacts } from '../../models/image-facts.ts';
import { LISTING_LIMITS, type ListingImage } from '../../models/listing.ts';
import type { SubjectImage } from '../../models/subject.ts';
import { type Bilingual, bothLanguages } from '../../models/text-pair.ts';
import type { ImageFactsStore } from './image-facts.ts';
import type { Objects } from './objects.ts';

/** Pixels to facts, or why not; models/image behind a narrow port, so that its weight is loaded where it is used. */
export type AnalyseImage = (
  bytes: Uint8Array,
) => Promise<{ ok: true; facts: ImageFacts } | { ok: false; code: string; message: Readonly<Bilingual> }>;

export type Images = {
  analyse(
    owner: { merchantId: string; listingId: string },
    images: readonly ListingImage[],
  ): Promise<{ ok: true; images: SubjectImage[] } | { ok: false; errors: FieldError[] }>;
};

/** Two decodes in flight a core; more only waits (docs/adr/0003). */
const inFlight = pLimit(2);

/** Facts of a listing's images: from the cache by content tag, else analysed once and kept. */
export function imageReader(
  objects: Objects,
  store: ImageFactsStore,
  analyse: AnalyseImage,
  now: () => string,
): Images {
  async function one(
    owner: { merchantId: string; listingId: string },
    image: ListingImage,
    index: number,
  ): Promise<SubjectImage | FieldError> {
    const refuse = (code: string, zh: string, en: string): FieldError => ({
      path: `images[${index}].file`,
      code,
      message: bothLanguages({
        zh: `images[${index}].file「${image.file}」：${zh}`,
        en: `images[${index}].file “${image.file}”: ${en}`,
      }),
    });
    const key = imageKey(owner, image.file);
    const head = await objects.head(key);
    if (!head)
      return refuse(
        'image-missing',
        '图片未上传；请先上传图片，再上传商品文档。',
        'the image was not uploaded; upload images before the document.',
      );
    if (head.bytes > LISTING_LIMITS.imageBytes) {
      return refuse(
        'image-too-large',
        `${head.bytes} 字节，上限 ${LISTING_LIMITS.imageBytes}；请压缩后重传。`,
        `${head.bytes} bytes, the limit is ${LISTING_LIMITS.imageBytes}; compress it.`,
      );
    }
    const known = await store.get(head.tag);
    if (known)
      return {
        file: image.file,
        role: image.role,
        tag: head.tag,
        facts: known.facts,
        firstMerchant: known.firstMerchant,
      };
    return inFlight(async () => {
      const object = await objects.get(key);
      if (!object)
        return refuse('image-missing', '图片未上传；请重新上传。', 'the image was not uploaded; upload it.');
      const analysed = await analyse(object.body);
      if (!analysed.ok) return refuse(analysed.code, analysed.message.zh, analysed.message.en);
      await store.put(object.tag, {
        facts: analysed.facts,
        firstMerchant: owner.merchantId,
        firstSeen: now(),
      });
      return {
        file: image.file,
        role: image.role,
        tag: object.tag,
        facts: analysed.facts,
        firstMerchant: owner.merchantId,
      };
    });
  }

  return {
    async analyse(owner, images) {
      const answers = await Promise.all(images.map((image, i) => one(owner, image, i)));
      const errors = answers.filter((answer): answer is FieldError => 'path' in answer);
      if (errors.length > 0) return { ok: false, errors };
      return { ok: true, images: answers.filter((answer): answer is SubjectImage => !('path' in answer)) };
    },
  };
}
