import { fold } from './fold.ts';
import { halves, looseParts } from './halves.generated.ts';
import { textLimits } from './limits.ts';
import type { View } from './views.ts';

const FIRST = 1;
const LOOSE = 2;
/** What a folded unit can be to a character written in parts: its first one, a part that hardly stands by itself. */
const kinds = new Uint8Array(0x10000);
/** Characters of two parts, by both; of three, by the first two and the third. */
const pairs = new Map<number, number>();
const triples = new Map<number, Map<number, number>>();

const keyOf = (left: number, right: number): number => ((left << 16) | right) >>> 0;

// Parts are compared as the fold leaves them.
for (const row of halves.split(' ')) {
  const [whole = 0, first = 0, second = 0, third, ...more] = fold(row).units;
  if (second === 0 || more.length > 0) continue;
  kinds[first] = FIRST;
  const key = keyOf(first, second);
  if (third === undefined) {
    if (!pairs.has(key)) pairs.set(key, whole);
    continue;
  }
  const ends = triples.get(key) ?? new Map<number, number>();
  if (!ends.has(third)) ends.set(third, whole);
  triples.set(key, ends);
}
for (const unit of fold(looseParts).units) kinds[unit] = (kinds[unit] as number) | LOOSE;

/** Whether a text has a part of characters that nobody writes by itself: 高亻方 cannot be anything but split. */
export function hasLoosePart(text: string): boolean {
  for (let i = 0; i < text.length; i++)
    if (((kinds[text.charCodeAt(i)] as number) & LOOSE) !== 0) return true;
  return false;
}

type Whole = { readonly unit: number; readonly size: 2 | 3 };

/** The character whose parts begin at a place; three parts before two (氵古月 is 湖). Nearly every unit ends at the first look. */
function wholeAt(units: Uint16Array, at: number): Whole | undefined {
  const first = units[at] as number;
  if (((kinds[first] as number) & FIRST) === 0 || at + 1 >= units.length) return undefined;
  const key = keyOf(first, units[at + 1] as number);
  const three = triples.get(key)?.get(units[at + 2] ?? 0);
  if (three !== undefined) return { unit: three, size: 3 };
  const two = pairs.get(key);
  return two === undefined ? undefined : { unit: two, size: 2 };
}

/**
 * A view with characters that are written in their parts put together (弓虽生, 女乃粉, 高亻方): none in nearly every text,
 * one where there are some, and another where a part could belong to the character before it or to the one after. Hits may
 * start only where they reach a character put together: the rest is read already.
 */
export function joinedViews(view: View): View[] {
  const { units } = view;
  let at = 0;
  while (at + 1 < units.length && wholeAt(units, at) === undefined) at++;
  if (at + 1 >= units.length) return [];
  const early = join(view, at, false);
  const late = join(view, at, true);
  return late.shared ? [early.view, late.view] : [early.view];
}

/** `late`: of two characters that share a part the second has it. */
function join({ units, from, to }: View, at: number, late: boolean): { view: View; shared: boolean } {
  const joined = { units: units.slice(), from: from.slice(), to: to.slice() };
  const starts: number[] = [];
  let next = 0;
  let size = at;
  let shared = false;
  for (let i = at; i < units.length; i++) {
    let whole = wholeAt(units, i);
    if (late && whole !== undefined && wholeAt(units, i + whole.size - 1) !== undefined) {
      whole = undefined;
      shared = true;
    }
    if (whole !== undefined)
      for (next = Math.max(next, size - textLimits.term + 1); next <= size; next++) starts.push(next);
    joined.units[size] = whole?.unit ?? (units[i] as number);
    joined.from[size] = from[i] as number;
    i += (whole?.size ?? 1) - 1;
    joined.to[size++] = to[i] as number;
  }
  return {
    view: {
      units: joined.units.subarray(0, size),
      from: joined.from.subarray(0, size),
      to: joined.to.subarray(0, size),
      starts: Int32Array.from(starts),
    },
    shared,
  };
}
