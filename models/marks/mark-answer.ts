import * as z from 'zod';
import { FEATURE_KINDS } from '../features/feature.ts';
import { Region } from '../finding.ts';

/** A registered picture's part, or a registered mark, seen in a listing's picture. */
export const MarkHit = z.object({
  featureId: z.string(),
  brand: z.string(),
  feature: z.enum(FEATURE_KINDS),
  kind: z.enum(['crop', 'logo']),
  /** How surely it is there, 0-1; one detector's own scale. */
  score: z.number().min(0).max(1),
  /** Keypoints that agree on the place. */
  inliers: z.number().int(),
  /** Their mean difference, of 256 bits. */
  distance: z.number().int(),
  /** In pixels of the upright original. */
  region: Region,
});
export type MarkHit = z.infer<typeof MarkHit>;

/**
 * What looking for registered pictures and marks in one picture came to. Only `ok` is an answer, and only it is kept;
 * `waiting` says that the stage has yet to look.
 */
export const MarkAnswer = z.discriminatedUnion('status', [
  z.object({ status: z.literal('ok'), hits: z.array(MarkHit).max(12) }),
  z.object({ status: z.literal('waiting') }),
  z.object({ status: z.literal('timeout') }),
  z.object({ status: z.literal('unavailable'), reason: z.string().max(200) }),
]);
export type MarkAnswer = z.infer<typeof MarkAnswer>;

/** Pictures a listing waits for; no check but `counterfeit` looks at the answer. */
export function waitsForMarks(images: readonly { readonly marks?: MarkAnswer | undefined }[]): boolean {
  return images.some(({ marks }) => marks?.status === 'waiting');
}
