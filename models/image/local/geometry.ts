/** An affine map (x, y) → (a x + b y + c, d x + e y + f). */
export type Affine = readonly [number, number, number, number, number, number];

/** A pair of keypoints thought to be the same spot: (x, y, size, angle) in the reference and in the picture. */
export type Pair = {
  /** Which reference keypoint: several pairs of one keypoint count once. */
  readonly key: number;
  readonly from: readonly [number, number, number, number];
  readonly to: readonly [number, number, number, number];
  readonly weight: number;
  /** Differing bits of the two descriptors. */
  readonly bits: number;
};

export type Agreement = { readonly map: Affine; readonly inliers: readonly Pair[] };

export type AgreementOptions = {
  /** How far a point may land from its partner, as a share of the mapped reference's size. */
  readonly tolerance: number;
  /** Diagonal of the reference. */
  readonly extent: number;
  readonly least: number;
};

/** Applies a map. */
export function mapped([a, b, c, d, e, f]: Affine, x: number, y: number): [number, number] {
  return [a * x + b * y + c, d * x + e * y + f];
}

/**
 * The map most pairs agree on. Every pair proposes one by its own size and angle (a keypoint is a frame, not just a
 * point), so no sampling and no randomness; the winner is refined by least squares.
 */
export function bestAgreement(pairs: readonly Pair[], options: AgreementOptions): Agreement | undefined {
  let best: Pair[] = [];
  let bestScore = 0;
  const columns = columnsOf(pairs);
  for (const pair of pairs) {
    // A keypoint's second choice may agree with others, but seldom leads them.
    if (pair.weight < 1) continue;
    const map = frameMap(pair);
    const scale = Math.hypot(map[0], map[3]);
    if (scale < 0.05 || scale > 20) continue;
    // Most proposals are refused by a count that overlooks nothing and makes nothing.
    if (mostScore(columns, map, scale, options) <= bestScore) continue;
    const inliers = agreeing(pairs, map, scale, options);
    const score = inliers.reduce((sum, inlier) => sum + inlier.weight, 0);
    if (score > bestScore) {
      best = inliers;
      bestScore = score;
    }
  }
  if (best.length < options.least) return undefined;
  let map = fitted(best);
  for (let round = 0; round < 3 && map; round++) {
    const again = agreeing(pairs, map, Math.sqrt(Math.abs(map[0] * map[4] - map[1] * map[3])), options);
    if (again.length < best.length) break;
    best = again;
    map = fitted(best);
  }
  return map && plausible(map) ? { map, inliers: best } : undefined;
}

/** Pairs as numbers side by side: x, y there, x, y here, size ratio, weight, key. */
const fields = 7;

function columnsOf(pairs: readonly Pair[]): Float64Array {
  const columns = new Float64Array(pairs.length * fields);
  for (const [i, { key, from, to, weight }] of pairs.entries())
    columns.set([from[0], from[1], to[0], to[1], to[2] / from[2], weight, key], i * fields);
  return columns;
}

/** At least the score `agreeing` would come to: every keypoint with its heaviest partner, spots shared or not. */
function mostScore(columns: Float64Array, map: Affine, scale: number, options: AgreementOptions): number {
  const reach = (options.tolerance * options.extent * scale) ** 2;
  const [a, b, c, d, e, f] = map;
  let score = 0;
  let lastKey = -1;
  let lastWeight = 0;
  for (let i = 0; i < columns.length; i += fields) {
    const x = columns[i] as number;
    const y = columns[i + 1] as number;
    const dx = a * x + b * y + c - (columns[i + 2] as number);
    const dy = d * x + e * y + f - (columns[i + 3] as number);
    if (dx * dx + dy * dy > reach) continue;
    const ratio = (columns[i + 4] as number) / scale;
    if (ratio < 0.5 || ratio > 2) continue;
    const weight = columns[i + 5] as number;
    // Partners of one keypoint follow one another.
    if (columns[i + 6] !== lastKey) {
      score += weight;
      lastKey = columns[i + 6] as number;
      lastWeight = weight;
    } else if (weight > lastWeight) {
      score += weight - lastWeight;
      lastWeight = weight;
    }
  }
  return score;
}

function frameMap({ from, to }: Pair): Affine {
  const scale = to[2] / from[2];
  const turn = ((to[3] - from[3]) * Math.PI) / 180;
  const cosine = scale * Math.cos(turn);
  const sine = scale * Math.sin(turn);
  return [
    cosine,
    -sine,
    to[0] - (cosine * from[0] - sine * from[1]),
    sine,
    cosine,
    to[1] - (sine * from[0] + cosine * from[1]),
  ];
}

function agreeing(pairs: readonly Pair[], map: Affine, scale: number, options: AgreementOptions): Pair[] {
  const reach = (options.tolerance * options.extent * scale) ** 2;
  const nearest = new Map<number, { pair: Pair; distance: number }>();
  for (const pair of pairs) {
    const [x, y] = mapped(map, pair.from[0], pair.from[1]);
    const distance = (x - pair.to[0]) ** 2 + (y - pair.to[1]) ** 2;
    if (distance > reach) continue;
    const ratio = pair.to[2] / pair.from[2] / scale;
    if (ratio < 0.5 || ratio > 2) continue;
    const before = nearest.get(pair.key);
    if (!before || distance < before.distance) nearest.set(pair.key, { pair, distance });
  }
  // One spot of the picture may speak for one keypoint only.
  const spots = new Set<number>();
  const kept: Pair[] = [];
  for (const { pair } of nearest.values()) {
    const spot = Math.round(pair.to[0] / 2) * 65_536 + Math.round(pair.to[1] / 2);
    if (spots.has(spot)) continue;
    spots.add(spot);
    kept.push(pair);
  }
  return kept;
}

/** Two spots that are the same, there and here; what follows x and y does not matter. */
export type Spots = {
  readonly from: readonly [number, number, ...number[]];
  readonly to: readonly [number, number, ...number[]];
};

/** Affine least squares with four or more pairs, else the similarity of the two. */
export function fitted(pairs: readonly Spots[]): Affine | undefined {
  if (pairs.length < 4) return similarity(pairs);
  let [sx, sy, sxx, sxy, syy, n] = [0, 0, 0, 0, 0, 0];
  const u = [0, 0, 0];
  const v = [0, 0, 0];
  for (const { from, to } of pairs) {
    const [x, y] = from;
    sx += x;
    sy += y;
    sxx += x * x;
    sxy += x * y;
    syy += y * y;
    n++;
    for (const [target, value] of [
      [u, to[0]],
      [v, to[1]],
    ] as const) {
      target[0] = (target[0] as number) + x * value;
      target[1] = (target[1] as number) + y * value;
      target[2] = (target[2] as number) + value;
    }
  }
  const determinant = sxx * (syy * n - sy * sy) - sxy * (sxy * n - sy * sx) + sx * (sxy * sy - syy * sx);
  const spread = sxx * syy * n;
  if (Math.abs(determinant) < 1e-6 * Math.abs(spread)) return similarity(pairs);
  const solve = ([p, q, r]: number[]): [number, number, number] => {
    const [b0, b1, b2] = [p as number, q as number, r as number];
    return [
      (b0 * (syy * n - sy * sy) - sxy * (b1 * n - sy * b2) + sx * (b1 * sy - syy * b2)) / determinant,
      (sxx * (b1 * n - b2 * sy) - b0 * (sxy * n - sy * sx) + sx * (sxy * b2 - b1 * sx)) / determinant,
      (sxx * (syy * b2 - sy * b1) - sxy * (sxy * b2 - b1 * sx) + b0 * (sxy * sy - syy * sx)) / determinant,
    ];
  };
  return [...solve(u), ...solve(v)] as unknown as Affine;
}

function similarity(pairs: readonly Spots[]): Affine | undefined {
  const n = pairs.length;
  if (n === 0) return undefined;
  const mean = (pick: (pair: Spots) => number): number =>
    pairs.reduce((sum, pair) => sum + pick(pair), 0) / n;
  const [fx, fy, tx, ty] = [
    mean((p) => p.from[0]),
    mean((p) => p.from[1]),
    mean((p) => p.to[0]),
    mean((p) => p.to[1]),
  ];
  let [dot, cross, norm] = [0, 0, 0];
  for (const { from, to } of pairs) {
    const [x, y, u, v] = [from[0] - fx, from[1] - fy, to[0] - tx, to[1] - ty];
    dot += x * u + y * v;
    cross += x * v - y * u;
    norm += x * x + y * y;
  }
  if (norm === 0) return undefined;
  const [a, d] = [dot / norm, cross / norm];
  return [a, -d, tx - a * fx + d * fy, d, a, ty - d * fx - a * fy];
}

/** Goods are photographed from in front: no mirror, no extreme squeeze. */
function plausible([a, b, , d, e]: Affine): boolean {
  const determinant = a * e - b * d;
  const [first, second] = [Math.hypot(a, d), Math.hypot(b, e)];
  return (
    determinant > 0 && first / second < 2.2 && second / first < 2.2 && determinant > 0.45 * first * second
  );
}
