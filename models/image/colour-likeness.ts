import { colourSide } from './colour-grid.ts';
import type { Area } from './looks.ts';
import { pointBefore } from './symmetries.ts';

/** A part of a picture, seen some way round. */
export type Seen = { readonly colours: Uint8Array; readonly area: Area; readonly symmetry: number };

/** Points compared a side, over the parts that are thought to show the same. */
const side = 8;
/** Least spread of the colours, in levels of 255, for them to say anything: grey copies, white goods. */
const leastSpread = 4;
/**
 * How far two parts thought to be the same picture agree in their colours, -1 to 1; undefined where one has hardly any. A
 * copy in other light, of other saturation or re-encoded keeps 0.89 and more (a slight white balance moves all colours alike, and
 * their mean is taken off); colours turned by an angle agree by its cosine.
 */
export function colourAgreement(a: Seen, b: Seen): number | undefined {
  const [mine, other] = [coloursIn(a), coloursIn(b)];
  const [spreadA, spreadB] = [spreadOf(mine), spreadOf(other)];
  if (Math.min(spreadA, spreadB) < leastSpread) return undefined;
  let product = 0;
  for (let i = 0; i < mine.length; i++) product += (mine[i] as number) * (other[i] as number);
  return product / (side * side) / (spreadA * spreadB);
}

function spreadOf(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value * value;
  return Math.sqrt(sum / (side * side));
}

/** Both colour differences at 8 x 8 points of the part, their means taken off. */
function coloursIn({ colours, area, symmetry }: Seen): Float64Array {
  const values = new Float64Array(side * side * 2);
  const mean = [0, 0];
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const [u, v] = pointBefore(symmetry, (column + 0.5) / side, (row + 0.5) / side);
      const [x, y] = [area.x + u * area.width, area.y + v * area.height];
      for (let k = 0; k < 2; k++) {
        const value = between(colours, x * colourSide - 0.5, y * colourSide - 0.5, k);
        values[(row * side + column) * 2 + k] = value;
        mean[k] = (mean[k] as number) + value / (side * side);
      }
    }
  }
  return values.map((value, at) => value - (mean[at & 1] as number));
}

function between(colours: Uint8Array, x: number, y: number, k: number): number {
  const clamp = (value: number): number => Math.min(colourSide - 1, Math.max(0, value));
  const [left, top] = [Math.floor(x), Math.floor(y)];
  const at = (column: number, row: number): number =>
    colours[(clamp(row) * colourSide + clamp(column)) * 2 + k] as number;
  const [fx, fy] = [x - left, y - top];
  return (
    (at(left, top) * (1 - fx) + at(left + 1, top) * fx) * (1 - fy) +
    (at(left, top + 1) * (1 - fx) + at(left + 1, top + 1) * fx) * fy
  );
}
