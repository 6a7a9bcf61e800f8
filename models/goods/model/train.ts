import { fold } from '../../text/fold.ts';
import { gramsOf } from './features.ts';
import { seeded } from './random.ts';
import { type SoftmaxFacts, softmax } from './softmax.ts';
import type { Example } from './titles.ts';

export type Trained = { facts: SoftmaxFacts; weights: Int8Array };
export type TrainOptions = { seed: number; vocabulary: number; rounds: number; rate: number; decay: number };
export const TRAINING: TrainOptions = { seed: 20240601, vocabulary: 7500, rounds: 5, rate: 0.6, decay: 1e-6 };

/** Softmax regression by AdaGrad over the examples in a seeded order, then one byte a weight. Deterministic. */
export function train(examples: readonly Example[], options: TrainOptions = TRAINING): Trained {
  const groups = [...new Set(examples.map((example) => example.group))].sort();
  const place = new Map(groups.map((group, i) => [group, i]));
  const grammed = examples.map((example) => gramsOf(fold(example.title).units));
  const grams = vocabularyOf(grammed, options.vocabulary);
  const index = new Map(grams.map((gram, i) => [gram, i]));
  const width = groups.length;
  const rows = grammed.map((list) => Int32Array.from(list.flatMap((gram) => index.get(gram) ?? [])));
  const labels = Int32Array.from(examples, (example) => place.get(example.group) ?? 0);
  const weights = new Float64Array(grams.length * width);
  const squares = new Float64Array(grams.length * width).fill(1e-4);
  const biases = new Float64Array(width);
  const order = Int32Array.from(examples.keys());
  const random = seeded(options.seed);
  for (let round = 0; round < options.rounds; round++) {
    shuffle(order, random.below);
    for (const at of order) {
      const row = rows[at] as Int32Array;
      if (row.length === 0) continue;
      const share = 1 / Math.sqrt(row.length);
      const scores = Float64Array.from(biases);
      for (const feature of row) {
        const from = feature * width;
        for (let g = 0; g < width; g++)
          scores[g] = (scores[g] as number) + (weights[from + g] as number) * share;
      }
      const errors = softmax(scores);
      errors[labels[at] as number] = (errors[labels[at] as number] as number) - 1;
      for (const feature of row) {
        const from = feature * width;
        for (let g = 0; g < width; g++) {
          const weight = weights[from + g] as number;
          const slope = (errors[g] as number) * share + options.decay * weight;
          const square = (squares[from + g] as number) + slope * slope;
          squares[from + g] = square;
          weights[from + g] = weight - (options.rate * slope) / Math.sqrt(square);
        }
      }
      for (let g = 0; g < width; g++) biases[g] = (biases[g] as number) - 0.002 * (errors[g] as number);
    }
  }
  return quantised(groups, grams, weights, biases);
}

function quantised(groups: string[], grams: string[], weights: Float64Array, biases: Float64Array): Trained {
  let most = 1e-9;
  // The few heaviest weights are cut, so that the many small ones keep their differences.
  const sorted = weights.map(Math.abs).sort();
  most = Math.max(most, sorted[Math.floor(sorted.length * 0.9995)] ?? 1);
  const scale = most / 127;
  const bytes = Int8Array.from(weights, (weight) =>
    Math.max(-127, Math.min(127, Math.round(weight / scale))),
  );
  return {
    facts: { groups, grams, scale, biases: [...biases].map((bias) => Number(bias.toFixed(5))) },
    weights: bytes,
  };
}

/** The grams that occur in most titles; ties by text, so that the order is always the same. */
function vocabularyOf(grammed: readonly string[][], most: number): string[] {
  const counts = new Map<string, number>();
  for (const list of grammed) for (const gram of list) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  return [...counts]
    .filter(([, count]) => count >= 3)
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, most)
    .map(([gram]) => gram);
}

function shuffle(list: Int32Array, below: (n: number) => number): void {
  for (let i = list.length - 1; i > 0; i--) {
    const k = below(i + 1);
    const kept = list[i] as number;
    list[i] = list[k] as number;
    list[k] = kept;
  }
}
