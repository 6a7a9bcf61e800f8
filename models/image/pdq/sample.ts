import { kernels, planes, tables } from '../kernels/kernels.ts';
import { gridSide } from './downscale.ts';
import { type PlacedLuma, referenceSide } from './luma.ts';

/** What a thumbnail's pixel already smooths, in squares of its side (measured: 3.0 bits from the reference, 3.5 without). */
const pixelSmooth = 0.24;

/** A rectangle in the luma's own pixels; fractions are welcome. */
export type Rectangle = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** How large, in original pixels, a rectangle is: that decides how the reference would have sampled it. */
export type OriginalSize = { readonly width: number; readonly height: number };

/** Which way round a rectangle is seen: left and right exchanged, top and bottom exchanged. */
export type Mirrored = { readonly x: boolean; readonly y: boolean };
const asIs: Mirrored = { x: false, y: false };

/**
 * A 64x64 grid of any rectangle of a placed thumbnail as the reference would see that rectangle cut out at full size: a
 * separable tent around the reference's own sampling positions, weights normalised at the edges. Leaves the thumbnail
 * where it is, so that many rectangles can be asked for. `mirrored` gives the grid of the mirrored rectangle as the
 * reference would see that one: its sampling leans, so the grid mirrored is not the mirrored picture's grid.
 */
export function sampleGrid(
  placed: PlacedLuma,
  area: Rectangle,
  original: OriginalSize,
  mirrored: Mirrored = asIs,
): Float32Array {
  const { width, height, stride } = placed;
  const resized = original.width > referenceSide || original.height > referenceSide;
  const columns = taps(area.x, area.width, width, original.width, resized, mirrored.x);
  const rows = taps(area.y, area.height, height, original.height, resized, mirrored.y);
  const { floats, integers, combine, transpose } = kernels();
  const [a, b, c] = planes;
  const put = ({ first, weight, count }: Taps): number => {
    integers.set(first, tables / 4);
    floats.set(weight, tables / 4 + gridSide);
    return count;
  };
  combine(a, b, stride, gridSide, tables, tables + gridSide * 4, put(rows));
  transpose(b, c, stride, gridSide);
  combine(c, b, gridSide, gridSide, tables, tables + gridSide * 4, put(columns));
  transpose(b, c, gridSide, gridSide);
  return floats.slice(c / 4, c / 4 + gridSide * gridSide);
}

type Taps = { readonly count: number; readonly first: Int32Array; readonly weight: Float32Array };

/**
 * Two even box windows of the reference lean half a pixel forward each, and it picks the pixel at or after the cell
 * centre. Its nearest-neighbour resize takes source column floor(x * width / 512): over all x that cuts off
 * (1 - common / 512) / 2 of a source pixel on average, `common` being the greatest common divisor of 512 and the width,
 * so that what remains of a pixel's half is common / 1,024 (measured: 1.7 bits from the reference at 800 pixels; 3.9
 * with half a pixel for every width).
 */
function taps(
  start: number,
  length: number,
  limit: number,
  original: number,
  resized: boolean,
  mirrored: boolean,
): Taps {
  const side = resized ? referenceSide : original;
  const window = Math.max(1, Math.floor((side + 2 * gridSide - 1) / (2 * gridSide)));
  const pixelHalf = resized ? (commonDivisor(original, side) / (2 * side)) * (side / original) : 0.5;
  const lean = (window % 2 === 0 ? 1 : 0) + pixelHalf;
  const scale = length / side;
  // A tent narrower than a pixel would miss all of them: then it degrades to linear interpolation.
  const half = Math.max(1, Math.sqrt(Math.max(0, (window * scale) ** 2 - (scale < 1 ? pixelSmooth : 0))));
  const count = Math.min(limit, Math.ceil(2 * half) + 1);
  const first = new Int32Array(gridSide);
  const weight = new Float32Array(gridSide * count);
  for (let i = 0; i < gridSide; i++) {
    const sample = Math.floor(((i + 0.5) * side) / gridSide) + lean;
    const along = mirrored ? length - sample * scale : sample * scale;
    const centre = Math.min(limit - 0.5, Math.max(0.5, start + along));
    // Every window lies wholly inside, so that no tap needs a check.
    const from = Math.min(limit - count, Math.max(0, Math.ceil(centre - half - 0.5)));
    first[i] = from;
    let total = 0;
    for (let t = 0; t < count; t++) {
      const value = Math.max(0, 1 - Math.abs(from + t + 0.5 - centre) / half);
      weight[i * count + t] = value;
      total += value;
    }
    for (let t = 0; t < count; t++) weight[i * count + t] = (weight[i * count + t] as number) / total;
  }
  return { count, first, weight };
}

function commonDivisor(a: number, b: number): number {
  return b === 0 ? a : commonDivisor(b, a % b);
}
