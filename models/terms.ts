import * as z from 'zod';
import { CredentialTerms } from './credentials/life/terms.ts';
import { STORE_TYPES } from './listing.ts';
import { Calendar } from './policy/clock.ts';

/** What a store of each type must show for a brand (domain facts §2.6: pages differ, so this is configuration). */
export const StoreTerms = z.strictObject({
  /** Longest authorisation chain, counted: right holder → A is level 1. */
  maxLevels: z.number().int().min(1),
  /** Licence the last link must carry. */
  licence: z.enum(['any', 'exclusive']),
  /** Days a certificate must still run. */
  minRemainingDays: z.number().int().min(0),
  /** Whether a pending mark (TM) suffices. */
  pendingMark: z.boolean(),
});

export const Terms = z.strictObject({
  version: z.string(),
  calendar: Calendar,
  stores: z.record(z.enum(STORE_TYPES), StoreTerms),
  /** Reminders before expiry, in days, largest first. */
  reminders: z.array(z.number().int()).min(1),
  credentials: CredentialTerms,
  /** Materials a title boasts of, and what among the attributes shows they are not there (lower case). */
  materials: z.array(
    z.strictObject({
      claimed: z.array(z.string()).min(1),
      instead: z.array(z.string()).min(1),
      /** Words that say some of the material is there. */
      some: z.array(z.string()).default([]),
    }),
  ),
  prices: z.strictObject({
    /** A SKU at or below this many yuan, where the others cost `baitRatio` times more, is bait. */
    baitYuan: z.number(),
    baitRatio: z.number(),
    spreadRatio: z.number(),
    /** A reference price above this multiple of the price is implausible without ground. */
    referenceRatio: z.number(),
    /** Goods that nobody really sells below so many yuan, by product code or the beginning of one (`phone.`). */
    leastPlausible: z.array(
      z.strictObject({ codes: z.array(z.string()).min(1), yuan: z.number().positive() }),
    ),
  }),
});
export type Terms = z.infer<typeof Terms>;
