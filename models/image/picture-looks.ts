import { colourGridOf } from './colour-grid.ts';
import type { Frame } from './decode.ts';
import { type Area, type Look, type Looks, wholeArea } from './looks.ts';
import { hash256FromHex } from './pdq/hash256.ts';
import { type Fingerprint, matchQuality } from './pdq/pdq.ts';
import type { Region } from './region.ts';
import { mirror, type Symmetry, symmetries } from './symmetries.ts';
import { thumbnailOf, viewsLuma } from './thumbnail.ts';
import { type View, viewsOf } from './views.ts';

type Size = { readonly width: number; readonly height: number };

/** Whose transposed are the other four, the first of them the picture as it is: its fingerprint is kept apart. */
const halfOfSymmetries = [2, 4, 5];

/**
 * What a questioned picture is looked for by besides its fingerprint: turned and mirrored as PDQ does, and its views.
 * Hashes of quality under 50 are left out.
 */
export function questionedLooks(
  { quality, dihedral }: Pick<Fingerprint, 'quality' | 'dihedral'>,
  views: readonly View[],
  original: Size,
): Look[] {
  const turned =
    quality < matchQuality
      ? []
      : halfOfSymmetries.map((symmetry) => ({
          pdq: hash256FromHex(dihedral[symmetry] ?? ''),
          area: wholeArea,
          symmetry,
        }));
  return [...turned, ...looksOfViews(views, original, 0)];
}

/**
 * What a registered picture is found by besides its fingerprint: turned and mirrored, its views and its views mirrored. Each
 * is sampled as the reference samples the picture turned that way: PDQ's own eight lean to one side and lie 20-28 bits from
 * a mirrored copy's, at the edge of the radius; these lie as near as any copy.
 */
export function registeredLooks(frame: Frame): Looks {
  const original = { width: frame.originalWidth, height: frame.originalHeight };
  const luma = viewsLuma(thumbnailOf(frame));
  const seen = (symmetry: number): View[] => viewsOf(luma, original, symmetries[symmetry] as Symmetry);
  const turned = halfOfSymmetries.flatMap((symmetry) =>
    looksOfViews(seen(symmetry).slice(0, 1), original, symmetry),
  );
  return {
    colours: colourGridOf(frame),
    looks: [
      ...turned,
      ...looksOfViews(seen(0).slice(1), original, 0),
      ...looksOfViews(seen(mirror).slice(1), original, mirror),
    ],
  };
}

function looksOfViews(views: readonly View[], original: Size, symmetry: number): Look[] {
  return views
    .filter(({ quality }) => quality >= matchQuality)
    .map(({ pdq, region }) => ({ pdq: hash256FromHex(pdq), area: areaOf(region, original), symmetry }));
}

const areaOf = ({ x, y, width, height }: Region, of: Size): Area => ({
  x: x / of.width,
  y: y / of.height,
  width: width / of.width,
  height: height / of.height,
});
