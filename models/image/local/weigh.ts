import type { Place } from './places.ts';

/** A place and what came of laying the mark there. */
export type Evidence = Place & {
  /** How surely a place found by its shape is one, by that alone. */
  readonly byShape?: number;
  /** Likeness of the mark's ink to what is seen, and of that part of it which is least like, -1 to 1. */
  readonly mean: number;
  readonly least: number;
};

/**
 * All of a mark must be there, not letters it shares with another: every part of its ink is seen, or its outline is met
 * in its worst third, too, where goods under thin print make the ink hard to tell. A row of letters must be there more
 * surely than an emblem, whose parts nobody shares. The part least like, measured: on plates 0.75-0.98 where a word is; at
 * most 0.69 on 1,500 pairs of words that share a half, but 0.75 for letters of like shape (G and D); 0.42 for other emblems.
 */
const demands = {
  row: { least: 0.73, weakest: 0.8, leastThen: 0.3, meanThen: 0.3 },
  emblem: { least: 0.45, weakest: 0.68, leastThen: -1, meanThen: 0.65 },
} as const;
const sureEnough = 0.52;
const manyPoints = 24;

/** How far to trust a place of a mark, 0-1; 0 when not all of it is there. */
export function weigh(evidence: Evidence, kind: keyof typeof demands): number {
  const { least, mean, weakest } = evidence;
  const demand = demands[kind];
  const byPlace = weighPlace(evidence);
  if (least >= demand.least)
    return Math.max(byPlace, 0.55 + (0.4 * (least - demand.least)) / (1 - demand.least));
  const outlined = weakest >= demand.weakest && least >= demand.leastThen && mean >= demand.meanThen;
  return (outlined || (kind === 'emblem' && allOver(evidence))) && byPlace >= sureEnough ? byPlace : 0;
}

/** Many keypoints agree everywhere on it: a picture of many tones and dense strokes, which is no ink on a ground. */
function allOver({ inliers, spread }: Evidence): boolean {
  return inliers >= 30 && spread >= 0.5;
}

/**
 * Few agreeing keypoints need an outline that fits almost everywhere; many in one affine map hardly ever agree by
 * chance, so then half the outline will do (the best chance agreement in made-up scenes: 17 keypoints).
 */
function weighPlace({ inliers, outline, calm, byShape = 0 }: Evidence): number {
  const votes = 1 - Math.exp(-Math.max(0, inliers - 2) / 5);
  const shape = Math.max(0, (outline - 0.45) / 0.55) * (0.5 + 0.5 * calm);
  const agreed =
    inliers >= manyPoints && outline > 0.42 ? 0.55 + Math.min(0.45, (inliers - manyPoints) / 80) : 0;
  return Math.min(1, Math.max(byShape, agreed, 0.42 * votes + 0.68 * shape));
}
