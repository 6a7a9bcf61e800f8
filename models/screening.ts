import * as z from 'zod';
import { CHECK_NAMES, CheckName } from './check-name.ts';
import { FieldError } from './field-error.ts';
import { CheckResult } from './finding.ts';
import { Verdict } from './verdict.ts';

export const ORIGINS = ['upload', 'edit', 'sweep', 'complaint'] as const;

/**
 * A screening by its natural key. `run` tells re-screenings of one revision apart: `0` for the upload,
 * a sortable id for a sweep, so that the newest run of the newest revision sorts last.
 */
export const ScreeningKey = z.object({
  listingId: z.string(),
  merchantId: z.string(),
  revision: z.number().int(),
  run: z.string(),
});
export type ScreeningKey = z.infer<typeof ScreeningKey>;

/** Groups of listing fields; a check declares which it reads, an edit re-runs only what it touched. */
export const FIELD_GROUPS = ['text', 'brand', 'category', 'price', 'images', 'credentials', 'store'] as const;
export type FieldGroup = (typeof FIELD_GROUPS)[number];

export const Screening = ScreeningKey.extend({
  origin: z.enum(ORIGINS),
  state: z.enum(['screening', 'judged']),
  documentKey: z.string(),
  /** Content tag of the document; the same revision with another tag is refused. */
  documentTag: z.string(),
  title: z.string(),
  categoryCode: z.string(),
  /** Digest of each field group, for reuse by the next revision. */
  digests: z.record(z.string(), z.string()),
  pending: z.array(CheckName),
  /** How often the verdict was put off because an outside answer was missing. */
  deferrals: z.number().int().default(0),
  results: z.partialRecord(z.enum(CHECK_NAMES), CheckResult),
  knowledge: z.string(),
  warnings: z.array(FieldError).default([]),
  startedAt: z.string(),
  judgedAt: z.string().optional(),
  verdict: Verdict.optional(),
});
export type Screening = z.infer<typeof Screening>;

/** A refused upload: stored and explained, never lost. */
export const Rejection = z.object({
  listingId: z.string(),
  merchantId: z.string(),
  revision: z.number().int(),
  documentKey: z.string(),
  documentTag: z.string(),
  errors: z.array(FieldError).min(1),
  rejectedAt: z.string(),
});
export type Rejection = z.infer<typeof Rejection>;

/** The key alone of what carries more. */
export function keyOf({ listingId, merchantId, revision, run }: ScreeningKey): ScreeningKey {
  return { listingId, merchantId, revision, run };
}

/** `L-1.3.0`: stable name of a screening in logs, cases and events. */
export function screeningId(key: ScreeningKey): string {
  return `${key.listingId}.${key.revision}.${key.run}`;
}

/** Checks whose earlier result still stands: same fields, same knowledge, answered, and not by an outage. */
export function reusable(
  previous: Pick<Screening, 'digests' | 'results' | 'revision' | 'state'> | undefined,
  digests: Record<string, string>,
  knowledge: string,
  reads: Record<CheckName, readonly FieldGroup[]>,
): CheckResult[] {
  if (previous?.state !== 'judged') return [];
  return CHECK_NAMES.flatMap((name) => {
    const result = previous.results[name];
    if (!result || result.knowledge !== knowledge) return [];
    if (result.state === 'unknown' || result.state === 'errored') return [];
    const same = reads[name].every((group) => previous.digests[group] === digests[group]);
    return same ? [{ ...result, reusedFrom: result.reusedFrom ?? previous.revision }] : [];
  });
}
