import type { LocalReference } from '../../../models/image/local/reference.ts';
import type { ImageFacts } from '../../../models/image-facts.ts';
import { Listing } from '../../../models/listing.ts';
import type { MarkAnswer, MarkHit } from '../../../models/marks/mark-answer.ts';
import type { Subject, SubjectImage } from '../../../models/subject.ts';

export const PDQ = 'ab'.repeat(32);
export const FACTS: ImageFacts = {
  width: 800,
  height: 800,
  format: 'jpeg',
  pdq: PDQ,
  quality: 100,
  looks: '',
  sharpness: 100,
  textShare: 0,
  codes: [],
  problems: [],
};

export const hit = (change: Partial<MarkHit> = {}): MarkHit => ({
  featureId: 'kostrum-logo',
  brand: 'KOSTRUM',
  feature: 'brand-feature',
  kind: 'logo',
  score: 0.8,
  inliers: 20,
  distance: 44,
  region: { x: 10, y: 20, width: 90, height: 80 },
  ...change,
});
export const seen = (...hits: MarkHit[]): MarkAnswer => ({ status: 'ok', hits });

export const image = (marks: MarkAnswer | undefined, change: Partial<SubjectImage> = {}): SubjectImage => ({
  file: 'main.jpg',
  role: 'main',
  tag: 't1',
  facts: FACTS,
  firstMerchant: 'm1',
  ...(marks ? { marks } : {}),
  ...change,
});

export const subjectOf = (images: SubjectImage[], change: Record<string, unknown> = {}): Subject => ({
  listing: Listing.parse({
    schema: 'listing/v1',
    listingId: 'l1',
    merchantId: 'm1',
    revision: 1,
    title: '户外鞋',
    skus: [{ skuId: 's', price: '99.00' }],
    images: images.map(({ file, role }) => ({ file, role })),
    merchant: { name: '示例甲店' },
    ...change,
  }),
  recognition: { brands: [], goods: { code: 'shoes' } } as unknown as Subject['recognition'],
  images,
  today: '2026-11-22',
});

/** A reference of made-up numbers: what is stored must come back, whatever it means. */
export const reference = (brand: string, logo: boolean, count = 5): LocalReference => ({
  brand,
  width: 40,
  height: 30,
  logo,
  features: {
    count,
    points: Float32Array.from({ length: count * 4 }, (_, i) => i * 1.5),
    descriptors: Uint8Array.from({ length: count * 64 }, (_, i) => (i * 7 + count) & 255),
    width: 64,
  },
  outline: { edges: Float32Array.of(1, 2, 0.6, 0.8), calm: Float32Array.of(3, 4) },
  ...(logo
    ? {}
    : {
        small: { grey: { width: 3, height: 3, data: Uint8Array.from({ length: 9 }, (_, i) => i) }, ratio: 4 },
      }),
});
