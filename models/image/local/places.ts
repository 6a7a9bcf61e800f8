import { type Gradients, scoreOutline } from './edges.ts';
import { type Affine, bestAgreement, type Pair } from './geometry.ts';
import { twoNearest } from './nearest.ts';
import type { Features } from './opencv.ts';
import type { LocalReference } from './reference.ts';
import { refinePlace } from './refine.ts';

/** Bits of 486 that a print, a photo and a JPEG may change in one descriptor. */
const farthest = 118;

export type Place = {
  readonly map: Affine;
  readonly inliers: number;
  readonly outline: number;
  /** The same where it fits worst: letters shared with another mark fit, the others do not. */
  readonly weakest: number;
  /** Keypoints that agree in that third of the mark's where the fewest do, by what an even spread would have there. */
  readonly spread: number;
  readonly calm: number;
  /** Mean difference of the agreeing descriptors, on the scale of 256 bits. */
  readonly distance: number;
};

/** Where a reference may lie in a picture, with the evidence for each. */
export function placesOf(reference: LocalReference, features: Features, gradients: Gradients): Place[] {
  const places: Place[] = [];
  if (features.count < 3 || reference.features.count < 3) return places;
  let pairs = pairsOf(reference.features, features);
  const extent = Math.hypot(reference.width, reference.height);
  // The strongest vote may be a coincidence: look at a few places, each without the pairs of those before.
  for (let round = 0; round < 3; round++) {
    const agreement = bestAgreement(pairs, { tolerance: 0.035, extent, least: 3 });
    if (!agreement) break;
    const reach = Math.round(
      Math.min(12, Math.max(3, 0.03 * extent * Math.hypot(agreement.map[0], agreement.map[3]))),
    );
    const map = refinePlace(reference.outline, agreement.map, gradients, [reach, Math.ceil(reach / 2), 3]);
    const { edge, weakest, calm } = scoreOutline(reference.outline, map, gradients);
    places.push({
      map,
      inliers: agreement.inliers.length,
      outline: edge,
      weakest,
      spread: spreadOf(agreement.inliers, reference),
      calm,
      distance: distanceOf(agreement.inliers),
    });
    const used = new Set(agreement.inliers);
    pairs = pairs.filter((pair) => !used.has(pair));
  }
  return places;
}

/** Descriptors have 486 bits (AKAZE, three channels). */
export function distanceOf(inliers: readonly Pair[]): number {
  const bits = inliers.reduce((sum, pair) => sum + pair.bits, 0);
  return Math.round((bits / Math.max(1, inliers.length)) * (256 / 486));
}

/** Along the mark's longer side: a word that shares its first half with another agrees there, and nowhere else. */
function spreadOf(inliers: readonly Pair[], { features, width, height }: LocalReference): number {
  const axis = width >= height ? 0 : 1;
  const places = Array.from({ length: features.count }, (_, i) => features.points[i * 4 + axis] as number);
  places.sort((a, b) => a - b);
  const ends = [1, 2].map((third) => places[Math.floor((third * places.length) / 3)] as number);
  const counts = [0, 0, 0];
  for (const { from } of inliers) {
    const third = ends.filter((end) => from[axis] >= end).length;
    counts[third] = (counts[third] as number) + 1;
  }
  return (Math.min(...counts) * 3) / Math.max(1, inliers.length);
}

/** Each reference keypoint with its two nearest in the picture, if near enough; a clear nearest weighs more. */
export function pairsOf(reference: Features, picture: Features): Pair[] {
  const { found } = twoNearest(reference.descriptors, picture.descriptors);
  const at = (features: Features, i: number): [number, number, number, number] => [
    features.points[i * 4] as number,
    features.points[i * 4 + 1] as number,
    features.points[i * 4 + 2] as number,
    features.points[i * 4 + 3] as number,
  ];
  const pairs: Pair[] = [];
  for (let key = 0; key < reference.count; key++) {
    const first = found[key * 4] as number;
    const second = found[key * 4 + 1] as number;
    const nearest = found[key * 4 + 2] as number;
    const next = found[key * 4 + 3] as number;
    if (first < 0 || nearest > farthest) continue;
    const clear = nearest < next * 0.85;
    const from = at(reference, key);
    pairs.push({ key, from, to: at(picture, first), weight: clear ? 1.5 : 1, bits: nearest });
    if (!clear && second >= 0 && next <= farthest)
      pairs.push({ key, from, to: at(picture, second), weight: 0.8, bits: next });
  }
  return pairs;
}
