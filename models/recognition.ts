import * as z from 'zod';
import { GoodsRecognition } from './goods/recognition.ts';

/** A brand word in a listing, however disguised. Offsets are in the field as uploaded. */
export const BrandMention = z.object({
  brand: z.string(),
  term: z.string(),
  /** How the word was found: exact, or the disguise that was seen through. */
  layer: z.string(),
  field: z.string(),
  start: z.number().int(),
  end: z.number().int(),
  text: z.string(),
  confidence: z.number().min(0).max(1),
  /** What the mention is: a claim, a compatibility statement, a homograph … */
  role: z.string(),
});
export type BrandMention = z.infer<typeof BrandMention>;

/** What intake recognised, shared by all checks. */
export const Recognition = z.object({
  brands: z.array(BrandMention),
  goods: GoodsRecognition,
  /** Names on brand papers the lexicon knows (安踏), with the name it knows the brand by (Anta); absent in a subject made by an earlier release. */
  paperBrands: z.record(z.string(), z.string()).optional(),
  /** A limit was reached: what lies beyond was not read, so the listing cannot simply pass. */
  truncated: z.boolean(),
});
export type Recognition = z.infer<typeof Recognition>;
