import { kernels, tables } from '../kernels/kernels.ts';
import { gridSide } from './downscale.ts';
import type { Hash256 } from './hash256.ts';

const { fround } = Math;
/** The hash uses the 16x16 low frequencies 1..16 of the 64x64 grid's cosine transform. */
export const bandSide = 16;

const basis = Float32Array.from({ length: bandSide * gridSide }, (_, at) => {
  const frequency = Math.floor(at / gridSide) + 1;
  const sample = at % gridSide;
  return fround(Math.sqrt(2 / gridSide)) * Math.cos((Math.PI / 2 / gridSide) * frequency * (2 * sample + 1));
});

const turnedBasis = Float32Array.from(
  { length: bandSide * gridSide },
  (_, at) => basis[(at % bandSide) * gridSide + Math.floor(at / bandSide)] as number,
);

/**
 * 64x64 grid → 16x16 coefficients, single precision, every sum in index order as in the reference.
 */
export function cosineBands(grid: Float32Array): Float32Array {
  const { floats, product } = kernels();
  const at = tables / 4;
  const [left, right, middle, turned, out] = [0, 1024, 5120, 6144, 7168].map((n) => tables + n * 4) as [
    number,
    number,
    number,
    number,
    number,
  ];
  floats.set(basis, at);
  floats.set(grid, at + 1024);
  product(left, right, middle, gridSide);
  floats.set(turnedBasis, at + 6144);
  product(middle, turned, out, bandSide);
  return floats.slice(at + 7168, at + 7168 + bandSide * bandSide);
}

/** Bit k (weight 2^k) is set where coefficient k lies above the lower median of all 256. */
export function bitsAboveMedian(bands: Float32Array): Hash256 {
  return bitsAbove(bands, lowerMedian(bands));
}

function bitsAbove(bands: Float32Array, median: number): Hash256 {
  const hash = new Uint8Array(32);
  for (let k = 0; k < 256; k++) {
    if ((bands[k] as number) > median) hash[31 - (k >> 3)] = (hash[31 - (k >> 3)] as number) | (1 << (k & 7));
  }
  return hash;
}

/** The 128th smallest of 256 values, by halving (Hoare's selection). */
function lowerMedian(bands: Float32Array): number {
  const values = bands.slice();
  const wanted = 127;
  for (let low = 0, high = values.length - 1; low < high; ) {
    const pivot = values[(low + high) >> 1] as number;
    let [left, right] = [low, high];
    while (left <= right) {
      while ((values[left] as number) < pivot) left++;
      while ((values[right] as number) > pivot) right--;
      if (left > right) break;
      const swapped = values[left] as number;
      values[left++] = values[right] as number;
      values[right--] = swapped;
    }
    if (wanted <= right) high = right;
    else if (wanted >= left) low = left;
    else break;
  }
  return values[wanted] as number;
}

/** 0-100: how much structure the grid has. Values below 50 are not worth matching. */
export function gridQuality(grid: Float32Array): number {
  const { floats, gradients } = kernels();
  const at = tables / 4;
  floats.set(grid, at + 16);
  gradients(tables + 64, tables);
  let sum = 0;
  for (let lane = 0; lane < 4; lane++) sum += floats[at + lane] as number;
  return Math.min(100, Math.trunc(sum / 90));
}

/** What each symmetry does to the coefficient (i, j): swap the axes, and change the sign where the rule is odd. */
const negations: readonly ((i: number, j: number) => boolean)[] = [
  () => false,
  (_, j) => j % 2 === 0,
  (i, j) => (i + j) % 2 === 1,
  (i) => i % 2 === 0,
];
const signs = negations.map((negate) =>
  Float32Array.from({ length: bandSide * bandSide }, (_, k) =>
    negate(Math.floor(k / bandSide), k % bandSide) ? -1 : 1,
  ),
);
const symmetries: readonly { swap: boolean; sign: number }[] = [
  { swap: false, sign: 0 },
  { swap: true, sign: 1 },
  { swap: false, sign: 2 },
  { swap: true, sign: 3 },
  { swap: false, sign: 3 },
  { swap: false, sign: 1 },
  { swap: true, sign: 0 },
  { swap: true, sign: 2 },
];

/**
 * Hashes of the picture turned or mirrored, without touching pixels; eight in the reference's order: as is, turned 90,
 * 180, 270 counter-clockwise, flipped by x, by y, and about both diagonals. Swapping the axes leaves the median as it is.
 */
export function dihedralHashes(bands: Float32Array): Hash256[] {
  const signed = signs.map((sign) => bands.map((value, k) => value * (sign[k] as number)));
  const medians = signed.map(lowerMedian);
  return symmetries.map(({ swap, sign }) => {
    const values = signed[sign] as Float32Array;
    return bitsAbove(swap ? swapped(values) : values, medians[sign] as number);
  });
}

function swapped(values: Float32Array): Float32Array {
  const turned = new Float32Array(values.length);
  for (let i = 0; i < bandSide; i++)
    for (let j = 0; j < bandSide; j++) turned[j * bandSide + i] = values[i * bandSide + j] as number;
  return turned;
}
