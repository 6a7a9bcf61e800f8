import { type Gradients, scoreOutline } from './edges.ts';
import { type Affine, mapped } from './geometry.ts';
import { chained, inverseOf, noMoments, sumOf, turned } from './moments.ts';
import type { Grey } from './opencv.ts';
import type { Place } from './places.ts';
import type { LocalReference } from './reference.ts';
import { refinePlace } from './refine.ts';
import { inkRegionsOf } from './regions.ts';
import { type InkRegion, partsOf } from './runs.ts';
import { bestTurns, type Silhouette, silhouetteOf } from './silhouette.ts';

/** A picture seen as regions of ink, each with its silhouette. */
export type InkPicture = {
  readonly grey: Grey;
  /** One of its pixels in pixels of the picture that gradients are of. */
  readonly ratio: number;
  readonly regions: readonly { readonly region: InkRegion; readonly silhouette: Silhouette }[];
};

/** A place found by its shape; `score` as for places found by keypoints, 0.5 and less for what is not worth telling. */
export type ShapePlace = Place & { readonly score: number };

/** A shape to look for, and how much of it must agree. */
export type WantedShape = { readonly silhouette: Silhouette; readonly least: number };

/** Marks stand on goods, and goods upright or nearly so; a seller may turn a picture a little more. */
const mostTurn = (70 / 180) * Math.PI;
const leastLikeness = 0.9;
/** Share of ink in its place below which a place is not worth drawing in. */
const roughCover = 0.55;
/**
 * Least product of ink covered, outline met and calm kept. Marks on goods reach 0.75-0.99; of 1,600 pairs of a picture
 * and a mark that is not in it the best came to 0.48, and to 0.63 for a mark that is nearly a square.
 */
const leastAgreed = 0.65;
const leastAgreedOfPlain = 0.78;
/** How like a disc, a square or a triangle a shape is plain, and one that is found everywhere. */
const plain = 0.965;
const tooPlain = 0.985;
/** A part of a mark that may stand for it: the emblem above the word. */
const partShare = 0.3;

export function inkPictureOf(grey: Grey, ratio: number): InkPicture {
  const regions = inkRegionsOf(grey).flatMap((region) => {
    const silhouette = silhouetteOf(region.moments, (take, step) => {
      let skip = 0;
      for (const runs of region.runs)
        for (let i = 0; i < runs.length; i += 3)
          for (let x = runs[i + 1] as number; x < (runs[i + 2] as number); x++)
            if (skip++ % step === 0) take(x, runs[i] as number, 1);
    });
    return silhouette ? [{ region, silhouette }] : [];
  });
  return { grey, ratio, regions };
}

/** Where a mark's ink lies, as silhouettes of all of it and of its large parts; shapes that are everywhere left out. */
export function shapesOf(mask: Grey): WantedShape[] {
  const parts = partsOf(mask, 128).filter(({ dark }) => !dark);
  const all = parts.reduce((sum, { moments }) => sum + moments.n, 0);
  const large = parts.length > 1 ? parts.filter(({ moments }) => moments.n >= all * partShare) : [];
  return [parts, ...large.map((part) => [part])].flatMap((group) => {
    const silhouette = silhouetteOfParts(group);
    if (!silhouette) return [];
    const likest = plainShapes().map((one) => bestTurns(silhouette, one, Math.PI, 0)[0]?.likeness ?? 0);
    const most = Math.max(...likest);
    if (most > tooPlain) return [];
    return [{ silhouette, least: most > plain ? leastAgreedOfPlain : leastAgreed }];
  });
}

function silhouetteOfParts(parts: readonly InkRegion[]): Silhouette | undefined {
  const runs = parts.flatMap((part) => part.runs);
  const moments = parts.reduce((sum, part) => sumOf(sum, part.moments), noMoments);
  return silhouetteOf(moments, (take) => {
    for (const each of runs)
      for (let i = 0; i < each.length; i += 3)
        for (let x = each[i + 1] as number; x < (each[i + 2] as number); x++) take(x, each[i] as number, 1);
  });
}

let everywhere: readonly Silhouette[] | undefined;

function plainShapes(): readonly Silhouette[] {
  everywhere ??= [
    (x: number, y: number) => Math.hypot(x - 32, y - 32) < 26,
    (x: number, y: number) => Math.max(Math.abs(x - 32), Math.abs(y - 32)) < 24,
    (x: number, y: number) => y < 58 && Math.abs(x - 32) < y / 2,
  ].flatMap((inside) => {
    const data = Uint8Array.from({ length: 64 * 64 }, (_, i) => (inside(i % 64, i >> 6) ? 255 : 0));
    return silhouetteOfParts(partsOf({ width: 64, height: 64, data }, 128).filter(({ dark }) => !dark)) ?? [];
  });
  return everywhere;
}

/** Where a mark's shape most likely lies in a picture, if anywhere. */
export function emblemPlace(
  { mask, outline, width, height }: Pick<LocalReference, 'mask' | 'outline' | 'width' | 'height'>,
  shapes: readonly WantedShape[],
  ink: InkPicture,
  gradients: Gradients,
): ShapePlace | undefined {
  if (!mask) return undefined;
  const extent = Math.hypot(width, height);
  let best: ShapePlace | undefined;
  for (const { region, silhouette } of ink.regions) {
    for (const shape of shapes) {
      for (const { angle } of bestTurns(shape.silhouette, silhouette, mostTurn, leastLikeness)) {
        const inSmall = chained(
          silhouette.spread,
          chained(turned(angle), inverseOf(shape.silhouette.spread)),
        );
        if (coverOf(mask.grey, inSmall, region, ink.grey) < roughCover) continue;
        const start = scaled(inSmall, mask.ratio, ink.ratio);
        const reach = Math.round(Math.min(10, Math.max(3, 0.03 * extent * Math.hypot(start[0], start[3]))));
        const map = refinePlace(outline, start, gradients, [reach, Math.ceil(reach / 2), 3]);
        const covered = coverOf(mask.grey, unscaled(map, mask.ratio, ink.ratio), region, ink.grey);
        const { edge, weakest, calm } = scoreOutline(outline, map, gradients);
        const score = 0.52 + 1.6 * (covered * edge * calm - shape.least);
        const distance = Math.round((1 - covered) * 256);
        if (!best || score > best.score)
          best = { map, inliers: 0, outline: edge, weakest, spread: 1, calm, distance, score };
      }
    }
  }
  return best;
}

/** A map between small pictures as one between the large ones they were made of; pixels' middles stay in place. */
function scaled(map: Affine, from: number, to: number): Affine {
  const shrink: Affine = [1 / from, 0, 0.5 / from - 0.5, 0, 1 / from, 0.5 / from - 0.5];
  const grow: Affine = [to, 0, 0.5 * to - 0.5, 0, to, 0.5 * to - 0.5];
  return chained(grow, chained(map, shrink));
}

const unscaled = (map: Affine, from: number, to: number): Affine => scaled(map, 1 / from, 1 / to);

/** Ink where the mask has some, of all ink that either has. */
function coverOf(mask: Grey, map: Affine, { dark, level }: InkRegion, { width, height, data }: Grey): number {
  let both = 0;
  let either = 0;
  for (let y = 0; y < mask.height; y += 2) {
    for (let x = (y >> 1) & 1; x < mask.width; x += 2) {
      const share = mask.data[y * mask.width + x] as number;
      // Borders fall this way or that.
      if (share > 40 && share < 215) continue;
      const [u, v] = mapped(map, x, y);
      const [column, row] = [Math.round(u), Math.round(v)];
      const inside = column >= 0 && row >= 0 && column < width && row < height;
      const ink = inside && (data[row * width + column] as number) < level === dark;
      if (share >= 215 && ink) both++;
      if (share >= 215 || ink) either++;
    }
  }
  return either === 0 ? 0 : both / either;
}
