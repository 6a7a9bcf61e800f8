import * as z from 'zod';
import { Region } from './finding.ts';

const Pdq = z.string().regex(/^[0-9a-f]{64}$/);

/** One analysis of an image's content, cached by content: everything the checks need without the pixels. */
export const ImageFacts = z.object({
  width: z.number().int(),
  height: z.number().int(),
  format: z.string(),
  pdq: Pdq,
  quality: z.number(),
  /**
   * Fingerprints of the picture turned, mirrored, cropped and trimmed, so that a border, a banner or a badge does not hide
   * it, and its colours: image/looks.ts, in base64. Empty where it does not travel.
   */
  looks: z.string(),
  sharpness: z.number(),
  textShare: z.number(),
  codes: z.array(z.object({ format: z.string(), text: z.string(), region: Region.optional() })),
  problems: z.array(z.object({ code: z.string(), value: z.number(), limit: z.number() })),
});
export type ImageFacts = z.infer<typeof ImageFacts>;
