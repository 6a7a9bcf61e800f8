import { fold } from './fold.ts';
import { isWordUnit } from './units.ts';

/** Values of a signature. */
export const SIGNATURE_SIZE = 64;
/** Two texts at or above this similarity are taken for the same listing put up again. */
export const RELISTING_CUT = 0.4;
const ROWS = 2;

const seeds = Uint32Array.from({ length: SIGNATURE_SIZE * 2 }, (_, i) => mix(i * 0x9e3779b9 + 0x7f4a7c15));

function mix(value: number): number {
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/**
 * MinHash over the character bigrams of the folded text, separators left out: 64 values, of which two texts share
 * about the fraction of bigrams they share. A text of fewer than two characters gives all-ones.
 */
export function signature(text: string): Uint32Array {
  const { units } = fold(text);
  const values = new Uint32Array(SIGNATURE_SIZE).fill(0xffffffff);
  let previous = 0;
  for (let i = 0; i < units.length; i++) {
    const unit = units[i] as number;
    if (!isWordUnit(unit)) continue;
    if (previous !== 0) {
      const gram = mix(previous * 0x10000 + unit);
      for (let k = 0; k < SIGNATURE_SIZE; k++) {
        const hash = mix(Math.imul(gram ^ (seeds[k * 2] as number), (seeds[k * 2 + 1] as number) | 1));
        if (hash < (values[k] as number)) values[k] = hash;
      }
    }
    previous = unit;
  }
  return values;
}

/** Estimated share of common bigrams, 0 to 1; empty texts are like nothing. */
export function similarity(a: Uint32Array, b: Uint32Array): number {
  if (a.length !== SIGNATURE_SIZE || b.length !== SIGNATURE_SIZE)
    throw new RangeError('not a 64-value signature');
  let same = 0;
  for (let i = 0; i < SIGNATURE_SIZE; i++) if (a[i] === b[i] && a[i] !== 0xffffffff) same++;
  return same / SIGNATURE_SIZE;
}

/** Keys under which a signature is stored and looked up: texts at the cut share at least one of the 32 with probability 0.996. */
export function bandKeys(values: Uint32Array): string[] {
  const keys: string[] = [];
  for (let band = 0; band < SIGNATURE_SIZE / ROWS; band++) {
    const first = values[band * ROWS] as number;
    const second = values[band * ROWS + 1] as number;
    if (first === 0xffffffff) continue;
    keys.push(`${band.toString(36)}-${first.toString(36)}-${second.toString(36)}`);
  }
  return keys;
}
