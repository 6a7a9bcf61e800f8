/**
 * How much a contradiction within a number, or between it and the declared dates, says by itself (0-1). What follows from
 * the text of a rule weighs more than what we derived or remember; none of them proves a forgery, the registry does.
 */
const STRENGTHS: Readonly<Record<string, number>> = {
  'year-future': 0.9,
  'term-too-long': 0.7,
  'issued-before-year': 0.6,
  // Older forms are documented on real numbers; a renewal keeps its year.
  era: 0.6,
  'region-code': 0.6,
  category: 0.55,
  // Derived from the day the goods came under certification: a voluntary certificate may have come before.
  'category-era': 0.55,
  enterprise: 0.4,
  'first-year': 0.35,
};

/** Strength of a problem by its code; a new one counts as doubtful until it is weighed here. */
export function strengthOfProblem(code: string): number {
  return STRENGTHS[code] ?? 0.5;
}
