import { FOURTH_FACTOR, MOST_LEAD, PAIR_FACTOR, SHORT_FACTOR, THIRD_FACTOR } from './format.ts';

export type BuiltFilter = { lead: number; bits: number; shorter: number; map: Uint32Array };

/** Terms that may be shorter than the filter, one in so many. */
const SHORT_SHARE = 50;
const MOST_BITS = 23;
/** A map of so many bits stays in the nearer caches. */
const NEAR_BITS = 21;

const bitsFor = (size: number): number => Math.ceil(Math.log2(size + 1));

/**
 * As many leading units as nearly all terms have, at most four; thirty-two bits for every distinct beginning while the
 * map stays in the nearer caches, eight beyond: several large maps at once push one another out. `keys` are sorted.
 */
export function filterOf(keys: readonly string[]): BuiltFilter {
  let lead = 1;
  for (let wanted = 2; wanted <= MOST_LEAD; wanted++) {
    const shorter = keys.reduce((count, key) => count + (key.length < wanted ? 1 : 0), 0);
    if (shorter * SHORT_SHARE > keys.length) break;
    lead = wanted;
  }
  let distinct = 0;
  let shorter = 0;
  keys.forEach((key, i) => {
    if (key.length < lead) shorter++;
    // Sorted: equal beginnings follow one another.
    if (i === 0 || key.slice(0, lead) !== (keys[i - 1] as string).slice(0, lead)) distinct++;
  });
  const near = Math.min(NEAR_BITS, bitsFor(distinct * 32));
  const bits = Math.min(MOST_BITS, Math.max(10, bitsFor(distinct * 8), near));
  const map = new Uint32Array(1 << (bits - 5));
  for (const key of keys) {
    const bit = hashOf(key, lead) >>> (32 - bits);
    map[bit >>> 5] = (map[bit >>> 5] as number) | (1 << (bit & 31));
  }
  return { lead, bits, shorter, map };
}

function hashOf(key: string, lead: number): number {
  const unit = key.charCodeAt(0);
  if (key.length < lead) return Math.imul(unit, SHORT_FACTOR);
  const second = lead > 1 ? key.charCodeAt(1) : 0;
  const third = lead > 2 ? Math.imul(key.charCodeAt(2), THIRD_FACTOR) : 0;
  const fourth = lead > 3 ? Math.imul(key.charCodeAt(3), FOURTH_FACTOR) : 0;
  return (Math.imul((unit << 16) | second, PAIR_FACTOR) + third + fourth) | 0;
}
