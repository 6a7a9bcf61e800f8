import { kernels, planes, tables } from '../kernels/kernels.ts';
import { gridSide } from './downscale.ts';
import { type Luma, referenceSide } from './luma.ts';

/** Pixels of the 512 grid; half a pixel is what picking by floor() leans on average (measured: mean 2.6 bits, 4.7 without). */
const pickLean = 0.5;

/** A rectangle in the luma's own pixels; fractions are welcome. */
export type Rectangle = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** How large, in original pixels, a rectangle is: that decides how the reference would have sampled it. */
export type OriginalSize = { readonly width: number; readonly height: number };

/**
 * A 64x64 grid of any rectangle of a thumbnail as the reference would see that rectangle cut out at full size: a
 * separable tent around the reference's own sampling positions, weights normalised at the edges.
 */
export function sampleGrid(luma: Luma, area: Rectangle, original: OriginalSize): Float32Array {
  const resized = original.width > referenceSide || original.height > referenceSide;
  const columns = taps(area.x, area.width, luma.width, original.width, resized);
  const rows = taps(area.y, area.height, luma.height, original.height, resized);
  const { floats, integers, combine, transpose } = kernels();
  const [a, b, c] = planes;
  const wide = (luma.width + 3) & ~3;
  const put = ({ first, weight, count }: Taps): number => {
    integers.set(first, tables / 4);
    floats.set(weight, tables / 4 + gridSide);
    return count;
  };
  const [top, lines] = reach(rows, luma.height);
  if (wide === luma.width)
    floats.set(luma.data.subarray(top * wide, (top + lines) * wide), a / 4 + top * wide);
  else
    for (let y = top; y < top + lines; y++)
      floats.set(luma.data.subarray(y * luma.width, (y + 1) * luma.width), a / 4 + y * wide);
  combine(a, b, wide, gridSide, tables, tables + gridSide * 4, put(rows));
  transpose(b, c, wide, gridSide);
  combine(c, b, gridSide, gridSide, tables, tables + gridSide * 4, put(columns));
  transpose(b, c, gridSide, gridSide);
  return floats.slice(c / 4, c / 4 + gridSide * gridSide);
}

/** First line the taps touch, and how many from there. */
function reach({ first, count }: Taps, limit: number): [top: number, lines: number] {
  const top = first[0] as number;
  return [top, Math.min(limit, (first[gridSide - 1] as number) + count) - top];
}

type Taps = { readonly count: number; readonly first: Int32Array; readonly weight: Float32Array };

/**
 * Two even box windows of the reference lean half a pixel forward each, and it picks the pixel at or after the cell
 * centre: at 512 the sample sits 0.1875 of a cell late. Its nearest-neighbour resize leans back by up to half a pixel.
 */
function taps(start: number, length: number, limit: number, original: number, resized: boolean): Taps {
  const side = resized ? referenceSide : original;
  const window = Math.max(1, Math.floor((side + 2 * gridSide - 1) / (2 * gridSide)));
  const ratio = original / side;
  const back = resized && ratio > 1 ? pickLean * (1 - 1 / ratio) : 0;
  const lean = (window % 2 === 0 ? 1 : 0) + 0.5 - back;
  const scale = length / side;
  // A tent narrower than a pixel would miss all of them: then it degrades to linear interpolation.
  const half = Math.max(1, window * scale);
  const count = Math.min(limit, Math.ceil(2 * half) + 1);
  const first = new Int32Array(gridSide);
  const weight = new Float32Array(gridSide * count);
  for (let i = 0; i < gridSide; i++) {
    const sample = Math.floor(((i + 0.5) * side) / gridSide) + lean;
    const centre = Math.min(limit - 0.5, Math.max(0.5, start + sample * scale));
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
