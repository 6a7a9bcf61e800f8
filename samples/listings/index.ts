import type { Sample } from '../sample.ts';
import { certificateSamples } from './certificates.ts';
import { claimsSamples } from './claims.ts';
import { compliantSamples } from './compliant.ts';
import { counterfeitSamples } from './counterfeit.ts';
import { credentialSamples } from './credential.ts';
import { innocentSamples } from './innocent.ts';
import { integritySamples } from './integrity.ts';
import { markSamples } from './marks.ts';
import { qualificationSamples } from './qualification.ts';
import { rejectedSamples } from './rejected.ts';
import { threeProductsSamples } from './three-products.ts';

/** Every sample, with its dates counted from `today` (YYYY-MM-DD in China). */
export function allSamples(today: string): Sample[] {
  return [
    ...innocentSamples(),
    ...compliantSamples(),
    ...counterfeitSamples(),
    ...qualificationSamples(today),
    ...credentialSamples(today),
    ...certificateSamples(),
    ...threeProductsSamples(),
    ...claimsSamples(),
    ...integritySamples(),
    ...rejectedSamples(),
    // Last: a picture's grain goes by its place in the set, and the others keep theirs.
    ...markSamples(),
  ];
}
