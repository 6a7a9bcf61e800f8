import type { Pixels } from './decode.ts';

/** Cells a side; the whole picture is seen as this many squared averages of its colour. */
export const colourSide = 8;
/** Bytes of a grid: blue and red difference of every cell, row by row. */
export const colourBytes = colourSide * colourSide * 2;
/** Pixels looked at a cell and side: a decode's own noise averages out over 256 of them. */
const samples = 16;
const neutral = 128;

/**
 * A picture's colours without its light: Cb and Cr (Rec. 601, 128 is grey) averaged over 8 x 8 cells, one byte each. What a
 * fingerprint does not see, in 128 bytes.
 */
export function colourGridOf({ width, height, channels, data }: Pixels): Uint8Array {
  const grid = new Uint8Array(colourBytes).fill(neutral);
  if (channels === 1) return grid;
  const side = colourSide * samples;
  const columns = Array.from({ length: side }, (_, i) => Math.floor(((i + 0.5) * width) / side) * 3);
  for (let row = 0; row < colourSide; row++) {
    for (let column = 0; column < colourSide; column++) {
      let [red, green, blue] = [0, 0, 0];
      for (let y = row * samples; y < (row + 1) * samples; y++) {
        const line = Math.floor(((y + 0.5) * height) / side) * width * 3;
        for (let x = column * samples; x < (column + 1) * samples; x++) {
          const at = line + (columns[x] as number);
          red += data[at] as number;
          green += data[at + 1] as number;
          blue += data[at + 2] as number;
        }
      }
      const scale = 1 / samples ** 2;
      const at = (row * colourSide + column) * 2;
      grid[at] = Math.round(neutral + (-0.168736 * red - 0.331264 * green + 0.5 * blue) * scale);
      grid[at + 1] = Math.round(neutral + (0.5 * red - 0.418688 * green - 0.081312 * blue) * scale);
    }
  }
  return grid;
}
