import type { Affine } from './geometry.ts';

/** Sums over pixels: how many, of x, of y, and of their products. They add up over parts. */
export type Moments = {
  readonly n: number;
  readonly sx: number;
  readonly sy: number;
  readonly sxx: number;
  readonly sxy: number;
  readonly syy: number;
};

export const noMoments: Moments = { n: 0, sx: 0, sy: 0, sxx: 0, sxy: 0, syy: 0 };

export function sumOf(a: Moments, b: Moments): Moments {
  return {
    n: a.n + b.n,
    sx: a.sx + b.sx,
    sy: a.sy + b.sy,
    sxx: a.sxx + b.sxx,
    sxy: a.sxy + b.sxy,
    syy: a.syy + b.syy,
  };
}

/** Where pixels lie and how they spread: their middle and the symmetric root of their covariance, as a map from a round spread. */
export function spreadOf({ n, sx, sy, sxx, sxy, syy }: Moments): Affine | undefined {
  const [cx, cy] = [sx / n, sy / n];
  // A pixel is a square, not a point.
  const a = sxx / n - cx * cx + 1 / 12;
  const b = sxy / n - cx * cy;
  const d = syy / n - cy * cy + 1 / 12;
  const root = Math.sqrt(a * d - b * b);
  const scale = Math.sqrt(a + d + 2 * root);
  // Narrower than one to twelve is a stroke: its spread says nothing of its shape.
  if (!(root > 0) || scale === 0 || (a + d) / root > 12) return undefined;
  return [(a + root) / scale, b / scale, cx, b / scale, (d + root) / scale, cy];
}

/** The map that undoes another; undefined when it cannot be. */
export function inverseOf([a, b, c, d, e, f]: Affine): Affine {
  const determinant = a * e - b * d;
  const [ia, ib, id, ie] = [e / determinant, -b / determinant, -d / determinant, a / determinant];
  return [ia, ib, -(ia * c + ib * f), id, ie, -(id * c + ie * f)];
}

/** `outer` after `inner`. */
export function chained(outer: Affine, inner: Affine): Affine {
  const [a, b, c, d, e, f] = outer;
  const [p, q, r, s, t, u] = inner;
  return [a * p + b * s, a * q + b * t, a * r + b * u + c, d * p + e * s, d * q + e * t, d * r + e * u + f];
}

export function turned(angle: number): Affine {
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)];
  return [cosine, -sine, 0, sine, cosine, 0];
}
