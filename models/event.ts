import * as z from 'zod';
import { Notice } from './credentials/life/notice.ts';
import { FieldError } from './field-error.ts';
import { ORIGINS } from './screening.ts';
import { Reason, VerdictName } from './verdict.ts';

/** What the listing pipeline is told, by event bus and webhook; `eventId` is the idempotency key. */
export const ListingEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('listing.judged'),
    eventId: z.string(),
    at: z.string(),
    listingId: z.string(),
    merchantId: z.string(),
    revision: z.number().int(),
    run: z.string(),
    /** Why it was screened; a stock sweep may judge anew what was judged before. */
    origin: z.enum(ORIGINS).default('upload'),
    verdict: VerdictName,
    policyVersion: z.string(),
    reasons: z.array(Reason.pick({ ruleId: true, code: true, outcome: true, statement: true, remedy: true })),
    caseId: z.string().optional(),
    violations: z.array(z.string()),
  }),
  z.object({
    type: z.literal('listing.rejected'),
    eventId: z.string(),
    at: z.string(),
    listingId: z.string(),
    merchantId: z.string(),
    revision: z.number().int(),
    errors: z.array(FieldError),
  }),
  z.object({
    type: z.literal('knowledge.published'),
    eventId: z.string(),
    at: z.string(),
    knowledge: z.string(),
  }),
  /** `credential.expiring`, `credential.expired`, `credential.renewed` … */
  Notice,
]);
export type ListingEvent = z.infer<typeof ListingEvent>;
