import { fold } from './fold.ts';
import { isWordUnit } from './units.ts';

/** Values of a signature. */
const SIGNATURE_SIZE = 64;
const ROWS = 2;
/** A pair whose signatures agree in less is not looked at twice: three times the estimate's error below the cut. */
const FIRST_LOOK = 0.3;
/**
 * Two texts that share this much of their bigrams are taken for one listing put up again. It is asked of the bigrams
 * themselves: 64 values tell the share only to ±0.06, and by that estimate alone (cut at 0.4) titles of one kind of goods
 * were taken for one another 4 to 11 times in a million pairs. Their stock phrases bring strangers to a share of 0.45;
 * over seven sets of 1,500 titles the cut at 0.48 gave at most 0.9 in a million and found 0.986-0.996 of the edited ones.
 */
const RELISTING_CUT = 0.48;

/** What is kept of a title to know it again. */
export interface Print {
  /** MinHash of the bigrams: two prints agree in about the fraction of values that their texts share of bigrams. */
  readonly signature: Uint32Array;
  /** The distinct bigrams, rising. */
  readonly bigrams: Uint32Array;
}

const seeds = Uint32Array.from({ length: SIGNATURE_SIZE * 2 }, (_, i) => mix(i * 0x9e3779b9 + 0x7f4a7c15));

function mix(value: number): number {
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  value = Math.imul(value ^ (value >>> 13), 0xc2b2ae35);
  return (value ^ (value >>> 16)) >>> 0;
}

/** The print of a text: character bigrams of its fold, separators left out. One of fewer than two characters has none. */
export function printOf(text: string): Print {
  const bigrams = bigramsOf(text);
  const signature = new Uint32Array(SIGNATURE_SIZE).fill(0xffffffff);
  for (const bigram of bigrams) {
    const gram = mix(bigram);
    for (let k = 0; k < SIGNATURE_SIZE; k++) {
      const hash = mix(Math.imul(gram ^ (seeds[k * 2] as number), (seeds[k * 2 + 1] as number) | 1));
      if (hash < (signature[k] as number)) signature[k] = hash;
    }
  }
  return { signature, bigrams };
}

function bigramsOf(text: string): Uint32Array {
  const { units } = fold(text);
  const found = new Uint32Array(units.length);
  let count = 0;
  let previous = 0;
  for (let i = 0; i < units.length; i++) {
    const unit = units[i] as number;
    if (!isWordUnit(unit)) continue;
    if (previous !== 0) found[count++] = previous * 0x10000 + unit;
    previous = unit;
  }
  const sorted = found.subarray(0, count).sort();
  return sorted.filter((bigram, i) => i === 0 || bigram !== sorted[i - 1]);
}

/** Whether two texts are the same listing put up again: a quick look at the signatures, then at the bigrams themselves. */
export function isRelisting(a: Print, b: Print): boolean {
  return agreement(a.signature, b.signature) >= FIRST_LOOK && sharedBigrams(a, b) >= RELISTING_CUT;
}

function agreement(a: Uint32Array, b: Uint32Array): number {
  let same = 0;
  for (let i = 0; i < SIGNATURE_SIZE; i++) if (a[i] === b[i] && a[i] !== 0xffffffff) same++;
  return same / SIGNATURE_SIZE;
}

/** Share of the bigrams of both texts that both have (Jaccard), 0 to 1; empty texts are like nothing. */
export function sharedBigrams({ bigrams: a }: Print, { bigrams: b }: Print): number {
  let both = 0;
  for (let i = 0, k = 0; i < a.length && k < b.length; ) {
    const left = a[i] as number;
    const right = b[k] as number;
    if (left === right) both++;
    if (left <= right) i++;
    if (right <= left) k++;
  }
  const either = a.length + b.length - both;
  return either === 0 ? 0 : both / either;
}

/** Keys under which a print is stored and looked up: texts at the cut share one of the 32 with probability 0.9998. */
export function bandKeys({ signature }: Print): string[] {
  const keys: string[] = [];
  for (let band = 0; band < SIGNATURE_SIZE / ROWS; band++) {
    const first = signature[band * ROWS] as number;
    const second = signature[band * ROWS + 1] as number;
    if (first === 0xffffffff) continue;
    keys.push(`${band.toString(36)}-${first.toString(36)}-${second.toString(36)}`);
  }
  return keys;
}
