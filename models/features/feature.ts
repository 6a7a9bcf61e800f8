import * as z from 'zod';

const Pdq = z.string().regex(/^[0-9a-f]{64}$/);
export const FEATURE_KINDS = ['brand-feature', 'known-counterfeit', 'known-good'] as const;

/** A picture the platform knows: a brand's own, a confirmed counterfeit's, or known good. */
export const Feature = z
  .strictObject({
    featureId: z.string().min(1).max(128),
    brand: z.string().min(1),
    kind: z.enum(FEATURE_KINDS),
    pdq: Pdq,
    /** Fingerprints of its own views (crops, trims): both sides must be seen alike for a crop to be found. */
    views: z.array(Pdq).max(32).default([]),
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

/** Rows of `features.ndjson`; throws a ZodError that names the field of a malformed one. */
export function featuresIn(ndjson: string): Feature[] {
  return ndjson
    .split('\n')
    .filter(Boolean)
    .map((line) => Feature.parse(JSON.parse(line)));
}
