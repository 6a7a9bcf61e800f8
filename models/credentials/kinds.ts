import { compileForm, type Form } from './grammar.ts';
import { COSMETIC_KINDS } from './kinds/cosmetic.ts';
import { FOOD_KINDS } from './kinds/food.ts';
import type { CredentialKind } from './kinds/kind.ts';
import { DEVICE_KINDS, DRUG_KINDS } from './kinds/medical.ts';
import { IDENTITY_KINDS, TECHNICAL_KINDS } from './kinds/technical.ts';

export type { CredentialKind } from './kinds/kind.ts';

/** Every kind of credential we can read, as one table. */
export const credentialKinds: readonly CredentialKind[] = [
  ...DRUG_KINDS,
  ...DEVICE_KINDS,
  ...COSMETIC_KINDS,
  ...FOOD_KINDS,
  ...TECHNICAL_KINDS,
  ...IDENTITY_KINDS,
];

const byId = new Map(credentialKinds.map((row) => [row.id, row]));
const byAlias = new Map(
  credentialKinds.flatMap((row) => (row.aliases ?? []).map((alias) => [alias.toLowerCase(), row] as const)),
);
const forms = new Map(credentialKinds.map((row) => [row.id, row.forms.map(compileForm)]));

/** The row of a kind, by id or by one of the names merchants use for it. */
export function credentialKind(id: string): CredentialKind | undefined {
  return byId.get(id) ?? byAlias.get(id.trim().toLowerCase());
}

/** Compiled forms of a kind, the usual one first. */
export function formsOf(row: CredentialKind): readonly Form[] {
  return forms.get(row.id) ?? [];
}
