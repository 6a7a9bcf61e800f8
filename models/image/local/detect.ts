import type { Frame } from '../decode.ts';
import { type Region, scaleRegion } from '../region.ts';
import { thumbnailOf } from '../thumbnail.ts';
import { type Gradients, gradientsOf, scoreOutline } from './edges.ts';
import { type Affine, bestAgreement, mapped, type Pair } from './geometry.ts';
import { twoNearest } from './nearest.ts';
import type { FeatureEngine, Features, Grey } from './opencv.ts';
import type { LocalReference } from './reference.ts';
import { refinePlace } from './refine.ts';

export type LogoHit = {
  readonly brand: string;
  readonly kind: 'logo' | 'crop';
  /** Evidence weighed, 0-1; comparable within one detector only. */
  readonly score: number;
  /** Chance that the mark is really there, 0-1, for this detector. */
  readonly calibrated: number;
  readonly box: Region;
  readonly evidence: { readonly inliers: number; readonly outline: number; readonly calm: number };
};

/** `unavailable` and `timeout` are never "no hit": whoever asks must hold the picture, not pass it. */
export type Detection = { readonly status: 'ok' | 'timeout' | 'unavailable'; readonly hits: LogoHit[] };

export type DetectOptions = {
  readonly brands: readonly LocalReference[];
  readonly deadline?: { expired(): boolean };
};

/** The port behind which any detector may stand (Rekognition, an embedding model). */
export type LogoDetector = { detect(image: Frame, options: DetectOptions): Detection };

const pictureSide = 900;
const mostPoints = 2400;
/** Bits of 486 that a print, a photo and a JPEG may change in one descriptor. */
const farthest = 118;
const leastScore = 0.52;

/** The detector at hand: AKAZE keypoints vote for a place, the reference's outline laid there decides. */
export function createLogoDetector(engine: FeatureEngine): LogoDetector {
  return {
    detect(image, { brands, deadline }) {
      const picture = greyOf(image, pictureSide);
      const features = engine.akaze(picture, mostPoints, 0.0004);
      const gradients = gradientsOf(picture);
      const original = { width: image.originalWidth, height: image.originalHeight };
      const hits: LogoHit[] = [];
      for (const reference of brands) {
        if (deadline?.expired()) return { status: 'timeout', hits };
        const hit = lookFor(reference, features, gradients, picture, original);
        if (hit) hits.push(hit);
      }
      return { status: 'ok', hits: bestOfBrand(hits) };
    },
  };
}

function lookFor(
  reference: LocalReference,
  features: Features,
  gradients: Gradients,
  picture: Grey,
  original: { readonly width: number; readonly height: number },
): LogoHit | undefined {
  const found = bestPlace(reference, features, gradients);
  if (!found) return undefined;
  const { map, inliers, outline, calm } = found;
  const score = weigh(found, reference);
  if (score < leastScore) return undefined;
  const inPicture = boxOf(reference, map, picture);
  const box = scaleRegion(inPicture, picture, original);
  // A mark that fills the picture is that picture again rather than a mark on goods.
  const share = (inPicture.width * inPicture.height) / (picture.width * picture.height);
  const kind = reference.logo && share < 0.6 ? 'logo' : 'crop';
  return {
    brand: reference.brand,
    kind,
    score,
    calibrated: Math.round((1 - 0.5 * Math.exp(-(score - 0.5) * 6)) * 100) / 100,
    box,
    evidence: { inliers, outline: Math.round(outline * 100) / 100, calm: Math.round(calm * 100) / 100 },
  };
}

export type Place = {
  readonly map: Affine;
  readonly inliers: number;
  readonly outline: number;
  readonly calm: number;
};

/** Where a reference most likely lies in a picture, with the evidence for it. */
export function bestPlace(
  reference: LocalReference,
  features: Features,
  gradients: Gradients,
): Place | undefined {
  if (features.count < 3 || reference.features.count < 3) return undefined;
  let pairs = pairsOf(reference.features, features);
  const extent = Math.hypot(reference.width, reference.height);
  let best: Place | undefined;
  // The strongest vote may be a coincidence: look at a few places, each without the pairs of those before.
  for (let round = 0; round < 3; round++) {
    const agreement = bestAgreement(pairs, { tolerance: 0.035, extent, least: 3 });
    if (!agreement) break;
    const reach = Math.round(
      Math.min(12, Math.max(3, 0.03 * extent * Math.hypot(agreement.map[0], agreement.map[3]))),
    );
    const map = refinePlace(reference.outline, agreement.map, gradients, [reach, Math.ceil(reach / 2), 3]);
    const { edge, calm } = scoreOutline(reference.outline, map, gradients);
    const place = { map, inliers: agreement.inliers.length, outline: edge, calm };
    if (!best || merit(place) > merit(best)) best = place;
    const used = new Set(agreement.inliers);
    pairs = pairs.filter((pair) => !used.has(pair));
  }
  return best;
}

function merit({ inliers, outline, calm }: Place): number {
  return Math.min(inliers, 20) / 20 + 2 * outline * calm;
}

/** Each reference keypoint with its two nearest in the picture, if near enough; a clear nearest weighs more. */
function pairsOf(reference: Features, picture: Features): Pair[] {
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
    pairs.push({ key, from, to: at(picture, first), weight: clear ? 1.5 : 1 });
    if (!clear && second >= 0 && next <= farthest)
      pairs.push({ key, from, to: at(picture, second), weight: 0.8 });
  }
  return pairs;
}

/**
 * How far to trust a place, 0-1. Few agreeing keypoints need an outline that fits almost
 * everywhere; many in one affine map hardly ever agree by chance, so then half the outline will do: a dozen of a
 * photograph, two dozen of a mark, whose strokes repeat (the best chance agreement in made-up scenes: 7 and 17).
 */
function weigh({ inliers, outline, calm }: Place, { logo }: LocalReference): number {
  const votes = 1 - Math.exp(-Math.max(0, inliers - 2) / 5);
  const shape = Math.max(0, (outline - 0.45) / 0.55) * (0.5 + 0.5 * calm);
  const enough = logo ? 24 : 12;
  const agreed = inliers >= enough && outline > 0.42 ? 0.55 + Math.min(0.45, (inliers - enough) / 80) : 0;
  return Math.min(1, Math.max(agreed, 0.42 * votes + 0.68 * shape));
}

function boxOf(reference: LocalReference, map: Affine, picture: Grey): Region {
  const corners = [
    mapped(map, 20, 20),
    mapped(map, reference.width - 20, 20),
    mapped(map, 20, reference.height - 20),
    mapped(map, reference.width - 20, reference.height - 20),
  ];
  const clamp = (value: number, high: number): number => Math.min(high, Math.max(0, value));
  const xs = corners.map(([x]) => clamp(x, picture.width));
  const ys = corners.map(([, y]) => clamp(y, picture.height));
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(1, Math.max(...xs) - x), height: Math.max(1, Math.max(...ys) - y) };
}

/** A frame's luma in 8 bits, at most `side` pixels a side. */
export function greyOf(frame: Frame, side: number): Grey {
  const { width, height, data } = thumbnailOf(frame, side);
  const grey = new Uint8Array(data.length);
  for (let i = 0; i < data.length; i++) grey[i] = (data[i] as number) + 0.5;
  return { width, height, data: grey };
}

/** One hit a brand, and one brand a place: marks that share letters or strokes all fit a little where one fits well. */
function bestOfBrand(hits: readonly LogoHit[]): LogoHit[] {
  const kept: LogoHit[] = [];
  for (const hit of [...hits].sort((a, b) => b.score - a.score)) {
    const beaten = kept.some(
      (other) =>
        other.brand === hit.brand ||
        (other.score - hit.score > clearLead && overlap(hit.box, other.box) > 0.3),
    );
    if (!beaten) kept.push(hit);
  }
  return kept;
}

/** By how much the better of two marks in one place must lead; closer ones are both told. */
const clearLead = 0.06;

/** Share of the smaller box that lies in the other. */
function overlap(a: Region, b: Region): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  return (width * height) / Math.min(a.width * a.height, b.width * b.height);
}
