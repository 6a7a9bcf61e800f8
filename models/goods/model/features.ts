import { unitsToString } from '../../text/fold.ts';
import { isDigit, isWordUnit } from '../../text/units.ts';

/** Folded units read of one text; what goods are is said early. */
const READ = 160;

/**
 * Character 1-3-grams of a folded text, each once. Digits are one class (a size says the same whatever its value);
 * grams do not cross signs or spaces.
 */
export function gramsOf(units: Uint16Array): string[] {
  const size = Math.min(units.length, READ);
  const levelled = units.slice(0, size);
  for (let i = 0; i < size; i++) if (isDigit(levelled[i] as number)) levelled[i] = 48;
  const text = unitsToString(levelled);
  const grams = new Set<string>();
  let from = 0;
  for (let i = 0; i <= size; i++) {
    if (i < size && isWordUnit(levelled[i] as number)) continue;
    for (let at = from; at < i; at++) {
      for (let n = 1; n <= 3 && at + n <= i; n++) grams.add(text.slice(at, at + n));
    }
    from = i + 1;
  }
  return [...grams];
}
