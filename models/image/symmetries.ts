/** How a turned or mirrored picture is read from the picture: axes exchanged, then counted from the far side. */
export type Symmetry = { readonly swap: boolean; readonly x: boolean; readonly y: boolean };

/** The eight in the PDQ reference's order: as is, turned 90, 180, 270 counter-clockwise, flipped by x, by y, about both diagonals. */
export const symmetries: readonly Symmetry[] = [
  { swap: false, x: false, y: false },
  { swap: true, x: true, y: false },
  { swap: false, x: true, y: true },
  { swap: true, x: false, y: true },
  { swap: false, x: false, y: true },
  { swap: false, x: true, y: false },
  { swap: true, x: false, y: false },
  { swap: true, x: true, y: true },
];

/** Left and right exchanged. */
export const mirror = 5;

/** The symmetry with its axes exchanged: its fingerprint is the same 16 x 16 bits transposed. */
export function transposed(symmetry: number): number {
  const { swap, x, y } = symmetries[symmetry] as Symmetry;
  return symmetries.findIndex((other) => other.swap !== swap && other.x === x && other.y === y);
}

/** Where the turned picture's point lies in the picture; all in shares of the sides, 0-1. */
export function pointBefore(symmetry: number, x: number, y: number): [number, number] {
  const how = symmetries[symmetry] as Symmetry;
  const [u, v] = how.swap ? [y, x] : [x, y];
  return [how.x ? 1 - u : u, how.y ? 1 - v : v];
}
