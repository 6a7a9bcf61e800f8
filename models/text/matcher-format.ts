/**
 * The binary layout of a matcher, little-endian, every section 4-byte aligned:
 * header, alphabet (units in the order of their codes), cells (base, check), tails, id lists, filter.
 *
 * A cell's base >= 0 points at its children (child cell = base + code); base < 0 is a leaf whose tail starts at
 * unit -(base + 1) of the tail section. A tail is [length, id low, id high, units...]; an id with bit 31 set
 * names a list in the list section ([count, ids...]). Code 0 marks the end of a term at a branching cell.
 *
 * The filter is a bitmap (2^k bits) of the first `filterUnits` units of every term, hashed; a position whose units
 * are not in it is passed over without a look at the cells. Terms shorter than that set the bit of `shortHash`.
 */
export const MATCHER_MAGIC = 0x314d5354; // "TSM1"
export const MATCHER_VERSION = 2;

export const HEADER = {
  magic: 0,
  version: 1,
  alphabet: 2,
  cells: 3,
  tailUnits: 4,
  listInts: 5,
  terms: 6,
  rootBase: 7,
  longest: 8,
  filterUnits: 9,
  filterBits: 10,
  shortTerms: 11,
  size: 12,
} as const;

export const LISTED = 0x80000000;

export class MatcherFormatError extends Error {
  override name = 'MatcherFormatError';
}

export const alignFour = (bytes: number): number => (bytes + 3) & ~3;

/** One more unit into the hash of the units before it. */
export const mixUnit = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x9e3779b1);
/** The bit of a hash in a filter of 2^bits bits. */
export const filterBit = (hash: number, bits: number): number => (hash ^ (hash >>> 15)) >>> (32 - bits);
/** Start of the hash of a term too short for the filter: its first unit alone is in. */
export const SHORT_START = 0x5bd1e995;
export const LONG_START = 0x2545f491;
