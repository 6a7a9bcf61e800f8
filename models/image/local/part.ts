import { type Gradients, scoreOutline } from './edges.ts';
import { bestAgreement } from './geometry.ts';
import type { Features, Grey } from './opencv.ts';
import { distanceOf, type Place, pairsOf } from './places.ts';
import type { LocalReference } from './reference.ts';
import { refinePlace } from './refine.ts';
import { resemblanceOf } from './resemblance.ts';

/** Agreeing keypoints below which nothing is laid on: a photograph's part has dozens. */
const leastInliers = 8;
/** Structured cells below which likeness says little. */
const leastCells = 12;
/**
 * Least share of cells that show the same. Parts, turns and re-encodings of a picture keep 0.86 and more; other
 * photographs of the same goods, drawn from the very same outline, reached 0.69 (2,000 pairs).
 */
const leastSame = 0.77;

/**
 * A part of a registered photograph in a picture, cut out, turned or set into another. Keypoints alone also agree on
 * two photographs of one product, which is no copy: the surroundings must agree as well.
 */
export function pictureIn(
  reference: LocalReference,
  small: NonNullable<LocalReference['small']>,
  features: Features,
  gradients: Gradients,
  picture: Grey,
): (Place & { same: number; score: number }) | undefined {
  if (features.count < leastInliers || reference.features.count < leastInliers) return undefined;
  const extent = Math.hypot(reference.width, reference.height);
  const agreement = bestAgreement(pairsOf(reference.features, features), {
    tolerance: 0.035,
    extent,
    least: leastInliers,
  });
  if (!agreement) return undefined;
  const refined = refinePlace(reference.outline, agreement.map, gradients, [6, 3, 2]);
  // Repeated edges may draw the outline away from where the keypoints put it.
  const [first, second] = [agreement.map, refined].map((map) => ({
    map,
    ...resemblanceOf(small.grey, small.ratio, map, picture),
  }));
  const best = first && second && first.same > second.same ? first : second;
  if (!best || best.cells < leastCells || best.same < leastSame) return undefined;
  const { edge, weakest, calm } = scoreOutline(reference.outline, best.map, gradients);
  const inliers = agreement.inliers.length;
  const certain = 1 - 0.3 * Math.exp(-(best.cells - leastCells) / 12) - 0.2 * Math.exp(-inliers / 10);
  return {
    map: best.map,
    inliers,
    outline: edge,
    weakest,
    spread: 1,
    calm,
    distance: distanceOf(agreement.inliers),
    same: best.same,
    score: best.same * certain,
  };
}
