import type { Bilingual } from '../text-pair.ts';

/** A problem of a number: which part, what was expected. `code` is stable. */
export type CredentialProblem = { code: string; part: string; expected: string; message: Bilingual };

/** A credential number found in text or declared. Format pass is not genuine: only a registry confirms. */
export type CredentialMention = {
  /** Id of models/credentials/kinds.ts, `cosmetic-registration` … */
  kind: string;
  number: string;
  normalized: string;
  start: number;
  end: number;
  state: 'malformed' | 'well-formed';
  checkDigit: 'pass' | 'fail' | 'none';
  problems: CredentialProblem[];
  /** Parts read off a well-formed number: year, province, class, origin … */
  parts: Record<string, string>;
};
