import * as z from 'zod';
import { CheckName } from './check-name.ts';
import type { CheckResult } from './finding.ts';
import { ORIGINS, ScreeningKey } from './screening.ts';

// What travels between stages. Only what a stage uses is validated; our own messages are strict.

/** A stored document to screen, and under which run; `0` is the upload itself. */
export const DocumentMessage = z.strictObject({
  documentKey: z.string(),
  run: z.string(),
  origin: z.enum(ORIGINS),
});

export const IntakeMessage = z.union([
  /** An S3 creation event, as the bucket sends it. */
  z.object({
    Records: z.array(
      z.object({
        eventName: z.string(),
        s3: z.object({
          object: z.object({ key: z.string(), size: z.number().optional(), eTag: z.string().optional() }),
        }),
      }),
    ),
  }),
  /** A document to take up: overdue, lost, or re-checked. */
  DocumentMessage,
  /** What S3 sends once when a notification is configured. */
  z.object({ Event: z.literal('s3:TestEvent') }),
]);
export type IntakeMessage = z.infer<typeof IntakeMessage>;

/** To a check: the key, and the subject it screens (JSON of models/subject.ts) or where that lies in the bucket. */
export const CheckMessage = z.strictObject({
  key: ScreeningKey,
  check: CheckName,
  /** Which look this is: how often the screening was put off when the message was sent. */
  attempt: z.number().int(),
  subject: z.unknown().optional(),
  subjectKey: z.string().optional(),
});
export type CheckMessage = z.infer<typeof CheckMessage>;

/**
 * To adjudication: what one check found, or where that lies in the bucket; or only the key, when all results are stored and
 * the verdict alone is missing.
 */
export const AdjudicateMessage = z.union([
  z.strictObject({ key: ScreeningKey, attempt: z.number().int(), result: z.custom<CheckResult>() }),
  z.strictObject({ key: ScreeningKey, attempt: z.number().int(), resultKey: z.string() }),
  z.strictObject({ key: ScreeningKey }),
]);
export type AdjudicateMessage = z.infer<typeof AdjudicateMessage>;

/** To the sweep stage: the next step of a sweep, or a round of merging the stock index. */
export const SweepMessage = z.union([
  z.strictObject({ sweepId: z.string(), tick: z.number().int() }),
  z.strictObject({ task: z.literal('compact') }),
]);
