/** Counts of one thing to be recognised. */
export type Score = { found: number; wanted: number; wrong: number };
export type Miss = {
  readonly kind: 'missed' | 'wrong';
  readonly wanted: string;
  readonly got: string;
  readonly input: string;
  /** Why the engine said what it said. */
  readonly because: string;
};
export type Result = { readonly name: string; readonly score: Score; readonly misses: readonly Miss[] };

export class Tally {
  readonly name: string;
  readonly score: Score = { found: 0, wanted: 0, wrong: 0 };
  readonly misses: Miss[] = [];

  constructor(name: string) {
    this.name = name;
  }

  /** Compares sets of labels for one input; errors keep their explanation. */
  compare(
    input: string,
    wanted: readonly string[],
    got: readonly { readonly label: string; readonly because: string }[],
    context = '',
  ): void {
    const labels = new Set(got.map((one) => one.label));
    this.score.wanted += wanted.length;
    for (const label of wanted) {
      if (labels.has(label)) this.score.found++;
      else
        this.misses.push({
          kind: 'missed',
          wanted: label,
          got: [...labels].join(' '),
          input,
          because: context,
        });
    }
    for (const { label, because } of got) {
      if (wanted.includes(label)) continue;
      this.score.wrong++;
      this.misses.push({ kind: 'wrong', wanted: wanted.join(' '), got: label, input, because });
    }
  }
}

/** Wilson's 95 % interval of a share. */
export function wilson(successes: number, trials: number): [low: number, high: number] {
  if (trials === 0) return [0, 1];
  const z = 1.959964;
  const share = successes / trials;
  const middle = share + (z * z) / (2 * trials);
  const reach = z * Math.sqrt((share * (1 - share)) / trials + (z * z) / (4 * trials * trials));
  const scale = 1 + (z * z) / trials;
  return [Math.max(0, (middle - reach) / scale), Math.min(1, (middle + reach) / scale)];
}
