import type { Affine } from './geometry.ts';
import { mapped } from './geometry.ts';
import type { Grey } from './opencv.ts';

/** How alike two pictures are where one is laid on the other. */
export type Resemblance = {
  /** Share of the structured cells that show the same, 0-1. */
  readonly same: number;
  /** Structured cells compared; few say little. */
  readonly cells: number;
};

/** Pixels of the reference's small picture a cell measures; every cell is compared by its own contrast. */
const cell = 10;
/** Least standard deviation, in grey levels, of a cell that shows something; noise averaged to this size has 2-4. */
const leastStructure = 7;
const alike = 0.7;
const hopeless = 0.35;

/**
 * Compares a reference's small picture with what lies under it, cell by cell. Keypoints agree on two drawings of one
 * outline as well; only the same picture agrees everywhere, its surroundings included.
 */
export function resemblanceOf(patch: Grey, ratio: number, map: Affine, picture: Grey): Resemblance {
  const rough = cellsAlike(patch, ratio, map, picture, 3 * cell);
  // Most places that keypoints propose are nothing of the kind: a ninth of the cells shows it.
  if (rough.cells >= 6 && rough.same < rough.cells * hopeless)
    return { ...rough, same: rough.same / rough.cells };
  const { same, cells } = cellsAlike(patch, ratio, map, picture, cell);
  return { same: cells === 0 ? 0 : same / cells, cells };
}

/** Counts of structured cells, and of those alike; a cell every `step` pixels. */
function cellsAlike(
  patch: Grey,
  ratio: number,
  map: Affine,
  picture: Grey,
  step: number,
): { same: number; cells: number } {
  let same = 0;
  let cells = 0;
  const mine = new Float64Array(cell * cell);
  const seen = new Float64Array(cell * cell);
  for (let top = 0; top + cell <= patch.height; top += step) {
    for (let left = 0; left + cell <= patch.width; left += step) {
      if (!gather(patch, ratio, map, picture, left, top, mine, seen)) continue;
      const structure = Math.max(spread(mine), spread(seen));
      if (structure < leastStructure) continue;
      cells++;
      if (correlation(mine, seen) >= alike) same++;
    }
  }
  return { same, cells };
}

/** Fills both cells; false when a part of it lies outside the picture. */
function gather(
  patch: Grey,
  ratio: number,
  map: Affine,
  picture: Grey,
  left: number,
  top: number,
  mine: Float64Array,
  seen: Float64Array,
): boolean {
  let at = 0;
  for (let y = top; y < top + cell; y++) {
    for (let x = left; x < left + cell; x++, at++) {
      const [u, v] = mapped(map, (x + 0.5) * ratio - 0.5, (y + 0.5) * ratio - 0.5);
      if (u < 0 || v < 0 || u >= picture.width - 1 || v >= picture.height - 1) return false;
      mine[at] = patch.data[y * patch.width + x] as number;
      seen[at] = bilinear(picture, u, v);
    }
  }
  return true;
}

function bilinear({ width, data }: Grey, x: number, y: number): number {
  const [left, top] = [x | 0, y | 0];
  const [fx, fy] = [x - left, y - top];
  const at = top * width + left;
  const upper = (data[at] as number) * (1 - fx) + (data[at + 1] as number) * fx;
  const lower = (data[at + width] as number) * (1 - fx) + (data[at + width + 1] as number) * fx;
  return upper * (1 - fy) + lower * fy;
}

function spread(values: Float64Array): number {
  let sum = 0;
  let squares = 0;
  for (const value of values) {
    sum += value;
    squares += value * value;
  }
  const mean = sum / values.length;
  return Math.sqrt(Math.max(0, squares / values.length - mean * mean));
}

function correlation(a: Float64Array, b: Float64Array): number {
  const n = a.length;
  let [sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [x, y] = [a[i] as number, b[i] as number];
    sa += x;
    sb += y;
    saa += x * x;
    sbb += y * y;
    sab += x * y;
  }
  const spreads = (saa - (sa * sa) / n) * (sbb - (sb * sb) / n);
  return spreads <= 0 ? 0 : (sab - (sa * sb) / n) / Math.sqrt(spreads);
}
