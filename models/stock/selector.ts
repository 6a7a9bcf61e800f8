import * as z from 'zod';

/**
 * What a change touches, as the stock index can answer it. `term` is an exact key (`credential:kind#number`,
 * `brand:NAME`, `category:code`, `class:name`, `finding:code`), `text` finds listings whose title holds these
 * words, `image` those with a picture within `distance` bits of a fingerprint.
 */
export const Selector = z.discriminatedUnion('by', [
  z.strictObject({ by: z.literal('term'), term: z.string().min(3).max(300) }),
  z.strictObject({ by: z.literal('text'), text: z.string().min(2).max(200) }),
  z.strictObject({
    by: z.literal('image'),
    pdq: z.string().regex(/^[0-9a-f]{64}$/),
    distance: z.number().int().min(0).max(90),
  }),
]);
export type Selector = z.infer<typeof Selector>;

/** Key of a credential in the stock index. */
export const credentialTerm = (kind: string, number: string) => `credential:${kind}#${number}`;
