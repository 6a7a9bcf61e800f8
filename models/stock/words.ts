import { foldText } from '../text/fold.ts';

const PREFIX = 'word:';

/** Letters and digits of a text as the matchers see them: folded, nothing between them. */
function letters(text: string): string[] {
  return [...foldText(text).replace(/[^\p{L}\p{N}]/gu, '')];
}

/** Terms of a text: each pair of neighbouring characters once, so that any word of two or more can be asked for. */
export function wordTerms(text: string): string[] {
  const chars = letters(text);
  const pairs = new Set<string>();
  for (let i = 0; i + 1 < chars.length; i++) pairs.add(`${PREFIX}${chars[i]}${chars[i + 1]}`);
  return [...pairs];
}

/**
 * How a word is asked for: listings that have all `terms`. A word of one character has no pair; then any pair that
 * begins with it will do (`prefix`). The answer may hold listings where the pairs stand apart: the screening decides.
 */
export function wordQuery(text: string): { terms: string[] } | { prefix: string } | undefined {
  const chars = letters(text);
  if (chars.length === 0) return undefined;
  return chars.length === 1 ? { prefix: `${PREFIX}${chars[0]}` } : { terms: wordTerms(text) };
}
