import * as z from 'zod';
import { CheckName } from './check-name.ts';
import { Bilingual } from './text-pair.ts';
import { Severity } from './verdict.ts';

/** An item in a reviewer's queue: one for each screening that ends in `review`. */
export const Case = z.object({
  caseId: z.string(),
  listingId: z.string(),
  merchantId: z.string(),
  revision: z.number().int(),
  run: z.string(),
  title: z.string(),
  queue: CheckName,
  severity: Severity,
  /** Larger is served first; the parts are kept so that a reviewer sees why. */
  priority: z.number(),
  weights: z.record(z.string(), z.number()),
  summary: Bilingual,
  state: z.enum(['open', 'leased', 'escalated', 'waiting', 'decided']),
  openedAt: z.string(),
  dueAt: z.string(),
});
export type Case = z.infer<typeof Case>;
