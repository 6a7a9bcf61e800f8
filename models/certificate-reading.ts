import * as z from 'zod';
import { Region } from './finding.ts';

/** Fields a certificate prints; `kind` is its title. */
export const CERTIFICATE_FIELDS = ['number', 'holder', 'product', 'issuedAt', 'validUntil', 'kind'] as const;
export type CertificateFieldName = (typeof CERTIFICATE_FIELDS)[number];

/** One value as read: where it stands on the upright original, how sure (0-1), how many ways of reading agree. */
export const ReadField = z.object({
  value: z.string().max(200),
  raw: z.string().max(400),
  region: Region,
  confidence: z.number().min(0).max(1),
  passes: z.number().int(),
  /** The value passed a check that a misreading would fail. */
  sure: z.boolean(),
});
export type ReadField = z.infer<typeof ReadField>;

/** A place whose pixels do not belong to the page around it: the cues that say so, and how sure they are together. */
export const Alteration = z.object({
  field: z.enum(CERTIFICATE_FIELDS),
  region: Region,
  score: z.number().min(0).max(1),
  cues: z.array(z.object({ name: z.string(), value: z.number(), limit: z.number() })),
});
export type Alteration = z.infer<typeof Alteration>;

/**
 * What a certificate's picture says, by its content. `unreadable` is an outcome of the picture, `failed` one of the reader:
 * the first asks for a clearer picture, the second is a missing answer and never fine.
 */
export const CertificateReading = z.discriminatedUnion('state', [
  z.object({
    state: z.literal('read'),
    fields: z.partialRecord(z.enum(CERTIFICATE_FIELDS), ReadField),
    /** Every number read, surest first: a licence also prints its holder's credit code. */
    numbers: z.array(ReadField).max(6),
    issuer: ReadField.optional(),
    alterations: z.array(Alteration).max(6),
  }),
  z.object({ state: z.literal('unreadable'), reason: z.string() }),
  z.object({ state: z.literal('failed'), reason: z.string() }),
]);
export type CertificateReading = z.infer<typeof CertificateReading>;

/** Who showed a certificate. */
export const CertificateUse = z.object({
  merchantId: z.string(),
  name: z.string().optional(),
  uscc: z.string().optional(),
});
export type CertificateUse = z.infer<typeof CertificateUse>;

/** Another merchant's earlier use of the same certificate: this very file, or another picture of it. */
export const SharedUse = z.object({
  how: z.enum(['same-file', 'same-picture']),
  by: CertificateUse,
  number: z.string().optional(),
  distance: z.number().int().optional(),
});
export type SharedUse = z.infer<typeof SharedUse>;

/** A certificate picture of the listing under screening; `reading` and `shared` are added by the reading stage. */
export const SubjectCertificate = z.object({
  file: z.string(),
  tag: z.string(),
  pdq: z.string(),
  quality: z.number(),
  firstMerchant: z.string(),
  reading: CertificateReading.optional(),
  shared: z.array(SharedUse).max(4).optional(),
});
export type SubjectCertificate = z.infer<typeof SubjectCertificate>;
