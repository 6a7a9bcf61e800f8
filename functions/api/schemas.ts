import { z } from '@hono/zod-openapi';
import { LISTING_LIMITS } from '../../models/listing.ts';

/** Shapes of the HTTP API, zh-CN first in every text for people. */
export const Id = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/);
export const FieldErrorShape = z
  .object({ path: z.string(), code: z.string(), message: z.string() })
  .openapi('FieldError');
export const Refused = z.object({ errors: z.array(FieldErrorShape) }).openapi('Refused');
export const Accepted = z
  .object({
    listingId: z.string(),
    revision: z.number(),
    warnings: z.array(FieldErrorShape),
    verdictUrl: z.string(),
  })
  .openapi('Accepted');

/** Lambda takes six megabytes a request; larger listings use signed URLs. */
const MAX_INLINE_BASE64 = 4_500_000;
export const InlineUpload = z
  .object({
    /** docs/listing.schema.json; validated field by field. */
    document: z.record(z.string(), z.unknown()),
    /** Image files by name, base64. */
    images: z.record(z.string(), z.string().max(MAX_INLINE_BASE64)).default({}),
  })
  .refine(({ images }) => Object.keys(images).length <= LISTING_LIMITS.images, 'too many images')
  .openapi('InlineUpload');

export const secured = { security: [{ bearer: [] }] };
