/** Counts of calls by kind, such as `dynamodb.write-units`; fractions occur (half a read unit). */
export type CallCounts = Record<string, number>;

export function addCounts(into: CallCounts, from: CallCounts): void {
  for (const [key, amount] of Object.entries(from)) into[key] = (into[key] ?? 0) + amount;
}
