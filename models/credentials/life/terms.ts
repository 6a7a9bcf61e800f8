import * as z from 'zod';
import { Bilingual } from '../../text-pair.ts';

/** Times of the credentials' clocks: data of knowledge/terms.json, changed without a release. */
export const CredentialTerms = z.strictObject({
  /** Natural days between two questions to the registry: of a credential that counts, of a revoked one. */
  look: z.strictObject({ days: z.number().int().min(1), revokedDays: z.number().int().min(1) }),
  /** Waits after a question without an answer, in minutes; the last repeats. */
  retryMinutes: z.array(z.number().int().min(1)).min(1),
  /** Working days a registry may leave us without an answer before we go by what we have. */
  answerWorkingDays: z.number().int().min(1),
  /** Working days a person has to decide a renewal the registry does not confirm. */
  reviewWorkingDays: z.number().int().min(1),
  /** Laws that want the platform to verify again, by kind. */
  reverify: z.array(
    z.strictObject({
      kinds: z.array(z.string()).min(1),
      months: z.number().int().min(1),
      /** We begin so many natural days before the law's limit. */
      leadDays: z.number().int().min(1),
      basis: Bilingual,
    }),
  ),
});
export type CredentialTerms = z.infer<typeof CredentialTerms>;
