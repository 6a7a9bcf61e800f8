import { bannerSeams, trimmedBorder } from './borders.ts';
import { hexOfHash256 } from './pdq/hash256.ts';
import { type Luma, type PlacedLuma, placeLuma } from './pdq/luma.ts';
import { type Mirrored, sampleGrid } from './pdq/sample.ts';
import { bitsAboveMedian, cosineBands, gridQuality } from './pdq/transform.ts';
import { type Region, scaleRegion } from './region.ts';

/** How a view was cut: the whole, a centre crop, its border trimmed, a part beside a banner or badge. */
export type ViewKind = 'whole' | 'centre' | 'trimmed' | 'band' | 'seam';

export type View = {
  readonly kind: ViewKind;
  readonly region: Region;
  readonly pdq: string;
  readonly quality: number;
};

/**
 * Kept shares of the centre crops. Both the registered and the questioned picture are seen this way, so what matters
 * is the set of ratios: the marks of a complete sparse ruler (0 1 4 10 16 18 21 23) in steps of 1.08 % reach every
 * crop down to 78 % of the side within half a step.
 */
const rulerMarks = [1, 4, 10, 16, 18, 21, 23];
const rulerStep = 0.0108;

/**
 * Sixteen views of one picture, all sampled from one thumbnail; `original` is the size regions are given in. `mirrored`
 * gives the hashes of the same regions of the upright picture seen that way round.
 */
export function viewsOf(
  luma: Luma,
  original: { readonly width: number; readonly height: number },
  mirrored?: Mirrored,
): View[] {
  const whole = { x: 0, y: 0, width: luma.width, height: luma.height };
  const cut: { kind: ViewKind; region: Region }[] = [{ kind: 'whole', region: whole }];
  for (const mark of rulerMarks)
    cut.push({ kind: 'centre', region: centre(whole, Math.exp(-mark * rulerStep)) });
  const trimmed = trimmedBorder(luma);
  cut.push({ kind: 'trimmed', region: trimmed ?? centre(whole, 0.7) });
  for (const region of bands(whole)) cut.push({ kind: 'band', region });
  for (const region of besideSeams(whole, luma)) cut.push({ kind: 'seam', region });
  const placed = placeLuma(luma);
  return cut.map(({ kind, region }) => view(placed, kind, region, original, mirrored));
}

/** The view of one rectangle of the placed thumbnail. */
function view(
  luma: PlacedLuma,
  kind: ViewKind,
  region: Region,
  original: { readonly width: number; readonly height: number },
  mirrored?: Mirrored,
): View {
  const inOriginal = scaleRegion(region, luma, original);
  const grid = sampleGrid(luma, scaleExact(inOriginal, original, luma), inOriginal, mirrored);
  return {
    kind,
    region: inOriginal,
    pdq: hexOfHash256(bitsAboveMedian(cosineBands(grid))),
    quality: gridQuality(grid),
  };
}

/** Back to thumbnail pixels without rounding, so that the hash speaks of exactly the region reported. */
function scaleExact(
  region: Region,
  from: { readonly width: number; readonly height: number },
  to: { readonly width: number; readonly height: number },
): Region {
  const sx = to.width / from.width;
  const sy = to.height / from.height;
  return { x: region.x * sx, y: region.y * sy, width: region.width * sx, height: region.height * sy };
}

function centre(whole: Region, kept: number): Region {
  const width = whole.width * kept;
  const height = whole.height * kept;
  return { x: (whole.width - width) / 2, y: (whole.height - height) / 2, width, height };
}

/** Four three-quarter parts: each leaves out one side, so a banner or a corner badge spoils at most three. */
function bands({ width, height }: Region): Region[] {
  return [
    { x: 0, y: 0, width, height: height * 0.75 },
    { x: 0, y: height * 0.25, width, height: height * 0.75 },
    { x: 0, y: 0, width: width * 0.75, height },
    { x: width * 0.25, y: 0, width: width * 0.75, height },
  ];
}

/** What remains when a strip up to a likely seam is taken off: stuck-on banners of any height, top or bottom. */
function besideSeams({ width, height }: Region, luma: Luma): Region[] {
  const seams = bannerSeams(luma);
  const below = seams.bottom.map((line) => ({ x: 0, y: 0, width, height: line }));
  const above = seams.top.map((line) => ({ x: 0, y: line, width, height: height - line }));
  const spare = [
    { x: 0, y: 0, width, height: height / 1.1 },
    { x: 0, y: height - height / 1.1, width, height: height / 1.1 },
    { x: 0, y: 0, width, height: height / 1.2 },
  ];
  const firsts = [...below.slice(0, 1), ...above.slice(0, 1), ...below.slice(1), ...above.slice(1), ...spare];
  return firsts.slice(0, 3);
}
