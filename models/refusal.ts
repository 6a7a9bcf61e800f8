import * as z from 'zod';
import type { Reason } from './verdict.ts';

/** A title a merchant was refused, kept so that it is known when it is put up again under another id. */
export const Refusal = z.object({
  listingId: z.string(),
  revision: z.number().int(),
  title: z.string(),
  refusedAt: z.string(),
});
export type Refusal = z.infer<typeof Refusal>;

/** A refused title that another one resembles. */
export type Resembled = Refusal & {
  /** Share of the bigrams of both titles that both have, 0 to 1. */
  similarity: number;
};

/** … with what it was intercepted for, as its verdict stands now. */
export type EarlierRefusal = Resembled & { reasons: Reason[] };
