import { CHECK_NAMES, type CheckName } from '../check-name.ts';
import type { Subject } from '../subject.ts';
import { brandQualification } from './brand-qualification.ts';
import type { Check } from './check.ts';
import { counterfeit } from './counterfeit.ts';
import { credential } from './credential.ts';
import { listingIntegrity } from './listing-integrity.ts';
import { marketingClaims } from './marketing-claims.ts';
import { threeProducts } from './three-products.ts';

/** The six checks. */
export const CHECKS: readonly Check[] = [
  counterfeit,
  brandQualification,
  credential,
  threeProducts,
  marketingClaims,
  listingIntegrity,
];

export function checkNamed(name: CheckName): Check {
  const check = CHECKS.find((candidate) => candidate.name === name);
  if (!check) throw new RangeError(`no check named ${name}`);
  return check;
}

/** Names of the checks that concern a listing, in their fixed order. */
export function checksFor(subject: Subject): CheckName[] {
  return CHECK_NAMES.filter((name) => checkNamed(name).applies(subject));
}
