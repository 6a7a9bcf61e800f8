/**
 * The binary layout of a matcher, little-endian, every section 4-byte aligned:
 * header, alphabet (units in the order of their codes), cells (base, check), tails, id lists, filter.
 *
 * A cell's base >= 0 points at its children (child cell = base + code), with ENDS set when a term ends at the cell;
 * base < 0 is a leaf whose tail starts at unit -(base + 1) of the tail section. A tail is [length, id low, id high,
 * units...]; an id with bit 31 set names a list in the list section ([count, ids...]). Code 0 marks the end of a term
 * at a branching cell.
 *
 * The filter is a bitmap (2^k bits) of the first `filterUnits` units of every term, hashed; a position whose units
 * are not in it is passed over without a look at the cells. Terms shorter than that set a bit by their first unit alone.
 */
export const MATCHER_MAGIC = 0x314d5354; // "TSM1"
export const MATCHER_VERSION = 4;

export const HEADER = {
  magic: 0,
  version: 1,
  alphabet: 2,
  cells: 3,
  tailUnits: 4,
  listInts: 5,
  terms: 6,
  rootBase: 7,
  filterUnits: 8,
  filterBits: 9,
  shortTerms: 10,
  size: 11,
} as const;

export const LISTED = 0x80000000;
/** Says in the cell itself whether a term ends there: its child of code 0 lies elsewhere in memory. */
export const ENDS = 0x40000000;

export class MatcherFormatError extends Error {
  override name = 'MatcherFormatError';
}

export const alignFour = (bytes: number): number => (bytes + 3) & ~3;

/** Odd factor of the filter's hash of the first two units, taken as one number; the top bits of the hash count. */
export const PAIR_FACTOR = 0x9e3779b1 | 0;
/** Odd factors of the units after the second in the filter's hash. */
export const THIRD_FACTOR = 0xc2b2ae35 | 0;
export const FOURTH_FACTOR = 0x27d4eb2f;
export const MOST_LEAD = 4;
/** A term too short for the filter has a factor of its own. */
export const SHORT_FACTOR = 0x165667b1;
