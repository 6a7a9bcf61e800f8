import * as z from 'zod';
import { unpackLooks } from '../image/looks.ts';

const Pdq = z.string().regex(/^[0-9a-f]{64}$/);
export const FEATURE_KINDS = ['brand-feature', 'known-counterfeit', 'known-good'] as const;

/** A picture the platform knows: a brand's own, a confirmed counterfeit's, or known good. */
export const Feature = z
  .strictObject({
    featureId: z.string().min(1).max(128),
    brand: z.string().min(1),
    kind: z.enum(FEATURE_KINDS),
    pdq: Pdq,
    /** Fingerprints of parts of it made elsewhere. */
    views: z.array(Pdq).max(32).default([]),
    /**
     * What else it is found by and told apart: itself turned and mirrored, its crops, its colours (`registrationOf` makes it).
     * Without it only copies of the whole are found, in whatever colours.
     */
    looks: z.string().refine(isLooks, 'looks of a picture in base64').optional(),
    /**
     * What `knowledge/pictures/<featureId>.jpg` shows: goods, or the mark alone. Its parts and the mark are then looked
     * for inside pictures too; without it the feature is known by its fingerprints alone.
     */
    shows: z.enum(['picture', 'mark']).optional(),
  })
  .refine(({ shows, featureId }) => shows === undefined || /^[A-Za-z0-9._-]+$/.test(featureId), {
    path: ['featureId'],
    message: 'a feature with a picture is named like its file: letters, digits, dot, dash, underscore',
  });
export type Feature = z.infer<typeof Feature>;

function isLooks(text: string): boolean {
  try {
    return unpackLooks(text).looks.length <= 64;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** Rows of `features.ndjson`; throws a ZodError that names the field of a malformed one. */
export function featuresIn(ndjson: string): Feature[] {
  return ndjson
    .split('\n')
    .filter(Boolean)
    .map((line) => Feature.parse(JSON.parse(line)));
}
