import { gramFinder } from './features.ts';

/** A linear model over character grams, weights in one byte each. */
export type SoftmaxFacts = { groups: string[]; grams: string[]; scale: number; biases: number[] };

export type GroupModel = {
  readonly groups: readonly string[];
  /** Probabilities of all groups for folded units. */
  probabilities(units: Uint16Array): Float64Array;
  /** Grams that speak most for a group. */
  reasons(units: Uint16Array, group: number, most: number): string[];
};

export function openModel(facts: SoftmaxFacts, weights: Int8Array): GroupModel {
  const { groups, scale } = facts;
  const find = gramFinder(facts.grams);
  const biases = Float64Array.from(facts.biases);
  const width = groups.length;
  return {
    groups,
    probabilities(units) {
      const features = find(units);
      const scores = Float64Array.from(biases);
      const share = features.length > 0 ? scale / Math.sqrt(features.length) : 0;
      for (const feature of features) {
        const at = feature * width;
        for (let g = 0; g < width; g++)
          scores[g] = (scores[g] as number) + (weights[at + g] as number) * share;
      }
      return softmax(scores);
    },
    reasons(units, group, most) {
      const speaking: [gram: string, weight: number][] = [];
      for (const feature of find(units)) {
        const weight = weights[feature * width + group] as number;
        if (weight > 0) speaking.push([facts.grams[feature] as string, weight]);
      }
      return speaking
        .sort((a, b) => b[1] - a[1] || b[0].length - a[0].length)
        .slice(0, most)
        .map(([gram]) => gram);
    },
  };
}

export function softmax(scores: Float64Array): Float64Array {
  let top = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > top) top = score;
  let sum = 0;
  for (let i = 0; i < scores.length; i++) {
    scores[i] = Math.exp((scores[i] as number) - top);
    sum += scores[i] as number;
  }
  for (let i = 0; i < scores.length; i++) scores[i] = (scores[i] as number) / sum;
  return scores;
}
