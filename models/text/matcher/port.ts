import type { Hits } from './hits.ts';

export interface MatcherTerm {
  /** The term as the scanned text spells it (folded). Empty terms are left out. */
  readonly term: string;
  /** 0 to 2^31 - 1; the same term may carry several ids. */
  readonly id: number;
}

export interface Hit {
  readonly start: number;
  readonly end: number;
  readonly id: number;
}

export interface ScanOptions {
  /** Only the longest term from each position. */
  readonly longest?: boolean;
  /** The units a hit may start at, in order. @default all */
  readonly starts?: Int32Array;
}

export interface Matcher {
  readonly termCount: number;
  readonly byteLength: number;
  /** Adds every hit in the units to `hits`, in order of start, then length. */
  scan(units: Uint16Array, hits: Hits, options?: ScanOptions): void;
  /** Every hit in a (folded) text, as objects; at most `textLimits.hits`. */
  find(text: string | Uint16Array, options?: ScanOptions): { hits: Hit[]; truncated: boolean };
}
