import type { Folded } from '../text/fold.ts';
import type { Span } from './off-platform.ts';
import type { ClaimFile } from './rules.ts';

/**
 * 高价回收 schemes: a promise to buy back or of rising value, on collectibles, with or without an up-front fee.
 * Trade-in of used devices is honest business and stays out.
 */
export function buybackSpans(folded: Folded, whole: string, words: ClaimFile['buyback']): Span[] {
  const { text } = folded;
  const collectible = words.collectibles.some((word) => whole.includes(word));
  const fee = words.fees.some((word) => whole.includes(word));
  const spans: Span[] = [];
  for (const promise of words.promises) {
    for (let at = text.indexOf(promise); at >= 0; at = text.indexOf(promise, at + promise.length)) {
      const near = text.slice(Math.max(0, at - 20), at + promise.length + 20);
      const tradeIn =
        words.innocent.some((word) => near.includes(word)) &&
        !words.collectibles.some((word) => near.includes(word));
      if (tradeIn || /(?:不|拒绝|谨防|警惕|防止|骗局).{0,4}$/.test(text.slice(Math.max(0, at - 8), at)))
        continue;
      if (!collectible && !fee) continue;
      spans.push({
        from: at,
        to: at + promise.length,
        strength: fee && collectible ? 0.9 : collectible ? 0.72 : 0.5,
      });
    }
  }
  return spans;
}
