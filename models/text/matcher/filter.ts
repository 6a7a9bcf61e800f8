import { FOURTH_FACTOR, MOST_LEAD, PAIR_FACTOR, SHORT_FACTOR, THIRD_FACTOR } from './format.ts';

/** A bitmap of how terms begin. */
export type Filter = {
  readonly map: Uint32Array;
  /** Leading units a bit speaks of. */
  readonly lead: number;
  readonly bits: number;
  /** 1 for the first units of terms shorter than `lead`; undefined when there are none. */
  readonly short: Uint8Array | undefined;
};

export function openFilter(map: Uint32Array, lead: number, bits: number, shortTerms: number): Filter {
  if (shortTerms === 0) return { map, lead, bits, short: undefined };
  const short = new Uint8Array(0x10000);
  for (let unit = 0; unit < short.length; unit++)
    short[unit] = bitAt(map, Math.imul(unit, SHORT_FACTOR) >>> (32 - bits));
  return { map, lead, bits, short };
}

/**
 * Writes down the positions at which the filter lets a term begin; answers how many there are. No branch depends on the
 * text where it can be helped: a position is written always and counted when it is open.
 */
export function openPlaces(
  units: Uint16Array,
  filter: Filter,
  places: Int32Array,
  starts: Int32Array | undefined,
): number {
  const { map, bits, lead, short } = filter;
  if (starts !== undefined) return openSome(units, filter, places, starts);
  if (lead === 2 && short === undefined) return openPairs(units, map, bits, places);
  let count =
    lead === 2 && short !== undefined
      ? openPairsOrShort(units, map, bits, short, places)
      : openLong(units, filter, places);
  if (short === undefined) return count;
  for (let at = Math.max(0, units.length - lead + 1); at < units.length; at++) {
    places[count] = at;
    count += short[units[at] as number] as number;
  }
  return count;
}

const bitAt = (map: Uint32Array, bit: number): number => ((map[bit >>> 5] as number) >>> (bit & 31)) & 1;

/** The commonest case by itself: small, without calls, so that the compiler puts it into the scan. */
function openPairs(units: Uint16Array, map: Uint32Array, bits: number, places: Int32Array): number {
  const shift = 32 - bits;
  const last = units.length - 1;
  let count = 0;
  for (let at = 0; at < last; at++) {
    const pair = ((units[at] as number) << 16) | (units[at + 1] as number);
    const bit = Math.imul(pair, PAIR_FACTOR) >>> shift;
    places[count] = at;
    count += ((map[bit >>> 5] as number) >>> (bit & 31)) & 1;
  }
  return count;
}

function openPairsOrShort(
  units: Uint16Array,
  map: Uint32Array,
  bits: number,
  short: Uint8Array,
  places: Int32Array,
): number {
  const shift = 32 - bits;
  const last = units.length - 1;
  let count = 0;
  for (let at = 0; at < last; at++) {
    const unit = units[at] as number;
    const bit = Math.imul((unit << 16) | (units[at + 1] as number), PAIR_FACTOR) >>> shift;
    places[count] = at;
    count += (((map[bit >>> 5] as number) >>> (bit & 31)) & 1) | (short[unit] as number);
  }
  return count;
}

/** Any other number of leading units; what it has not counts nothing. */
function openLong(units: Uint16Array, { map, lead, bits, short }: Filter, places: Int32Array): number {
  const shift = 32 - bits;
  const last = units.length - lead;
  const second = lead > 1 ? 0xffff : 0;
  const third = lead > 2 ? THIRD_FACTOR : 0;
  const fourth = lead > 3 ? FOURTH_FACTOR : 0;
  // Beyond the end a factor of zero makes whatever is read not count.
  const reach = Math.min(last, units.length - MOST_LEAD);
  let count = 0;
  for (let at = 0; at <= reach; at++) {
    const unit = units[at] as number;
    const front = Math.imul((unit << 16) | ((units[at + 1] as number) & second), PAIR_FACTOR);
    const back = (Math.imul(units[at + 2] as number, third) + Math.imul(units[at + 3] as number, fourth)) | 0;
    places[count] = at;
    count += bitAt(map, (front + back) >>> shift) | (short === undefined ? 0 : (short[unit] as number));
  }
  // The few before the end are looked at without the filter.
  for (let at = Math.max(0, reach + 1); at <= last; at++) places[count++] = at;
  return count;
}

/** Only the given positions. */
function openSome(
  units: Uint16Array,
  { map, lead, bits, short }: Filter,
  places: Int32Array,
  starts: Int32Array,
): number {
  const shift = 32 - bits;
  const second = lead > 1 ? 0xffff : 0;
  const third = lead > 2 ? THIRD_FACTOR : 0;
  const fourth = lead > 3 ? FOURTH_FACTOR : 0;
  let count = 0;
  for (let i = 0; i < starts.length; i++) {
    const at = starts[i] as number;
    const unit = units[at] as number;
    places[count] = at;
    if (at + MOST_LEAD > units.length) {
      count++;
      continue;
    }
    const front = Math.imul((unit << 16) | ((units[at + 1] as number) & second), PAIR_FACTOR);
    const back = (Math.imul(units[at + 2] as number, third) + Math.imul(units[at + 3] as number, fourth)) | 0;
    count += bitAt(map, (front + back) >>> shift) | (short === undefined ? 0 : (short[unit] as number));
  }
  return count;
}
