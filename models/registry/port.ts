/** The one way to ask a national database. `unavailable` is never read as `absent`. */
export type RegistryQuestion = { kind: string; number: string };
export type RegistryRecord = {
  kind: string;
  number: string;
  status: 'valid' | 'expired' | 'suspended' | 'revoked' | 'cancelled';
  holder?: string;
  product?: string;
  validUntil?: string;
  /** Further fields as the registry gave them. */
  fields?: Record<string, string>;
};
export type RegistryAnswer =
  | { state: 'record'; record: RegistryRecord; ageSeconds: number; stale?: boolean }
  | { state: 'absent'; ageSeconds: number; stale?: boolean }
  /** No answer. `permanent` when nobody is there to ask: trying again will not help. */
  | { state: 'unavailable'; reason: string; permanent?: boolean };

export const questionKey = (question: RegistryQuestion) => `${question.kind}#${question.number}`;
export type RegistryAnswers = ReadonlyMap<string, RegistryAnswer>;
