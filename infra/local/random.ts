/** A seeded source of chance in [0, 1): mulberry32, small and good enough to spread faults. */
export type Random = () => number;

export function createRandom(seed: number, ...names: readonly (string | number)[]): Random {
  let state = seed >>> 0;
  // Each name gives its own stream, so that one queue's traffic does not shift the faults of another.
  for (const character of names.join('\u0000')) {
    state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
