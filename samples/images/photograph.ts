import type { Canvas } from '@napi-rs/canvas';
import sharp from 'sharp';
import { seeded } from '../../test/support/random.ts';

/** How a drawing becomes a picture somebody took. */
export type PhotographOptions = {
  /** How far the corners wander, as a share of the side; 0 is a flat scan. @default 0 */
  readonly tilt?: number;
  /** Standard deviation of sensor noise in grey levels. @default 3 */
  readonly noise?: number;
  /** How much darker the far corner from the lamp is, 0-1. @default 0.2 */
  readonly shade?: number;
  /** JPEG quality. @default 84 */
  readonly quality?: number;
  /** Radius of lens blur in pixels, 0 for none. @default 0 */
  readonly blur?: number;
  /** Colour beyond the page when the corners wander. @default '#6f675d' */
  readonly desk?: readonly [number, number, number];
};

/** A homography as eight numbers a-h: (ax+by+c)/(gx+hy+1), (dx+ey+f)/(gx+hy+1). */
type Homography = readonly [number, number, number, number, number, number, number, number];

/**
 * A drawing seen by a camera: in perspective, lit from one side, with sensor noise, as JPEG bytes. The same seed
 * gives the same bytes.
 */
export async function photograph(
  canvas: Canvas,
  seed: number,
  options: PhotographOptions = {},
): Promise<Uint8Array> {
  const { width, height } = canvas;
  const source = canvas.getContext('2d').getImageData(0, 0, width, height).data;
  const pixels = expose(source, width, height, seed, options);
  const image = sharp(pixels, { raw: { width, height, channels: 3 } });
  const seen = options.blur ? image.blur(options.blur) : image;
  const jpeg = await seen.jpeg({ quality: options.quality ?? 84 }).toBuffer();
  return new Uint8Array(jpeg.buffer, jpeg.byteOffset, jpeg.length);
}

function expose(
  source: Uint8ClampedArray,
  width: number,
  height: number,
  seed: number,
  { tilt = 0, noise = 3, shade = 0.2, desk = [111, 103, 93] }: PhotographOptions,
): Uint8ClampedArray {
  const random = seeded(seed * 131 + 7);
  const [lampX, lampY] = [random.next() * width, random.next() * height * 0.5];
  const reach = Math.hypot(width, height);
  const wander = () => random.between(-tilt, tilt);
  const corners = [
    [wander() * width, wander() * height],
    [(1 + wander()) * width, wander() * height],
    [(1 + wander()) * width, (1 + wander()) * height],
    [wander() * width, (1 + wander()) * height],
  ] as const;
  const back = tilt > 0 ? homography(corners, width, height) : undefined;
  const out = new Uint8ClampedArray(width * height * 3);
  const [red, green, blue] = desk;
  const [a = 1, b = 0, c = 0, d = 0, e = 1, f = 0, g = 0, h = 0] = back ?? [];
  let state = random.whole(1, 0x7fffffff);
  let at = 0;
  for (let y = 0; y < height; y++) {
    const dy = (y - lampY) / reach;
    for (let x = 0; x < width; x++, at += 3) {
      const dx = (x - lampX) / reach;
      const light = 1.04 - shade * 1.6 * (dx * dx + dy * dy);
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      // The sum of four bytes is close enough to a bell curve (deviation 148).
      const bytes = (state & 255) + ((state >>> 8) & 255) + ((state >>> 16) & 255) + (state >>> 24);
      const grain = ((bytes - 510) / 148) * noise;
      if (back === undefined) {
        const from = (y * width + x) * 4;
        out[at] = (source[from] as number) * light + grain;
        out[at + 1] = (source[from + 1] as number) * light + grain;
        out[at + 2] = (source[from + 2] as number) * light + grain;
        continue;
      }
      const w = 1 / (g * x + h * y + 1);
      const u = (a * x + b * y + c) * w;
      const v = (d * x + e * y + f) * w;
      if (u < 0 || v < 0 || u >= width - 1 || v >= height - 1) {
        out[at] = red * light + grain;
        out[at + 1] = green * light + grain;
        out[at + 2] = blue * light + grain;
        continue;
      }
      const left = u | 0;
      const top = v | 0;
      const fx = u - left;
      const fy = v - top;
      const from = (top * width + left) * 4;
      const below = from + width * 4;
      const nw = (1 - fx) * (1 - fy);
      const ne = fx * (1 - fy);
      const sw = (1 - fx) * fy;
      const se = fx * fy;
      for (let k = 0; k < 3; k++) {
        const level =
          (source[from + k] as number) * nw +
          (source[from + 4 + k] as number) * ne +
          (source[below + k] as number) * sw +
          (source[below + 4 + k] as number) * se;
        out[at + k] = level * light + grain;
      }
    }
  }
  return out;
}

/** The map from where the corners lie in the picture back to the drawing. */
function homography(
  corners: readonly (readonly [number, number])[],
  width: number,
  height: number,
): Homography {
  const targets = [
    [0, 0],
    [width, 0],
    [width, height],
    [0, height],
  ] as const;
  const rows: number[][] = corners.flatMap(([x, y], i) => {
    const [u, v] = targets[i] as readonly [number, number];
    return [
      [x, y, 1, 0, 0, 0, -u * x, -u * y, u],
      [0, 0, 0, x, y, 1, -v * x, -v * y, v],
    ];
  });
  return solve(rows) as unknown as Homography;
}

/** Gauss-Jordan with pivoting; eight equations of a general quadrangle always have an answer. */
function solve(rows: number[][]): number[] {
  const size = rows.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column + 1; row < size; row++)
      if (Math.abs(rows[row]?.[column] ?? 0) > Math.abs(rows[pivot]?.[column] ?? 0)) pivot = row;
    const [chosen, displaced] = [rows[pivot] as number[], rows[column] as number[]];
    rows[column] = chosen;
    if (pivot !== column) rows[pivot] = displaced;
    const lead = chosen[column] as number;
    for (let k = column; k <= size; k++) chosen[k] = (chosen[k] as number) / lead;
    for (let row = 0; row < size; row++) {
      const other = rows[row] as number[];
      const factor = other[column] as number;
      if (row === column || factor === 0) continue;
      for (let k = column; k <= size; k++) other[k] = (other[k] as number) - factor * (chosen[k] as number);
    }
  }
  return rows.map((row) => row[size] as number);
}
