import type { Folded } from '../text/fold.ts';
import type { Span } from './off-platform.ts';
import type { ClaimFile } from './rules.ts';

/** Characters between what makes a promise of it and the verb: 按两倍的价格为您回购. */
const MOST_BETWEEN = 8;
const STOP = /[。；;！!？?\n]/;
const DENIED = /(?:不|拒绝|谨防|警惕|防止|骗局).{0,4}$/;

/**
 * 高价回收 schemes: a promise to buy back or of rising value, on collectibles, with or without an up-front fee.
 * Trade-in of used devices is honest business and stays out.
 */
export function buybackSpans(folded: Folded, whole: string, words: ClaimFile['buyback']): Span[] {
  const { text } = folded;
  const collectible = words.collectibles.some((word) => whole.includes(word));
  const fee = words.fees.some((word) => whole.includes(word));
  if (!collectible && !fee) return [];
  return promisesIn(text, words).flatMap(({ from, to }): Span[] => {
    const near = text.slice(Math.max(0, from - 20), to + 20);
    const tradeIn =
      words.innocent.some((word) => near.includes(word)) &&
      !words.collectibles.some((word) => near.includes(word));
    if (tradeIn || DENIED.test(text.slice(Math.max(0, from - 8), from))) return [];
    return [{ from, to, strength: fee && collectible ? 0.9 : collectible ? 0.72 : 0.5 }];
  });
}

/** Whole phrases (银行回购, 升值可期), and verbs of buying back behind what makes a promise of them (三年后双倍回收). */
function promisesIn(text: string, { promises, qualifiers, verbs }: ClaimFile['buyback']) {
  const phrases = promises.flatMap((phrase) => placesOf(text, phrase));
  const bought = verbs
    .flatMap((verb) => placesOf(text, verb))
    .flatMap(({ from, to }) => {
      const before = text.slice(Math.max(0, from - MOST_BETWEEN - 4), from);
      const starts = qualifiers.flatMap((word) => {
        const at = before.lastIndexOf(word);
        const between = before.slice(at + word.length);
        return at >= 0 && between.length <= MOST_BETWEEN && !STOP.test(between) ? [at] : [];
      });
      return starts.length > 0 ? [{ from: from - before.length + Math.min(...starts), to }] : [];
    });
  return [...phrases, ...bought];
}

function placesOf(text: string, word: string): { from: number; to: number }[] {
  const places: { from: number; to: number }[] = [];
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length))
    places.push({ from: at, to: at + word.length });
  return places;
}
