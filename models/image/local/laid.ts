import { type Affine, fitted, mapped } from './geometry.ts';
import { type InkCell, type InkCells, withoutBroadTone } from './ink-cells.ts';
import type { Grey } from './opencv.ts';

/** How a mark's ink agrees with what lies under it, strokes against strokes. */
export type Laid = {
  /** Where it was drawn to. */
  readonly map: Affine;
  /** Mean likeness of its cells, and that of the least like one, -1 to 1. */
  readonly mean: number;
  readonly least: number;
};

/** How far, in pixels of the mark in small, a cell is looked for around where the map says: farther at first. */
const reaches = [2, 1, 1] as const;
/** Cells alike enough to draw the map to where they are. */
const drawing = 0.5;
/** A round that makes it so much worse was wrong. */
const worse = 0.1;
/** Below this mean likeness it is not worth drawing in. */
const hopeless = 0.25;
/** Least standard deviation, in grey levels, of strokes; paler ones are noise. */
const palest = 2;
/** Most samples a side taken of a pixel. */
const mostTaps = 2;

/**
 * Lays a mark's ink on the picture, cell by cell, each where it fits best nearby, and draws the map there. Outlines tell
 * that something has strokes where the mark has some; this tells whether they are its strokes. A letter that another mark
 * does not share is a cell that is unlike.
 */
export function laidOn(ink: InkCells, start: Affine, picture: Grey): Laid {
  let map = start;
  let best: Looked | undefined;
  for (const reach of reaches) {
    const looked = look(ink, map, picture, reach);
    if (best && looked.mean < best.mean - worse) break;
    best = { ...looked, map };
    if (looked.mean < hopeless) break;
    map = (looked.pairs.length >= 4 && fitted(looked.pairs)) || map;
  }
  return best ?? { map: start, mean: -1, least: -1 };
}

type Spot = [number, number];
type Looked = Laid & { readonly pairs: readonly { readonly from: Spot; readonly to: Spot }[] };

function look(ink: InkCells, map: Affine, picture: Grey, reach: number): Looked {
  const { light, dark } = cellsOf(ink, sampled(ink, map, picture, reach), reach);
  const found = meanOf(dark) > meanOf(light) ? dark : light;
  const { cellWidth, cellHeight, ratio } = ink;
  const spot = (x: number, y: number): Spot => [
    (x + cellWidth / 2) * ratio - 0.5,
    (y + cellHeight / 2) * ratio - 0.5,
  ];
  const pairs = found
    .filter(({ likeness }) => likeness > drawing)
    .map(({ x, y, dx, dy }) => ({ from: spot(x, y), to: mapped(map, ...spot(x + dx, y + dy)) }));
  const least = found.reduce((low, { likeness }) => Math.min(low, likeness), 1);
  return { map, mean: meanOf(found), least: found.length === 0 ? -1 : least, pairs };
}

/** A cell where it is likest. */
type FoundCell = {
  readonly x: number;
  readonly y: number;
  readonly likeness: number;
  readonly dx: number;
  readonly dy: number;
};

const meanOf = (cells: readonly FoundCell[]): number =>
  cells.length === 0 ? -1 : cells.reduce((sum, { likeness }) => sum + likeness, 0) / cells.length;

/** Every cell where it is likest near by, its ink taken for lighter than the ground and for darker. */
function cellsOf(
  ink: InkCells,
  seen: Float32Array,
  reach: number,
): { light: FoundCell[]; dark: FoundCell[] } {
  const light: FoundCell[] = [];
  const dark: FoundCell[] = [];
  for (const cell of ink.cells) {
    const { x, y } = cell;
    let most: FoundCell = { x, y, likeness: -1, dx: 0, dy: 0 };
    let leastLike: FoundCell = { x, y, likeness: 1, dx: 0, dy: 0 };
    for (let dy = -reach; dy <= reach; dy += reach) {
      for (let dx = -reach; dx <= reach; dx += reach) {
        const likeness = likenessOf(ink, cell, seen, reach, dx, dy);
        if (likeness > most.likeness) most = { x, y, likeness, dx, dy };
        if (likeness < leastLike.likeness) leastLike = { x, y, likeness, dx, dy };
      }
    }
    light.push(most);
    dark.push({ ...leastLike, likeness: -leastLike.likeness });
  }
  return { light, dark };
}

/** Correlation of a cell's strokes with those seen `dx`, `dy` beside it. */
function likenessOf(
  { fine, width, cellWidth, cellHeight }: InkCells,
  { x, y, mean, spread }: InkCell,
  seen: Float32Array,
  reach: number,
  dx: number,
  dy: number,
): number {
  const stride = width + 2 * reach;
  const count = cellWidth * cellHeight;
  let sum = 0;
  let squares = 0;
  let products = 0;
  for (let row = 0; row < cellHeight; row++) {
    let from = (y + row) * width + x;
    let at = (y + row + reach + dy) * stride + x + reach + dx;
    for (const end = from + cellWidth; from < end; from++, at++) {
      const value = seen[at] as number;
      sum += value;
      squares += value * value;
      products += value * (fine[from] as number);
    }
  }
  const deviation = Math.sqrt(Math.max(0, squares / count - (sum / count) ** 2));
  return deviation < palest ? 0 : (products / count - mean * (sum / count)) / (deviation * spread);
}

/** The picture under the mark in small and `reach` pixels around, freed of broad tone. */
function sampled(
  { width, height, ratio }: InkCells,
  map: Affine,
  picture: Grey,
  reach: number,
): Float32Array {
  const [wide, high] = [width + 2 * reach, height + 2 * reach];
  const values = new Float32Array(wide * high);
  const size = Math.sqrt(Math.abs(map[0] * map[4] - map[1] * map[3])) * ratio;
  const taps = Math.max(1, Math.min(mostTaps, Math.round(size)));
  const [a, b, c, d, e, f] = map;
  const { width: stride, data } = picture;
  const [right, bottom] = [stride - 1.001, picture.height - 1.001];
  let at = 0;
  for (let y = 0; y < high; y++) {
    for (let x = 0; x < wide; x++, at++) {
      let sum = 0;
      for (let tap = 0; tap < taps * taps; tap++) {
        const mx = (x - reach + ((tap % taps) + 0.5) / taps) * ratio - 0.5;
        const my = (y - reach + (((tap / taps) | 0) + 0.5) / taps) * ratio - 0.5;
        // Beyond the picture it goes on as at its edge.
        const u = Math.min(right, Math.max(0, a * mx + b * my + c));
        const v = Math.min(bottom, Math.max(0, d * mx + e * my + f));
        const left = u | 0;
        const top = v | 0;
        const fx = u - left;
        const fy = v - top;
        const from = top * stride + left;
        sum +=
          ((data[from] as number) * (1 - fx) + (data[from + 1] as number) * fx) * (1 - fy) +
          ((data[from + stride] as number) * (1 - fx) + (data[from + stride + 1] as number) * fx) * fy;
      }
      values[at] = sum / (taps * taps);
    }
  }
  return withoutBroadTone(values, wide, high);
}
