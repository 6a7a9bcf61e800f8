import type { Pixels } from '../decode.ts';
import { downscaleReference, gridSide } from './downscale.ts';
import { hexOfHash256 } from './hash256.ts';
import { cosineBands, dihedralHashes, gridQuality } from './transform.ts';

/** PDQ (facebook/ThreatExchange): two pictures are the same at distance 31 or less, if both have quality 50 or more. */
export const matchRadius = 31;
export const matchQuality = 50;

export type Fingerprint = {
  /** 64 hexadecimal digits. */
  readonly pdq: string;
  /** 0-100; below `matchQuality` the value must not be matched. */
  readonly quality: number;
  /** The value of the picture as is, turned 90, 180, 270 counter-clockwise, flipped X, Y and along both diagonals. */
  readonly dihedral: string[];
};

const none = '0'.repeat(64);

/** The fingerprint of pixels, equal to the C++ reference bit for bit on the same pixels. */
export function fingerprintPixels(pixels: Pixels): Fingerprint {
  // The reference refuses to hash anything narrower than five pixels.
  if (pixels.width < 5 || pixels.height < 5)
    return { pdq: none, quality: 0, dihedral: Array.from({ length: 8 }, () => none) };
  return fingerprintGrid(downscaleReference(pixels));
}

/** The fingerprint of a 64x64 luma grid. */
export function fingerprintGrid(grid: Float32Array): Fingerprint {
  if (grid.length !== gridSide * gridSide) throw new RangeError('a PDQ grid has 64 x 64 samples');
  const quality = gridQuality(grid);
  const dihedral = dihedralHashes(cosineBands(grid)).map(hexOfHash256);
  return { pdq: dihedral[0] ?? none, quality, dihedral };
}
