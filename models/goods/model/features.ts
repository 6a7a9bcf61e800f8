import { unitsToString } from '../../text/fold.ts';
import { buildMatcher, Hits, loadMatcher } from '../../text/matcher.ts';
import { isDigit, isWordUnit } from '../../text/units.ts';

/** Folded units read of one text; what goods are is said early. */
const READ = 160;

/**
 * Character 1-3-grams of a folded text, each once. Digits are one class (a size says the same whatever its value);
 * grams do not cross signs or spaces. A single Latin letter says nothing (Fashion is no computer for its h and i).
 */
export function gramsOf(units: Uint16Array): string[] {
  const levelled = level(units);
  const size = levelled.length;
  const text = unitsToString(levelled);
  const grams = new Set<string>();
  let from = 0;
  for (let i = 0; i <= size; i++) {
    if (i < size && isWordUnit(levelled[i] as number)) continue;
    for (let at = from; at < i; at++) {
      const least = (levelled[at] as number) < 128 ? 2 : 1;
      for (let n = least; n <= 3 && at + n <= i; n++) grams.add(text.slice(at, at + n));
    }
    from = i + 1;
  }
  return [...grams];
}

function level(units: Uint16Array): Uint16Array {
  const levelled = units.slice(0, READ);
  for (let i = 0; i < levelled.length; i++) if (isDigit(levelled[i] as number)) levelled[i] = 48;
  return levelled;
}

/** Finds which of the known grams a text has, each once, in the order of `gramsOf`, without making a string of any. */
export function gramFinder(grams: readonly string[]): (units: Uint16Array) => Int32Array {
  const matcher = loadMatcher(buildMatcher(grams.map((term, id) => ({ term, id }))));
  const hits = new Hits(READ * 3);
  const seen = new Int32Array(grams.length);
  let turn = 0;
  let last: { units: Uint16Array; found: Int32Array } | undefined;
  return (units) => {
    // A text's reasons are asked for right after its probabilities.
    if (last?.units === units) return last.found;
    hits.clear();
    matcher.scan(level(units), hits);
    turn++;
    const found = new Int32Array(hits.count);
    let count = 0;
    for (let i = 0; i < hits.count; i++) {
      const id = hits.ids[i] as number;
      if (seen[id] === turn) continue;
      seen[id] = turn;
      found[count++] = id;
    }
    last = { units, found: found.subarray(0, count) };
    return last.found;
  };
}
