import type { Pixels } from '../decode.ts';

const { fround } = Math;
// Rec. 601 weights held in single precision, as the reference holds them.
const redWeight = fround(0.299);
const greenWeight = fround(0.587);
const blueWeight = fround(0.114);

/** Each channel's share of the luma by its value, in single precision; kept as doubles, which the sums start from. */
const shares = (weight: number): Float64Array =>
  Float64Array.from({ length: 256 }, (_, value) => fround(weight * value));
const reds = shares(redWeight);
const greens = shares(greenWeight);
const blues = shares(blueWeight);

/** Side over which the reference first resizes by nearest neighbour, aspect ignored. */
export const referenceSide = 512;

export type Luma = { readonly width: number; readonly height: number; readonly data: Float32Array };

/**
 * Luma of the pixels the reference would look at: all of them, or a 512x512 nearest-neighbour pick when either side
 * is larger. Sample x of 512 is source column floor(x * width / 512). Single precision at every step.
 */
export function referenceLuma(pixels: Pixels): Luma {
  const { width, height, channels, data } = pixels;
  const resized = width > referenceSide || height > referenceSide;
  const columns = resized ? referenceSide : width;
  const rows = resized ? referenceSide : height;
  const luma = new Float32Array(columns * rows);
  const offsets = new Int32Array(columns);
  for (let x = 0; x < columns; x++) offsets[x] = Math.floor((x * width) / columns) * channels;
  let out = 0;
  for (let y = 0; y < rows; y++) {
    const row = Math.floor((y * height) / rows) * width * channels;
    if (channels === 1) {
      for (let x = 0; x < columns; x++) luma[out++] = data[row + (offsets[x] as number)] as number;
      continue;
    }
    for (let x = 0; x < columns; x++) {
      const at = row + (offsets[x] as number);
      luma[out++] =
        fround((reds[data[at] as number] as number) + (greens[data[at + 1] as number] as number)) +
        (blues[data[at + 2] as number] as number);
    }
  }
  return { width: columns, height: rows, data: luma };
}
