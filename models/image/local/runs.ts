import type { Moments } from './moments.ts';
import type { Grey } from './opencv.ts';
import type { Box } from './region-groups.ts';

/** Pixels of one tone against another, connected or standing together: a blot, a letter, a word, an emblem. */
export type InkRegion = {
  /** Darker or lighter than `level`, which parts it from what is around. */
  readonly dark: boolean;
  readonly level: number;
  readonly box: Box;
  readonly moments: Moments;
  /** Row, first and end column of each run of pixels. */
  readonly runs: readonly Int32Array[];
};

/** Fewer are specks. */
const leastPixels = 16;

/** Connected parts darker and lighter than a level, away from the edge. */
export function partsOf(grey: Grey, level: number): InkRegion[] {
  return new Runs(grey.width * grey.height).partsAt(grey, level);
}

/** Runs of like pixels, line by line, and which of them hang together. */
export class Runs {
  readonly #rows: Int32Array;
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  readonly #parent: Int32Array;

  constructor(most: number) {
    this.#rows = new Int32Array(most);
    this.#from = new Int32Array(most);
    this.#to = new Int32Array(most);
    this.#parent = new Int32Array(most);
  }

  /** Connected parts darker and lighter than `level`, away from the picture's edge. */
  partsAt({ width, height, data }: Grey, level: number): InkRegion[] {
    let count = 0;
    let lastFirst = 0;
    let lastEnd = 0;
    const dark = (run: number): boolean =>
      (data[(this.#rows[run] as number) * width + (this.#from[run] as number)] as number) < level;
    for (let y = 0; y < height; y++) {
      const first = count;
      let above = lastFirst;
      for (let x = 0; x < width; ) {
        const isDark = (data[y * width + x] as number) < level;
        let end = x + 1;
        while (end < width && (data[y * width + end] as number) < level === isDark) end++;
        this.#rows[count] = y;
        this.#from[count] = x;
        this.#to[count] = end;
        this.#parent[count] = count;
        while (above < lastEnd && (this.#to[above] as number) <= x) above++;
        for (let other = above; other < lastEnd && (this.#from[other] as number) < end; other++)
          if (dark(other) === isDark) this.#unite(other, count);
        count++;
        x = end;
      }
      [lastFirst, lastEnd] = [first, count];
    }
    return this.#collected(count, width, height, level, dark);
  }

  #unite(a: number, b: number): void {
    const [x, y] = [this.#root(a), this.#root(b)];
    // The earlier run is the root, so that one pass in order finds every root before its runs.
    if (x < y) this.#parent[y] = x;
    else this.#parent[x] = y;
  }

  #root(run: number): number {
    let at = run;
    while (this.#parent[at] !== at) {
      this.#parent[at] = this.#parent[this.#parent[at] as number] as number;
      at = this.#parent[at] as number;
    }
    return at;
  }

  #collected(
    count: number,
    width: number,
    height: number,
    level: number,
    dark: (run: number) => boolean,
  ): InkRegion[] {
    const runsOf = new Int32Array(count);
    const pixels = new Int32Array(count);
    const edge = new Uint8Array(count);
    for (let run = 0; run < count; run++) {
      const root = this.#root(run);
      runsOf[root] = (runsOf[root] as number) + 1;
      pixels[root] = (pixels[root] as number) + (this.#to[run] as number) - (this.#from[run] as number);
      const row = this.#rows[run] as number;
      if (row === 0 || row === height - 1 || this.#from[run] === 0 || this.#to[run] === width) edge[root] = 1;
    }
    const kept = new Map<number, { runs: Int32Array; at: number }>();
    for (let run = 0; run < count; run++) {
      if (edge[this.#root(run)] === 1 || (pixels[this.#root(run)] as number) < leastPixels) continue;
      const root = this.#root(run);
      const part = kept.get(root) ?? { runs: new Int32Array((runsOf[root] as number) * 3), at: 0 };
      part.runs.set([this.#rows[run] as number, this.#from[run] as number, this.#to[run] as number], part.at);
      part.at += 3;
      kept.set(root, part);
    }
    return [...kept].map(([root, { runs }]) => partOf(runs, level, dark(root)));
  }
}

function partOf(runs: Int32Array, level: number, dark: boolean): InkRegion {
  const box = { left: Number.POSITIVE_INFINITY, top: runs[0] as number, right: 0, bottom: 0 };
  let [n, sx, sy, sxx, sxy, syy] = [0, 0, 0, 0, 0, 0];
  for (let i = 0; i < runs.length; i += 3) {
    const [y, from, to] = [runs[i] as number, runs[i + 1] as number, runs[i + 2] as number];
    const length = to - from;
    const along = ((from + to - 1) * length) / 2;
    n += length;
    sx += along;
    sy += y * length;
    sxx += squaresTo(to - 1) - squaresTo(from - 1);
    sxy += along * y;
    syy += y * y * length;
    if (from < box.left) box.left = from;
    if (to > box.right) box.right = to;
    if (y >= box.bottom) box.bottom = y + 1;
  }
  return { dark, level, box, moments: { n, sx, sy, sxx, sxy, syy }, runs: [runs] };
}

const squaresTo = (k: number): number => (k * (k + 1) * (2 * k + 1)) / 6;
