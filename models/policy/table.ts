import * as z from 'zod';
import { CHECK_NAMES, CheckName } from '../check-name.ts';
import { LawReference } from '../law.ts';
import { Severity, VerdictName } from '../verdict.ts';

/**
 * The closed set of facts a condition may ask about. Anything else is refused when the table is loaded,
 * so a misspelt fact is an error at publication and never a rule that silently does not fire.
 */
export const FACTS = {
  code: 'string',
  strength: 'number',
  category: 'string',
  storeType: 'string',
  origin: 'string',
  priorSerious: 'number',
  priorMinor: 'number',
} as const;
export type FactName = keyof typeof FACTS;
export type Facts = { [F in FactName]?: (typeof FACTS)[F] extends 'number' ? number : string };

const FactName = z.enum(Object.keys(FACTS) as [FactName, ...FactName[]]);
const Scalar = z.union([z.string(), z.number()]);
export const Condition = z
  .strictObject({
    fact: FactName,
    op: z.enum(['eq', 'ne', 'gte', 'lt', 'in', 'notIn', 'startsWith']),
    value: z.union([Scalar, z.array(Scalar)]),
  })
  .refine(
    (c) => Array.isArray(c.value) === (c.op === 'in' || c.op === 'notIn'),
    'in and notIn take a list, the others one value',
  )
  .refine(
    (c) => [c.value].flat().every((v) => typeof v === FACTS[c.fact]),
    'the value has another type than the fact',
  );
export type Condition = z.infer<typeof Condition>;

/** Outcome by strength: the first band whose `atLeast` is reached decides. */
export const Band = z.strictObject({ atLeast: z.number().min(0).max(1), outcome: VerdictName });

export const PolicyRule = z
  .strictObject({
    id: z.string().regex(/^[A-Z]{2}-\d{3}$/),
    version: z.number().int().min(1),
    check: CheckName,
    /** Finding codes it answers. */
    codes: z.array(z.string()).min(1),
    when: z.array(Condition).default([]),
    bands: z.array(Band).min(1),
    severity: Severity,
    law: z.array(LawReference),
    /** The rule exists from this day on, and until that one (exclusive). */
    since: z.iso.date(),
    until: z.iso.date().optional(),
    /** `project` rules are our own policy, not law, and say so. */
    basis: z.enum(['law', 'platform', 'project']).default('law'),
    /** Whether an interception under this rule goes on the merchant's record. */
    violation: z.boolean().default(true),
  })
  .refine(
    (r) => r.bands.every((b, i, all) => i === 0 || (all[i - 1]?.atLeast ?? 0) > b.atLeast),
    'bands go from the strongest down',
  );
export type PolicyRule = z.infer<typeof PolicyRule>;

export const Policy = z
  .strictObject({
    version: z.string(),
    rules: z.array(PolicyRule),
    /** What a missing answer means, a check at a time: unknown has declared consequences. */
    unknown: z.record(z.enum(CHECK_NAMES), VerdictName),
    /** Minutes to wait before asking again for an answer that an outage kept back, one a try; then `unknown` decides. */
    deferrals: z.array(z.number().positive()).max(10),
    errored: VerdictName,
    /** A finding no rule speaks of: a gap in the policy, held for a person. */
    unmatched: VerdictName,
    ladder: z.strictObject({
      correctionWorkingDays: z.number().int(),
      documentCorrectionWorkingDays: z.number().int(),
      points: z.record(Severity, z.number().int()),
      pointsExpireDays: z.record(Severity, z.number().int()),
      thresholds: z.array(z.strictObject({ points: z.number().int(), measure: z.string() })),
    }),
  })
  .refine((p) => new Set(p.rules.map((r) => r.id)).size === p.rules.length, 'rule ids repeat')
  .refine((p) => p.unknown && CHECK_NAMES.every((c) => p.unknown[c] !== 'pass'), 'unknown may not mean pass');
export type Policy = z.infer<typeof Policy>;
