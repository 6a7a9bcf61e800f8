import { assemble } from './assemble.ts';
import { Cells } from './cells.ts';
import { filterOf } from './filter-build.ts';
import { ENDS } from './format.ts';
import { alphabetOf, gatherKeys, runsAt } from './keys.ts';
import type { MatcherTerm } from './port.ts';
import { Tails } from './tails.ts';

/** The root has no cell of its own. */
const ROOT = -1;

/** A node whose children are still to be placed, and the terms below it. */
type Work = { cell: number; from: number; to: number; depth: number };

/**
 * Builds a double-array trie with compressed tails over UTF-16 units as one binary blob. Deterministic: the same
 * terms in any order give the same bytes.
 */
export function buildMatcher(terms: readonly MatcherTerm[]): Uint8Array {
  const { keys, payloads, lists } = gatherKeys(terms);
  const { codes, alphabet } = alphabetOf(keys);
  const cells = new Cells(alphabet.length + 2);
  const tails = new Tails();
  const stack: Work[] = keys.length > 0 ? [{ cell: ROOT, from: 0, to: keys.length, depth: 0 }] : [];
  let rootBase = 1;
  for (let work = stack.pop(); work !== undefined; work = stack.pop()) {
    const { cell, from, to, depth } = work;
    const children = [...runsAt(keys, depth, from, to)]
      .map(({ unit, ...run }) => ({ code: unit === undefined ? 0 : (codes[unit] as number), ...run }))
      .sort((a, b) => a.code - b.code);
    const base = cells.findBase(children.map((child) => child.code));
    if (base >= ENDS) throw new RangeError('too many terms for one matcher');
    if (cell === ROOT) rootBase = base;
    else cells.data[cell * 2] = children[0]?.code === 0 ? base | ENDS : base;
    for (const { code } of children) cells.take(base + code, cell);
    for (const { code, ...run } of children.reverse()) {
      const at = base + code;
      if (run.to - run.from > 1) stack.push({ cell: at, ...run, depth: depth + 1 });
      else {
        const used = code === 0 ? depth : depth + 1;
        const tail = tails.add(keys[run.from] as string, used, payloads[run.from] as number);
        cells.data[at * 2] = -tail - 1;
      }
    }
  }
  return assemble({ alphabet, cells, rootBase, tails: tails.units, lists }, filterOf(keys), keys.length);
}
