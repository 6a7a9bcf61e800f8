import type { Sample } from '../sample.ts';
import { innocentSamples } from './innocent.ts';
import { rejectedSamples } from './rejected.ts';

/** Every sample, with its dates counted from `today` (YYYY-MM-DD in China). */
export function allSamples(_today: string): Sample[] {
  return [...innocentSamples(), ...rejectedSamples()];
}
