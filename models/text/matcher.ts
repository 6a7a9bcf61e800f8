import { DoubleArrayMatcher } from './matcher/double-array.ts';
import type { Matcher } from './matcher/port.ts';

export { buildMatcher } from './matcher/build.ts';
export { stringUnits } from './matcher/double-array.ts';
export { Hits } from './matcher/hits.ts';
export type { Matcher, MatcherTerm } from './matcher/port.ts';

/** Opens a matcher blob as views over its buffer (ArrayBuffer or SharedArrayBuffer); copies only when misaligned. */
export function loadMatcher(blob: Uint8Array): Matcher {
  return new DoubleArrayMatcher(blob);
}
