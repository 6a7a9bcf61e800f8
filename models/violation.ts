import * as z from 'zod';
import { Bilingual } from './text-pair.ts';
import { Severity } from './verdict.ts';

/**
 * One breach by one merchant: same merchant, same rule, same day is one record (governance §4).
 * Points are derived from records when read, never incremented.
 */
export const Violation = z.object({
  key: z.string(),
  merchantId: z.string(),
  ruleId: z.string(),
  ruleVersion: z.number().int(),
  code: z.string(),
  severity: Severity,
  day: z.string(),
  detectedAt: z.string(),
  /** Listings of that day that broke the rule, as screening ids. */
  screenings: z.array(z.string()),
  state: z.enum(['notified', 'effective', 'corrected', 'expunged', 'expired']),
  notice: z.enum(['warning', 'penalty']),
  /** When the correction window of a warning closes, in ISO time; absent for a penalty. */
  correctBy: z.string().optional(),
  points: z.number().int(),
  pointsExpireAt: z.string().optional(),
  statement: Bilingual,
});
export type Violation = z.infer<typeof Violation>;

/** A natural key: merchant, rule, day in China. */
export function violationKey(merchantId: string, ruleId: string, day: string): string {
  return `${merchantId}#${ruleId}#${day}`;
}
