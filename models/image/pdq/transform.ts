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
 * 64x64 grid → 16x16 coefficients, single precision, every sum in index order as in the reference. The innermost loop
 * runs over sums that do not wait for one another.
 */
export function cosineBands(grid: Float32Array): Float32Array {
  return product(product(basis, grid, gridSide), turnedBasis, bandSide);
}

/** Sixteen rows of 64 times a matrix of 64 rows and `columns` columns. */
function product(left: Float32Array, right: Float32Array, columns: number): Float32Array {
  const out = new Float32Array(bandSide * columns);
  for (let i = 0; i < bandSide; i++) {
    const row = i * columns;
    for (let k = 0; k < gridSide; k++) {
      const factor = left[i * gridSide + k] as number;
      const from = k * columns;
      for (let j = 0; j < columns; j++)
        out[row + j] = (out[row + j] as number) + fround(factor * (right[from + j] as number));
    }
  }
  return out;
}

/** Bit k (weight 2^k) is set where coefficient k lies above the lower median of all 256. */
export function bitsAboveMedian(bands: Float32Array): Hash256 {
  const median = bands.slice().sort()[127] as number;
  const hash = new Uint8Array(32);
  for (let k = 0; k < 256; k++) {
    if ((bands[k] as number) > median) hash[31 - (k >> 3)] = (hash[31 - (k >> 3)] as number) | (1 << (k & 7));
  }
  return hash;
}

/** 0-100: how much structure the grid has. Values below 50 are not worth matching. */
export function gridQuality(grid: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < gridSide; i++) {
    for (let j = 0; j < gridSide; j++) {
      const at = i * gridSide + j;
      const here = grid[at] as number;
      if (i + 1 < gridSide) sum += gradient(here, grid[at + gridSide] as number);
      if (j + 1 < gridSide) sum += gradient(here, grid[at + 1] as number);
    }
  }
  return Math.min(100, Math.trunc(sum / 90));
}

function gradient(from: number, to: number): number {
  return Math.abs(Math.trunc(fround(fround(fround(from - to) * 100) / 255)));
}

/** The eight symmetries of a rectangle, in the reference's order. Rotations are counter-clockwise. */
export const dihedralNames = [
  'original',
  'rotate90',
  'rotate180',
  'rotate270',
  'flipX',
  'flipY',
  'flipPlus1',
  'flipMinus1',
] as const;

/** What each symmetry does to the coefficient (i, j): swap the axes, and change the sign where the rule is odd. */
const symmetries: readonly { swap: boolean; negate: (i: number, j: number) => boolean }[] = [
  { swap: false, negate: () => false },
  { swap: true, negate: (_, j) => j % 2 === 0 },
  { swap: false, negate: (i, j) => (i + j) % 2 === 1 },
  { swap: true, negate: (i) => i % 2 === 0 },
  { swap: false, negate: (i) => i % 2 === 0 },
  { swap: false, negate: (_, j) => j % 2 === 0 },
  { swap: true, negate: () => false },
  { swap: true, negate: (i, j) => (i + j) % 2 === 1 },
];

/** Coefficients of the picture turned or mirrored, without touching pixels; eight arrays in `dihedralNames` order. */
export function dihedralBands(bands: Float32Array): Float32Array[] {
  return symmetries.map(({ swap, negate }) => {
    const turned = new Float32Array(bandSide * bandSide);
    for (let i = 0; i < bandSide; i++) {
      for (let j = 0; j < bandSide; j++) {
        const value = bands[i * bandSide + j] as number;
        turned[swap ? j * bandSide + i : i * bandSide + j] = negate(i, j) ? -value : value;
      }
    }
    return turned;
  });
}
