import type { Frame } from '../decode.ts';
import { type Region, scaleRegion } from '../region.ts';
import { thumbnailOf } from '../thumbnail.ts';
import { gradientsOf } from './edges.ts';
import { inkPictureOf } from './emblem.ts';
import { type Affine, mapped } from './geometry.ts';
import { type KnownMark, knownMarkOf, type LookedAt, markIn } from './mark-in.ts';
import type { FeatureEngine, Grey } from './opencv.ts';
import { pictureIn } from './part.ts';
import type { Place } from './places.ts';
import type { LocalReference } from './reference.ts';

export type LogoHit = {
  readonly brand: string;
  readonly kind: 'logo' | 'crop';
  /** Evidence weighed, 0-1; comparable within one detector only. */
  readonly score: number;
  /** Chance that the mark is really there, 0-1, for this detector. */
  readonly calibrated: number;
  readonly box: Region;
  /** Mean difference of the agreeing keypoints' descriptors, on the scale of a fingerprint's 256 bits. */
  readonly distance: number;
  readonly evidence: {
    readonly inliers: number;
    readonly outline: number;
    readonly weakest: number;
    readonly calm: number;
    /** Likeness of that part of a mark's ink which is least like, -1 to 1; absent for photographs. */
    readonly least?: number;
    /** Share of a photograph's structure that shows the same here; absent for marks. */
    readonly same?: number;
  };
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
/** Shapes need fewer pixels than keypoints. */
const inkSide = 640;
const mostPoints = 2400;
const leastScore = 0.52;

/**
 * The detector at hand: AKAZE keypoints vote for places, what of the reference is there decides. Plain emblems have
 * too few keypoints to vote; they are looked for by their shape among the picture's regions of one tone.
 */
export function createLogoDetector(engine: FeatureEngine): LogoDetector {
  const known = new WeakMap<LocalReference, KnownMark>();
  const knownOf = (reference: LocalReference): KnownMark => {
    const mark = known.get(reference) ?? knownMarkOf(reference);
    known.set(reference, mark);
    return mark;
  };
  return {
    detect(image, { brands, deadline }) {
      const grey = greyOf(image, pictureSide);
      const small = greyOf(image, inkSide);
      const picture: LookedAt = {
        grey,
        features: engine.akaze(grey, mostPoints, 0.0004),
        gradients: gradientsOf(grey),
        ink: brands.some(({ mask }) => mask) ? inkPictureOf(small, grey.width / small.width) : undefined,
      };
      const original = { width: image.originalWidth, height: image.originalHeight };
      const hits: LogoHit[] = [];
      for (const reference of brands) {
        if (deadline?.expired()) return { status: 'timeout', hits };
        const hit = lookFor(reference, knownOf(reference), picture, original);
        if (hit) hits.push(hit);
      }
      return { status: 'ok', hits: bestOfBrand(hits) };
    },
  };
}

type Found = Place & { readonly score: number; readonly same?: number; readonly least?: number };

function lookFor(
  reference: LocalReference,
  known: KnownMark,
  picture: LookedAt,
  original: { readonly width: number; readonly height: number },
): LogoHit | undefined {
  const found: Found | undefined = reference.small
    ? pictureIn(reference, reference.small, picture.features, picture.gradients, picture.grey)
    : markIn(reference, known, picture);
  if (!found || found.score < leastScore) return undefined;
  const { map, inliers, outline, weakest, calm, distance, score, same, least } = found;
  const inPicture = boxOf(reference, map, picture.grey);
  const box = scaleRegion(inPicture, picture.grey, original);
  // A mark that fills the picture is that picture again rather than a mark on goods.
  const share = (inPicture.width * inPicture.height) / (picture.grey.width * picture.grey.height);
  const kind = reference.logo && share < 0.6 ? 'logo' : 'crop';
  return {
    brand: reference.brand,
    kind,
    score,
    calibrated: Math.round((1 - 0.5 * Math.exp(-(score - 0.5) * 6)) * 100) / 100,
    box,
    distance,
    evidence: {
      inliers,
      outline: hundredths(outline),
      weakest: hundredths(weakest),
      calm: hundredths(calm),
      ...(least === undefined ? {} : { least: hundredths(least) }),
      ...(same === undefined ? {} : { same: hundredths(same) }),
    },
  };
}

const hundredths = (value: number): number => Math.round(value * 100) / 100;

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
