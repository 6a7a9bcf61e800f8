import { type Gradients, scoreOutline } from './edges.ts';
import { emblemPlace, type InkPicture, shapesOf, type WantedShape } from './emblem.ts';
import { type InkCells, inkCellsOf } from './ink-cells.ts';
import { laidOn } from './laid.ts';
import type { Features, Grey } from './opencv.ts';
import { type Place, placesOf } from './places.ts';
import type { LocalReference } from './reference.ts';
import { type Evidence, weigh } from './weigh.ts';

/** A picture as it is looked at. */
export type LookedAt = {
  readonly grey: Grey;
  readonly features: Features;
  readonly gradients: Gradients;
  readonly ink: InkPicture | undefined;
};

/** What of a mark is made once and looked for in every picture; nothing of a photograph. */
export type KnownMark = { readonly shapes: readonly WantedShape[]; readonly ink: InkCells | undefined };

export function knownMarkOf({ mask, negative }: LocalReference): KnownMark {
  // A shape knows no dark and light: the negative's is the mark's.
  return { shapes: mask && !negative ? shapesOf(mask.grey) : [], ink: mask && inkCellsOf(mask) };
}

/** Less of an outline met, and fewer keypoints, are a coincidence: not worth laying the mark there. */
const leastOutline = 0.4;
const leastInliers = 6;

/** The place where a mark is surest to be, of those that keypoints or its shape propose. */
export function markIn(
  reference: LocalReference,
  { shapes, ink }: KnownMark,
  picture: LookedAt,
): (Evidence & { readonly score: number }) | undefined {
  const { features, gradients, grey } = picture;
  const byShape = picture.ink && emblemPlace(reference, shapes, picture.ink, gradients);
  const places = [
    ...placesOf(reference, features, gradients),
    ...(byShape ? [{ ...byShape, byShape: byShape.score }] : []),
  ];
  let best: (Evidence & { readonly score: number }) | undefined;
  for (const place of places) {
    if (place.outline < leastOutline && place.inliers < leastInliers) continue;
    const evidence = ink
      ? evidenceOf(place, ink, reference, gradients, grey)
      : { ...place, mean: 0, least: 0 };
    const score = weigh(evidence, ink?.row ? 'row' : 'emblem');
    if (!best || score > best.score) best = { ...evidence, score };
  }
  return best;
}

/** A place and what was found when the mark was laid there; its outline where it fits better, before or after. */
function evidenceOf(
  place: Place,
  ink: InkCells,
  { outline }: LocalReference,
  gradients: Gradients,
  grey: Grey,
): Evidence {
  const { map, mean, least } = laidOn(ink, place.map, grey);
  const drawn = scoreOutline(outline, map, gradients);
  const better = drawn.edge * drawn.calm > place.outline * place.calm;
  return {
    ...place,
    ...(better ? { map, outline: drawn.edge, weakest: drawn.weakest, calm: drawn.calm } : {}),
    mean,
    least,
  };
}
