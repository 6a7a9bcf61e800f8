import type { Affine } from './geometry.ts';
import { mapped } from './geometry.ts';
import { inverseOf, type Moments, spreadOf } from './moments.ts';

/**
 * A shape freed of place, size, slant and stretch: where its pixels lie once their spread is made round, by ring and
 * angle. Two pictures of one shape differ by a turn only.
 */
export type Silhouette = {
  /** From the round spread to the shape's own pixels. */
  readonly spread: Affine;
  /** Roots of the shares of its pixels in each cell, so that a sum of products is a likeness of 0-1; ring by ring. */
  readonly cells: Float32Array;
};

export const angles = 40;
/** Ends of the rings; a disc made round has radius 2. */
const ringEnds = [0.7, 1.15, 1.6, 2.1] as const;
const rings = ringEnds.length + 1;
/** As many pixels say as much as all of them. */
const enoughPixels = 2000;

/** Of weighed pixels: `each` calls back with x, y and weight, at most every `step`-th. */
export function silhouetteOf(
  moments: Moments,
  each: (take: (x: number, y: number, weight: number) => void, step: number) => void,
): Silhouette | undefined {
  const spread = spreadOf(moments);
  if (!spread) return undefined;
  const toRound = inverseOf(spread);
  const counts = new Float32Array(rings * angles);
  let total = 0;
  each(
    (x, y, weight) => {
      const [u, v] = mapped(toRound, x, y);
      const far = Math.hypot(u, v);
      let ring = 0;
      while (ring < ringEnds.length && far > (ringEnds[ring] as number)) ring++;
      // A pixel near a border counts on both sides of it.
      const turn = ((Math.atan2(v, u) / (2 * Math.PI) + 1) * angles) % angles;
      const low = Math.floor(turn - 0.5);
      const share = turn - 0.5 - low;
      const at = ring * angles;
      counts[at + ((low + angles) % angles)] =
        (counts[at + ((low + angles) % angles)] as number) + weight * (1 - share);
      counts[at + ((low + 1) % angles)] = (counts[at + ((low + 1) % angles)] as number) + weight * share;
      total += weight;
    },
    Math.max(1, Math.round(moments.n / enoughPixels)),
  );
  return { spread, cells: counts.map((count) => Math.sqrt(count / total)) };
}

/** A turn and how alike the shapes are by it, 0-1. */
export type Turn = { readonly angle: number; readonly likeness: number };

/** The turns, of those within `reach` radians, by which `a` looks most like `b`: at most two, best first. */
export function bestTurns(a: Silhouette, b: Silhouette, reach: number, least: number): Turn[] {
  const limit = Math.floor((reach / (2 * Math.PI)) * angles);
  const values: number[] = [];
  for (let shift = -limit; shift <= limit; shift++) {
    let sum = 0;
    for (let ring = 0; ring < rings; ring++) {
      const at = ring * angles;
      for (let k = 0; k < angles; k++)
        sum += (a.cells[at + k] as number) * (b.cells[at + ((k + shift + angles) % angles)] as number);
    }
    values.push(sum);
  }
  const turns: Turn[] = [];
  for (const [i, likeness] of values.entries()) {
    if (likeness < least) continue;
    if (likeness < (values[i - 1] ?? 0) || likeness <= (values[i + 1] ?? 0)) continue;
    turns.push({ angle: ((i - limit) / angles) * 2 * Math.PI, likeness });
  }
  return turns.sort((p, q) => q.likeness - p.likeness).slice(0, 2);
}
