/** Counts of one thing to be recognised. */
export type Score = { inputs: number; found: number; wanted: number; wrong: number };
/** An error with its explanation. */
export type Miss = {
  readonly kind: 'missed' | 'wrong';
  readonly expected: string;
  readonly seen: string;
  readonly input: string;
  /** Why the engine said what it said: its readings, weights, reasons. */
  readonly why: string;
};
/** What a set is measured against; a part left out is not asked for. */
export type Target = { readonly precision?: number; readonly recall?: number };

const TARGET: Target = { precision: 0.98, recall: 0.9 };

export class Tally {
  readonly name: string;
  readonly target: Target;
  readonly score: Score = { inputs: 0, found: 0, wanted: 0, wrong: 0 };
  readonly misses: Miss[] = [];
  readonly #isSum: boolean;

  /** A sum counts what other sets list: its errors are theirs. */
  constructor(name: string, target: Target = TARGET, isSum = false) {
    this.name = name;
    this.target = target;
    this.#isSum = isSum;
  }

  /** Compares sets of labels for one input; errors keep their explanation. */
  compare(
    input: string,
    expected: readonly string[],
    got: readonly { readonly label: string; readonly because: string }[],
    context = '',
  ): void {
    const labels = new Set(got.map((one) => one.label));
    const seen = [...labels].join(' ');
    this.score.inputs++;
    this.score.wanted += expected.length;
    for (const label of expected) {
      if (labels.has(label)) this.score.found++;
      else {
        const why = [...got.map((one) => one.because), context].filter(Boolean).join('; ');
        this.#list({ kind: 'missed', expected: label, seen, input, why: why || 'nothing seen' });
      }
    }
    for (const { label, because } of got) {
      if (expected.includes(label)) continue;
      this.score.wrong++;
      this.#list({ kind: 'wrong', expected: expected.join(' '), seen: label, input, why: because });
    }
  }

  #list(miss: Miss): void {
    if (!this.#isSum) this.misses.push(miss);
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
