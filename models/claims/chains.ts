import type { Folded } from '../text/fold.ts';
import { foldText, unitsToString } from '../text/fold.ts';
import type { Reading } from './reading.ts';
import type { ClaimChain, ClaimRow } from './rules.ts';

/** A chain ready to be looked for. */
export type OpenChain = {
  readonly row: Omit<ClaimRow, 'terms'>;
  readonly parts: readonly (readonly string[])[];
  readonly pattern: RegExp;
};

const SPECIAL = /[\\^$.*+?()[\]{}|]/g;
const STOPS = /[。；;！!？?\n]/;
/** Signs that may stand inside a claim before it is no longer one statement. */
const MOST_SIGNS = 6;

/** 好评|晒图 + 返|领 + 现金|红包: words of each part in this order, at most `gap` characters between two parts. */
export function openChains(chains: readonly ClaimChain[]): OpenChain[] {
  // Chains share lists of words; one that is shared is looked for once a text.
  const known = new Map<string, readonly string[]>();
  const once = (words: string[]): readonly string[] => {
    const key = words.join('|');
    const list = known.get(key) ?? words;
    known.set(key, list);
    return list;
  };
  return chains.map(({ parts, gap, ...row }) => {
    const read = parts.map((words) =>
      once(words.map((word) => foldText(word).replace(/[^\p{L}\p{N}]/gu, ''))),
    );
    const source = read
      .map(
        (words) =>
          `(?:${[...words]
            .sort((a, b) => b.length - a.length)
            .map(escaped)
            .join('|')})`,
      )
      .join(`.{0,${gap}}?`);
    return { row: { ...row, needs: [] }, parts: read, pattern: new RegExp(source, 'gs') };
  });
}

const escaped = (word: string): string => word.replace(SPECIAL, '\\$&');

/** Chains that stand in a text, signs and spaces left out of account, as spans of folded units. */
export function chainSpans(
  folded: Folded,
  squeezed: Reading,
  chains: readonly OpenChain[],
): { row: OpenChain['row']; from: number; to: number }[] {
  const text = unitsToString(squeezed.units);
  const seen = new Map<readonly string[], boolean>();
  const stands = (words: readonly string[]): boolean => {
    const known = seen.get(words);
    if (known !== undefined) return known;
    const found = words.some((word) => text.includes(word));
    seen.set(words, found);
    return found;
  };
  return chains.flatMap(({ row, parts, pattern }) => {
    // Most texts lack some part altogether.
    if (!parts.every(stands)) return [];
    return [...text.matchAll(pattern)].flatMap((match) => {
      const from = squeezed.from[match.index] as number;
      const to = squeezed.to[match.index + match[0].length - 1] as number;
      const isOne = to - from - match[0].length <= MOST_SIGNS && !STOPS.test(folded.text.slice(from, to));
      return isOne ? [{ row, from, to }] : [];
    });
  });
}
