import * as z from 'zod';

/** What regulation sees in goods; each product type of knowledge/product-types.csv has one. */
export const GOODS_CLASSES = [
  'drug-rx',
  'drug-otc',
  'drug-prohibited-online',
  'tcm-piece',
  'device-1',
  'device-2',
  'device-3',
  'ivd',
  'health-food',
  'special-medical-food',
  'infant-formula',
  'food',
  'alcohol',
  'food-additive',
  'cosmetic-ordinary',
  'cosmetic-special',
  'cosmetic-child',
  'toothpaste',
  'soap',
  'disinfectant',
  'ccc',
  'radio',
  'phone',
  'pesticide',
  'vet-drug',
  'tobacco',
  'ordinary',
] as const;
export const GoodsClass = z.enum(GOODS_CLASSES);
export type GoodsClass = z.infer<typeof GoodsClass>;

/** A product type found in a text. Only a `head` says what the goods are; others are mentioned. */
export const ProductHit = z.object({
  code: z.string(),
  name: z.string(),
  class: GoodsClass,
  term: z.string(),
  field: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  head: z.boolean(),
});
export type ProductHit = z.infer<typeof ProductHit>;

/** What the goods really are, whatever category was declared. */
export const GoodsRecognition = z.object({
  code: z.string(),
  name: z.string(),
  class: GoodsClass,
  confidence: z.number().min(0).max(1),
  /** Heaviest reasons: product terms and n-grams. */
  why: z.array(z.string()).max(8),
  products: z.array(ProductHit).max(30),
  alternatives: z
    .array(z.object({ code: z.string(), class: GoodsClass, confidence: z.number() }))
    .max(3)
    .default([]),
  /** Second-hand goods. */
  used: z.boolean().default(false),
});
export type GoodsRecognition = z.infer<typeof GoodsRecognition>;
