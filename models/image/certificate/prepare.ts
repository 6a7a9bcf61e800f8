import sharp from 'sharp';
import type { Frame } from '../decode.ts';
import type { Grey } from '../local/opencv.ts';
import { type Region, scaleRegion } from '../region.ts';

/** A grey page to be read, and how its pixels lie over the original. */
export type Page = {
  readonly grey: Grey;
  /** Pixels of the page for one pixel of the original. */
  readonly scale: number;
  /** Degrees the page was turned clockwise to stand upright. */
  readonly turned: number;
  /** Size of the page before it was turned; turning makes room at the corners. */
  readonly upright: { readonly width: number; readonly height: number };
  readonly original: { readonly width: number; readonly height: number };
};

/**
 * The channels to read by. Red ink (seals) is as bright as paper in the red channel and vanishes; the darkest channel
 * keeps coloured print that the red one would lose.
 */
export type Channel = 'red' | 'luma' | 'darkest';

/** One channel of a frame as a grey page of about `longest` pixels: print under 20 pixels high reads badly. */
export async function pageOf(frame: Frame, channel: Channel, longest: number): Promise<Page> {
  const { width, height, channels, data } = frame;
  const grey = new Uint8Array(width * height);
  for (let i = 0; i < grey.length; i++) {
    const at = i * channels;
    const red = data[at] as number;
    if (channels === 1 || channel === 'red') {
      grey[i] = red;
      continue;
    }
    const green = data[at + 1] as number;
    const blue = data[at + 2] as number;
    grey[i] = channel === 'darkest' ? Math.min(red, green, blue) : 0.299 * red + 0.587 * green + 0.114 * blue;
  }
  const factor = Math.min(2, longest / Math.max(width, height));
  const resized =
    Math.abs(factor - 1) < 0.15
      ? { width, height, data: grey }
      : await resize({ width, height, data: grey }, factor);
  return {
    grey: resized,
    scale: resized.width / frame.originalWidth,
    turned: 0,
    upright: { width: resized.width, height: resized.height },
    original: { width: frame.originalWidth, height: frame.originalHeight },
  };
}

async function resize({ width, height, data }: Grey, factor: number): Promise<Grey> {
  const { data: out, info } = await sharp(data, { raw: { width, height, channels: 1 } })
    .resize({ width: Math.round(width * factor), kernel: factor > 1 ? 'cubic' : 'lanczos3' })
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: out };
}

/** Evens out light: each pixel against the paper's brightness around it (a wide local maximum, smoothed). */
export function flatField({ width, height, data }: Grey): Grey {
  const cell = 24;
  const columns = Math.ceil(width / cell);
  const rows = Math.ceil(height / cell);
  const paper = new Float32Array(columns * rows);
  const counts = new Int32Array(256);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      counts.fill(0);
      let total = 0;
      for (let y = row * cell; y < Math.min(height, (row + 1) * cell); y++)
        for (let x = column * cell; x < Math.min(width, (column + 1) * cell); x++) {
          const value = data[y * width + x] as number;
          counts[value] = (counts[value] as number) + 1;
          total++;
        }
      let seen = 0;
      let level = 255;
      while (level > 0 && seen < total * 0.15) seen += counts[level--] as number;
      paper[row * columns + column] = level;
    }
  }
  const smooth = smoothed(paper, columns, rows, 3);
  const out = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const gy = Math.min(rows - 1.001, Math.max(0, y / cell - 0.5));
    const top = Math.floor(gy);
    const fy = gy - top;
    const next = Math.min(rows - 1, top + 1);
    for (let x = 0; x < width; x++) {
      const gx = Math.min(columns - 1.001, Math.max(0, x / cell - 0.5));
      const left = Math.floor(gx);
      const fx = gx - left;
      const right = Math.min(columns - 1, left + 1);
      const light =
        (smooth[top * columns + left] as number) * (1 - fx) * (1 - fy) +
        (smooth[top * columns + right] as number) * fx * (1 - fy) +
        (smooth[next * columns + left] as number) * (1 - fx) * fy +
        (smooth[next * columns + right] as number) * fx * fy;
      out[y * width + x] = Math.min(255, ((data[y * width + x] as number) * 240) / Math.max(40, light));
    }
  }
  return { width, height, data: out };
}

/** Local maximum, then mean, over a square of cells: paper under print and stamps. */
function smoothed(values: Float32Array, columns: number, rows: number, reach: number): Float32Array {
  const over = (source: Float32Array, join: (list: number[]) => number): Float32Array =>
    Float32Array.from(source, (_, at) => {
      const near: number[] = [];
      const [cx, cy] = [at % columns, Math.floor(at / columns)];
      for (let y = Math.max(0, cy - reach); y <= Math.min(rows - 1, cy + reach); y++)
        for (let x = Math.max(0, cx - reach); x <= Math.min(columns - 1, cx + reach); x++)
          near.push(source[y * columns + x] as number);
      return join(near);
    });
  const highest = over(values, (list) => list.sort((a, b) => a - b)[Math.floor(list.length * 0.8)] as number);
  return over(highest, (list) => list.reduce((a, b) => a + b, 0) / list.length);
}

/** Turns a page by its skew, measured by where lines of print fall sharpest (−12 to 12 degrees). */
export async function deskew(page: Page): Promise<Page> {
  const angle = skewOf(page.grey);
  if (Math.abs(angle) < 0.25) return page;
  const { width, height, data } = page.grey;
  const turned = await sharp(data, { raw: { width, height, channels: 1 } })
    .rotate(-angle, { background: '#ffffff' })
    .extractChannel(0)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return {
    ...page,
    grey: { width: turned.info.width, height: turned.info.height, data: turned.data },
    turned: -angle,
  };
}

/** Skew in degrees, clockwise positive: the shear at which dark pixels gather into the most uneven rows. */
export function skewOf(grey: Grey): number {
  const points = inkPoints(grey);
  if (points.length < 400) return 0;
  const score = (degrees: number): number => {
    const slope = Math.tan((degrees * Math.PI) / 180);
    const bins = new Int32Array(2 * grey.height + 2 * grey.width);
    for (let i = 0; i < points.length; i += 2) {
      const bin = Math.round(((points[i + 1] as number) - (points[i] as number) * slope) / 2) + grey.width;
      bins[bin] = (bins[bin] as number) + 1;
    }
    let sum = 0;
    for (let i = 1; i < bins.length; i++) sum += ((bins[i] as number) - (bins[i - 1] as number)) ** 2;
    return sum;
  };
  let best = 0;
  let most = score(0) * 1.02;
  for (const [step, span] of [
    [1, 12],
    [0.25, 1],
    [0.1, 0.25],
  ] as const) {
    const centre = best;
    for (let degrees = centre - span; degrees <= centre + span + 1e-9; degrees += step) {
      const value = score(degrees);
      if (value > most) {
        most = value;
        best = degrees;
      }
    }
  }
  return best;
}

/** Coordinates (x, y, …) of pixels clearly darker than those a little above and below: strokes, not shadows. */
function inkPoints({ width, height, data }: Grey): Int32Array {
  const out: number[] = [];
  const reach = 6;
  for (let y = reach; y < height - reach; y += 2) {
    for (let x = 0; x < width; x += 2) {
      const at = y * width + x;
      const value = data[at] as number;
      const brighter = Math.max(data[at - reach * width] as number, data[at + reach * width] as number);
      if (brighter - value > 50) out.push(x, y);
    }
  }
  return Int32Array.from(out);
}

/** Where a rectangle of the page lies on the original. */
export function onOriginal(page: Page, box: Region): Region {
  const radians = (-page.turned * Math.PI) / 180;
  const [cosine, sine] = [Math.cos(radians), Math.sin(radians)];
  const corners = [
    [box.x, box.y],
    [box.x + box.width, box.y],
    [box.x, box.y + box.height],
    [box.x + box.width, box.y + box.height],
  ].map(([x, y]) => {
    const [dx, dy] = [(x as number) - page.grey.width / 2, (y as number) - page.grey.height / 2];
    return [
      (dx * cosine - dy * sine + page.upright.width / 2) / page.scale,
      (dx * sine + dy * cosine + page.upright.height / 2) / page.scale,
    ] as const;
  });
  const [xs, ys] = [corners.map(([x]) => x), corners.map(([, y]) => y)];
  const region = {
    x: Math.min(...xs),
    y: Math.min(...ys),
    width: Math.max(...xs) - Math.min(...xs),
    height: Math.max(...ys) - Math.min(...ys),
  };
  return scaleRegion(region, page.original, page.original);
}

/** A grey page as PNG for the engine. */
export async function pngOf({ width, height, data }: Grey): Promise<Uint8Array> {
  return sharp(data, { raw: { width, height, channels: 1 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
}
