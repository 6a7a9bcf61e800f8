import type { Place } from './places.ts';
import type { LocalReference } from './reference.ts';

/** Outline met in a mark's worst third, or keypoints that agree, and their least share in a third of it. */
const leastThird = 0.68;
const manyPoints = 30;
const evenSpread = 0.5;

/**
 * How far to trust a place, 0-1. Few agreeing keypoints need an outline that fits almost
 * everywhere; many in one affine map hardly ever agree by chance, so then half the outline will do: a dozen of a
 * photograph, two dozen of a mark, whose strokes repeat (the best chance agreement in made-up scenes: 7 and 17).
 */
export function weigh(place: Place, { logo }: LocalReference): number {
  const { inliers, outline, calm } = place;
  if (logo && !everywhere(place)) return 0;
  const votes = 1 - Math.exp(-Math.max(0, inliers - 2) / 5);
  const shape = Math.max(0, (outline - 0.45) / 0.55) * (0.5 + 0.5 * calm);
  const enough = logo ? 24 : 12;
  const agreed = inliers >= enough && outline > 0.42 ? 0.55 + Math.min(0.45, (inliers - enough) / 80) : 0;
  return Math.min(1, Math.max(agreed, 0.42 * votes + 0.68 * shape));
}

/**
 * Whether all of a mark is there, not letters it shares with another: the outline fits in its worst third, too, or, where
 * strokes are too dense to tell, many keypoints agree all over it. Of words that share a half the outline's worst third
 * met at most 0.66; of marks in nine of ten pictures more than 0.68.
 */
function everywhere({ weakest, inliers, spread }: Place): boolean {
  return weakest >= leastThird || (inliers >= manyPoints && spread >= evenSpread);
}
