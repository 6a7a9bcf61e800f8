import { LISTED } from './format.ts';
import type { MatcherTerm } from './port.ts';

/** Distinct terms in order, for each its id, or the place of its ids in `lists` with LISTED added. */
export type Keys = { readonly keys: string[]; readonly payloads: Uint32Array; readonly lists: number[] };

export function gatherKeys(terms: readonly MatcherTerm[]): Keys {
  const sorted = terms.filter((entry) => entry.term.length > 0);
  sorted.sort((a, b) => (a.term < b.term ? -1 : a.term > b.term ? 1 : a.id - b.id));
  const keys: string[] = [];
  const payloads = new Uint32Array(sorted.length);
  const lists: number[] = [];
  for (let i = 0; i < sorted.length; ) {
    const term = (sorted[i] as MatcherTerm).term;
    const ids: number[] = [];
    for (; i < sorted.length && (sorted[i] as MatcherTerm).term === term; i++) {
      const { id } = sorted[i] as MatcherTerm;
      if (!Number.isInteger(id) || id < 0 || id >= LISTED)
        throw new RangeError(`term id out of range: ${id}`);
      if (ids[ids.length - 1] !== id) ids.push(id);
    }
    let payload = ids[0] as number;
    if (ids.length > 1) {
      payload = lists.length + LISTED;
      lists.push(ids.length, ...ids);
    }
    payloads[keys.length] = payload;
    keys.push(term);
  }
  return { keys, payloads, lists };
}

/** Codes of the units by falling frequency, so that common units lie close together. */
export function alphabetOf(keys: readonly string[]): { codes: Uint16Array; alphabet: Uint16Array } {
  const counts = new Uint32Array(0x10000);
  for (const key of keys) {
    for (let i = 0; i < key.length; i++) {
      const unit = key.charCodeAt(i);
      counts[unit] = (counts[unit] as number) + 1;
    }
  }
  const units: number[] = [];
  for (let unit = 0; unit < counts.length; unit++) if (counts[unit] !== 0) units.push(unit);
  units.sort((a, b) => (counts[b] as number) - (counts[a] as number) || a - b);
  const codes = new Uint16Array(0x10000);
  units.forEach((unit, i) => {
    codes[unit] = i + 1;
  });
  return { codes, alphabet: Uint16Array.from(units) };
}

/** Runs of `keys` from `from` to `to` that share the unit at `depth`; the key that ends there has a run of its own, first. */
export function* runsAt(
  keys: readonly string[],
  depth: number,
  from: number,
  to: number,
): Generator<{ unit: number | undefined; from: number; to: number }> {
  for (let i = from; i < to; ) {
    const key = keys[i] as string;
    if (key.length === depth) {
      yield { unit: undefined, from: i, to: i + 1 };
      i++;
      continue;
    }
    const unit = key.charCodeAt(depth);
    let j = i + 1;
    while (j < to && (keys[j] as string).charCodeAt(depth) === unit) j++;
    yield { unit, from: i, to: j };
    i = j;
  }
}
