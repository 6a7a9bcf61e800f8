import type { Affine } from './geometry.ts';
import { mapped } from './geometry.ts';
import type { Grey } from './opencv.ts';

/** Strength and direction of the change of tone at every pixel. */
export type Gradients = {
  readonly width: number;
  readonly height: number;
  readonly x: Float32Array;
  readonly y: Float32Array;
  readonly strength: Float32Array;
};

/** Sobel gradients. */
export function gradientsOf({ width, height, data }: Grey): Gradients {
  const x = new Float32Array(width * height);
  const y = new Float32Array(width * height);
  const strength = new Float32Array(width * height);
  for (let row = 1; row + 1 < height; row++) {
    const first = row * width;
    for (let at = first + 1; at < first + width - 1; at++) {
      const above = at - width;
      const below = at + width;
      const northWest = data[above - 1] as number;
      const northEast = data[above + 1] as number;
      const southWest = data[below - 1] as number;
      const southEast = data[below + 1] as number;
      const gx =
        northEast +
        2 * (data[at + 1] as number) +
        southEast -
        northWest -
        2 * (data[at - 1] as number) -
        southWest;
      const gy =
        southWest +
        2 * (data[below] as number) +
        southEast -
        northWest -
        2 * (data[above] as number) -
        northEast;
      x[at] = gx;
      y[at] = gy;
      strength[at] = Math.sqrt(gx * gx + gy * gy);
    }
  }
  return { width, height, x, y, strength };
}

/** Outline points (x, y, direction x, direction y) and calm points (x, y) of a reference, evenly thinned. */
export type Outline = { readonly edges: Float32Array; readonly calm: Float32Array };

/** The outline of a reference picture: at most `most` edge points, and as many points well away from any edge. */
export function outlineOf(grey: Grey, most = 220): Outline {
  const gradients = gradientsOf(grey);
  const { width, height, strength } = gradients;
  const edges: number[] = [];
  const calm: number[] = [];
  for (let y = 2; y < height - 2; y++) {
    for (let x = 2; x < width - 2; x++) {
      const at = y * width + x;
      const value = strength[at] as number;
      if (value > 160 && isRidge(gradients, at)) {
        edges.push(x, y, (gradients.x[at] as number) / value, (gradients.y[at] as number) / value);
      } else if (value < 20 && x % 4 === 0 && y % 4 === 0 && isCalm(gradients, x, y)) calm.push(x, y);
    }
  }
  return { edges: thinned(edges, 4, most), calm: thinned(calm, 2, most) };
}

function isRidge({ width, x, y, strength }: Gradients, at: number): boolean {
  const horizontal = Math.abs(x[at] as number) > Math.abs(y[at] as number);
  const step = horizontal ? 1 : width;
  const here = strength[at] as number;
  return here >= (strength[at - step] as number) && here > (strength[at + step] as number);
}

function isCalm({ width, height, strength }: Gradients, x: number, y: number): boolean {
  const reach = 5;
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      const [nx, ny] = [x + dx, y + dy];
      if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
      if ((strength[ny * width + nx] as number) > 60) return false;
    }
  }
  return true;
}

function thinned(values: readonly number[], group: number, most: number): Float32Array {
  const count = values.length / group;
  const kept = Math.min(count, most);
  const out = new Float32Array(kept * group);
  for (let i = 0; i < kept; i++) {
    const from = Math.floor((i * count) / kept) * group;
    for (let k = 0; k < group; k++) out[i * group + k] = values[from + k] as number;
  }
  return out;
}

export type OutlineScore = {
  /** Share of outline points that meet an edge of the same direction (either way round), 0-1. */
  readonly edge: number;
  /** The same of the reference's worst part: a stretch of a third of the points, across it or down it, 0-1. */
  readonly weakest: number;
  /** Share of calm points that are calm in the picture too, 0-1. */
  readonly calm: number;
  /** Share of outline points inside the picture. */
  readonly inside: number;
};

/**
 * Lays a reference's outline over a picture. The tone step counts against the picture's own step along the outline,
 * so pale prints and dark photos are measured alike.
 */
export function scoreOutline(outline: Outline, map: Affine, picture: Gradients): OutlineScore {
  const { edges, calm } = outline;
  const count = edges.length / 4;
  const determinant = map[0] * map[4] - map[1] * map[3];
  const strengths: number[] = [];
  const agreements: number[] = [];
  const across: number[] = [];
  const down: number[] = [];
  let inside = 0;
  for (let i = 0; i < count; i++) {
    const [x, y] = mapped(map, edges[i * 4] as number, edges[i * 4 + 1] as number);
    if (x < 2 || y < 2 || x > picture.width - 3 || y > picture.height - 3) continue;
    inside++;
    // Directions of tone steps map by the inverse transpose.
    const gx = edges[i * 4 + 2] as number;
    const gy = edges[i * 4 + 3] as number;
    const nx = (map[4] * gx - map[3] * gy) / determinant;
    const ny = (-map[1] * gx + map[0] * gy) / determinant;
    const length = Math.hypot(nx, ny);
    const { strength, agreement } = strongestAlong(picture, x, y, nx / length, ny / length);
    strengths.push(strength);
    agreements.push(agreement);
    across.push(edges[i * 4] as number);
    down.push(edges[i * 4 + 1] as number);
  }
  if (inside < count * 0.4 || inside < 12)
    return { edge: 0, weakest: 0, calm: 0, inside: inside / Math.max(1, count) };
  const typical = [...strengths].sort((a, b) => a - b)[Math.floor(strengths.length * 0.6)] as number;
  const floor = Math.max(36, typical * 0.3);
  const met = agreements.map((agreement, i) => ((strengths[i] as number) >= floor ? agreement : 0));
  let quiet = 0;
  let seen = 0;
  for (let i = 0; i < calm.length / 2; i++) {
    const [x, y] = mapped(map, calm[i * 2] as number, calm[i * 2 + 1] as number);
    const [cx, cy] = [Math.round(x), Math.round(y)];
    if (cx < 1 || cy < 1 || cx >= picture.width - 1 || cy >= picture.height - 1) continue;
    seen++;
    if ((picture.strength[cy * picture.width + cx] as number) < Math.max(60, typical * 0.35)) quiet++;
  }
  const edge = met.reduce((sum, one) => sum + one, 0) / inside;
  const weakest = Math.min(weakestThird(met, across), weakestThird(met, down));
  return { edge, weakest, calm: seen === 0 ? 1 : quiet / seen, inside: inside / count };
}

/** The least mean of `values` over any third of them that lie side by side by `place`. */
function weakestThird(values: readonly number[], place: readonly number[]): number {
  const order = values.map((_, i) => i).sort((a, b) => (place[a] as number) - (place[b] as number));
  const span = Math.max(1, Math.round(values.length / 3));
  let sum = 0;
  let least = Number.POSITIVE_INFINITY;
  for (const [k, i] of order.entries()) {
    sum += values[i] as number;
    if (k >= span) sum -= values[order[k - span] as number] as number;
    if (k >= span - 1) least = Math.min(least, sum / span);
  }
  return least;
}

/** The strongest tone step within two pixels along the expected direction, and how well its direction agrees. */
function strongestAlong(picture: Gradients, x: number, y: number, nx: number, ny: number) {
  let strength = 0;
  let agreement = 0;
  for (let shift = -2; shift <= 2; shift++) {
    const column = Math.round(x + nx * shift);
    const row = Math.round(y + ny * shift);
    if (column < 0 || row < 0 || column >= picture.width || row >= picture.height) continue;
    const at = row * picture.width + column;
    const value = picture.strength[at] as number;
    if (value <= strength) continue;
    strength = value;
    const cosine = Math.abs(((picture.x[at] as number) * nx + (picture.y[at] as number) * ny) / value);
    agreement = cosine > 0.9 ? 1 : cosine > 0.75 ? 0.5 : 0;
  }
  return { strength, agreement };
}
