import { trimmedBorder } from '../borders.ts';
import type { Frame } from '../decode.ts';
import { thumbnailOf } from '../thumbnail.ts';
import { type Outline, outlineOf } from './edges.ts';
import type { FeatureEngine, Features, Grey } from './opencv.ts';

/** A registered logo or picture, ready to be looked for. */
export type LocalReference = {
  readonly brand: string;
  /** Side lengths of the reference picture, in its own pixels. */
  readonly width: number;
  readonly height: number;
  /** Keypoints at two sizes, positions in reference pixels. */
  readonly features: Features;
  readonly outline: Outline;
  /** A mark on a plain ground, as against a photograph. */
  readonly logo: boolean;
  /** A photograph in small, to be laid on what was found; one of its pixels is `ratio` of the reference's. */
  readonly small?: { readonly grey: Grey; readonly ratio: number };
  /** A mark's ink in small, 255 where all of a pixel is ink; the negative's is the same. */
  readonly mask?: { readonly grey: Grey; readonly ratio: number };
  /** A mark's negative, whose ink is lighter than its ground when the mark's is darker. */
  readonly negative?: boolean;
};

/** What a registered picture shows: goods in a photograph, or the mark alone. */
export type Shows = 'picture' | 'mark';

/** References are brought to this longest side; small marks on goods look like the smaller of two renderings. */
const markSide = 256;
const smallSide = 120;
/** Photographs have more to tell at a larger size. */
const photoSide = 440;
const margin = 20;

/** Longest side of a mark's ink in small, and the grey levels that ink differs from its ground by. */
const maskSide = 80;
const inkContrast = 28;
/** Longest side of a photograph in small. */
const laidSide = 150;

/** What is looked for of a registered picture: itself and, of a mark, its negative, for dark marks are printed white too. */
export function referencesOf(
  brand: string,
  frame: Frame,
  engine: FeatureEngine,
  shows?: Shows,
): LocalReference[] {
  const reference = referenceOf(brand, frame, engine, { ...(shows ? { shows } : {}) });
  if (!reference.logo) return [reference];
  const negative = referenceOf(brand, frame, engine, { shows: 'mark', inverted: true });
  return [reference, { ...negative, ...(reference.mask ? { mask: reference.mask } : {}), negative: true }];
}

/**
 * Makes one reference of a feature's picture (flattened on one ground). What it shows is guessed from its ground when
 * nobody says; `inverted` makes the negative.
 */
export function referenceOf(
  brand: string,
  frame: Frame,
  engine: FeatureEngine,
  { shows, inverted = false }: { readonly shows?: Shows; readonly inverted?: boolean } = {},
): LocalReference {
  const seen = inverted ? { ...frame, data: frame.data.map((value) => 255 - value) } : frame;
  const mark = framed(seen, markSide);
  const logo = shows === undefined ? onPlainGround(mark) : shows === 'mark';
  const large = logo ? mark : framed(seen, photoSide);
  const small = framed(seen, logo ? smallSide : photoSide / 2);
  const features = joined(
    engine.akaze(large, logo ? 260 : 500, logo ? 0.0004 : 0.0008),
    engine.akaze(small, logo ? 120 : 150, logo ? 0.0004 : 0.0008),
    large.width / small.width,
  );
  const { width, height } = large;
  const reference = { brand, width, height, features, outline: outlineOf(large), logo };
  if (!logo) return { ...reference, small: shrunk(large, laidSide) };
  return { ...reference, mask: shrunk(inkOf(large), maskSide) };
}

/** 255 where a mark's picture differs from its ground. */
function inkOf({ width, height, data }: Grey): Grey {
  const ground = data[0] as number;
  return { width, height, data: data.map((value) => (Math.abs(value - ground) > inkContrast ? 255 : 0)) };
}

function shrunk({ width, height, data }: Grey, side: number): { grey: Grey; ratio: number } {
  const ratio = Math.max(1, Math.max(width, height) / side);
  const grey = {
    width: Math.floor(width / ratio),
    height: Math.floor(height / ratio),
    data: new Uint8Array(Math.floor(width / ratio) * Math.floor(height / ratio)),
  };
  for (let y = 0; y < grey.height; y++)
    for (let x = 0; x < grey.width; x++)
      grey.data[y * grey.width + x] = sample(
        { width, height, data },
        (x + 0.5) * ratio,
        (y + 0.5) * ratio,
        ratio / 2,
      );
  return { grey, ratio };
}

/** Trimmed, scaled and given a margin of its own ground, so that outer edges have both sides. */
function framed(frame: Frame, side: number): Grey {
  const rough = thumbnailOf(frame, 512);
  const area = trimmedBorder(rough) ?? { x: 0, y: 0, width: rough.width, height: rough.height };
  const scale = side / Math.max(area.width, area.height);
  const width = Math.round(area.width * scale);
  const height = Math.round(area.height * scale);
  const data = new Uint8Array((width + 2 * margin) * (height + 2 * margin));
  data.fill(rough.data[0] as number);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++)
      data[(y + margin) * (width + 2 * margin) + x + margin] = sample(
        rough,
        area.x + (x + 0.5) / scale,
        area.y + (y + 0.5) / scale,
        0.5 / scale,
      );
  }
  return { width: width + 2 * margin, height: height + 2 * margin, data };
}

/** Mean over a square of half-width `reach` (at least a bilinear neighbourhood). */
function sample(
  { width, height, data }: { width: number; height: number; data: ArrayLike<number> },
  x: number,
  y: number,
  reach: number,
): number {
  const half = Math.max(0.5, reach);
  let sum = 0;
  let weight = 0;
  for (let row = Math.floor(y - half); row <= Math.floor(y + half); row++) {
    for (let column = Math.floor(x - half); column <= Math.floor(x + half); column++) {
      if (row < 0 || column < 0 || row >= height || column >= width) continue;
      const share =
        Math.max(0, Math.min(column + 1, x + half) - Math.max(column, x - half)) *
        Math.max(0, Math.min(row + 1, y + half) - Math.max(row, y - half));
      sum += share * (data[row * width + column] as number);
      weight += share;
    }
  }
  return weight > 0 ? sum / weight : 0;
}

function joined(large: Features, small: Features, ratio: number): Features {
  const points = new Float32Array((large.count + small.count) * 4);
  points.set(large.points);
  for (let i = 0; i < small.count; i++) {
    for (let k = 0; k < 3; k++)
      points[(large.count + i) * 4 + k] = (small.points[i * 4 + k] as number) * ratio;
    points[(large.count + i) * 4 + 3] = small.points[i * 4 + 3] as number;
  }
  const descriptors = new Uint8Array((large.count + small.count) * large.width);
  descriptors.set(large.descriptors);
  descriptors.set(small.descriptors, large.count * large.width);
  return { count: large.count + small.count, points, descriptors, width: large.width };
}

/** Most of a mark's picture is calm: few tones, little texture. */
function onPlainGround({ data, width, height }: Grey): boolean {
  let still = 0;
  for (let y = 0; y < height; y++)
    for (let x = 1; x < width; x++)
      if (Math.abs((data[y * width + x] as number) - (data[y * width + x - 1] as number)) <= 2) still++;
  return still / (width * height) > 0.72;
}
