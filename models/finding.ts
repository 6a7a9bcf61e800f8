import * as z from 'zod';
import { CheckName } from './check-name.ts';
import { LawReference } from './law.ts';
import { Bilingual } from './text-pair.ts';

/** A rectangle in pixels of the upright original. */
export const Region = z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() });
export type Region = z.infer<typeof Region>;

/** Where a finding can be seen. Offsets are UTF-16 positions in the field as uploaded. */
export const Evidence = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('text'),
    field: z.string(),
    start: z.number().int(),
    end: z.number().int(),
    text: z.string(),
    note: z.string().optional(),
  }),
  z.object({
    type: z.literal('image'),
    file: z.string(),
    region: Region.optional(),
    note: z.string().optional(),
  }),
  z.object({
    type: z.literal('feature'),
    file: z.string(),
    featureId: z.string(),
    brand: z.string(),
    distance: z.number().optional(),
    kind: z.string(),
    region: Region.optional(),
  }),
  z.object({
    type: z.literal('registry'),
    kind: z.string(),
    number: z.string(),
    answer: z.string(),
    record: z.record(z.string(), z.string()).optional(),
    ageSeconds: z.number().optional(),
  }),
  z.object({
    type: z.literal('field'),
    field: z.string(),
    value: z.string(),
    expected: z.string().optional(),
  }),
  /** A listing of the same merchant that was refused before; `similarity` 0 to 1, `code` the reason of that refusal. */
  z.object({
    type: z.literal('earlier-listing'),
    listingId: z.string(),
    revision: z.number().int(),
    title: z.string(),
    code: z.string(),
    similarity: z.number(),
  }),
  /** Another merchant, for staff alone: `evidenceForMerchants` leaves it out, and no sentence may name it. */
  z.object({ type: z.literal('other-merchant'), merchantId: z.string(), note: z.string() }),
]);
export type Evidence = z.infer<typeof Evidence>;

/** What a merchant may read of the evidence about its own listing. */
export const evidenceForMerchants = (evidence: readonly Evidence[]): Evidence[] =>
  evidence.filter(({ type }) => type !== 'other-merchant');

/**
 * One thing a check saw. `strength` is how sure the check is (0-1), never how bad the thing is:
 * consequences belong to the policy. `values` fill the sentence templates of the policy rule.
 */
export const Finding = z.object({
  check: CheckName,
  /** Stable reason code, `area.reason`; documented in docs/codes.md. */
  code: z.string().regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/),
  strength: z.number().min(0).max(1),
  /** What this listing did, in one sentence. */
  message: Bilingual,
  evidence: z.array(Evidence).max(20),
  /** The smallest change that passes. */
  remedy: Bilingual,
  values: z.record(z.string(), z.string()).optional(),
  /** The articles this very case breaks, where a code is common to several laws; else the policy rule's own count. */
  law: z.array(LawReference).optional(),
});
export type Finding = z.infer<typeof Finding>;

/** `unknown`: an answer from outside is missing. It is never read as `clear`. */
export const CheckState = z.enum(['clear', 'found', 'unknown', 'errored']);
export type CheckState = z.infer<typeof CheckState>;

export const CheckResult = z.object({
  check: CheckName,
  state: CheckState,
  findings: z.array(Finding).max(60),
  /** What could not be learnt, and from whom; present when state is `unknown` or `errored`. */
  missing: z.array(z.string()).optional(),
  /** The missing answer may come later: the policy may put the check off instead of deciding. */
  retryable: z.boolean().optional(),
  /** Versions of the knowledge that made this result. */
  knowledge: z.string(),
  /** Set when the result was taken over from an earlier revision whose fields did not change. */
  reusedFrom: z.number().int().optional(),
});
export type CheckResult = z.infer<typeof CheckResult>;
