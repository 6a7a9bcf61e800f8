/**
 * The binary layout of a matcher, little-endian, every section 4-byte aligned:
 * header, alphabet (units in the order of their codes), cells (base, check), tails, id lists.
 *
 * A cell's base >= 0 points at its children (child cell = base + code); base < 0 is a leaf whose tail starts at
 * unit -(base + 1) of the tail section. A tail is [length, id low, id high, units...]; an id with bit 31 set
 * names a list in the list section ([count, ids...]). Code 0 marks the end of a term at a branching cell.
 */
export const MATCHER_MAGIC = 0x314d5354; // "TSM1"
export const MATCHER_VERSION = 1;

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
  size: 10,
} as const;

export const LISTED = 0x80000000;

export class MatcherFormatError extends Error {
  override name = 'MatcherFormatError';
}

export const alignFour = (bytes: number): number => (bytes + 3) & ~3;
