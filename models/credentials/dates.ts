import { problem } from './explain.ts';
import { credentialKind } from './kinds.ts';
import type { CredentialMention, CredentialProblem } from './port.ts';

/** Days as YYYY-MM-DD. */
export type DeclaredDates = {
  today: string;
  validFrom?: string | undefined;
  validUntil?: string | undefined;
};

/** Leap days and a first day that counts or not. */
const SLACK_DAYS = 3;

/**
 * Dates a credential cannot have: a year of the future, a start before the year in its number, a term longer than
 * the law's. A renewal keeps the old year, so an old year never means expiry.
 */
export function datesOf(
  mention: CredentialMention,
  { today, validFrom, validUntil }: DeclaredDates,
): CredentialProblem[] {
  const problems: CredentialProblem[] = [];
  const year = yearOf(mention);
  if (year !== undefined && year > today.slice(0, 4)) {
    problems.push(
      problem(
        'year-future',
        'year',
        `≤ ${today.slice(0, 4)}`,
        `编号年份 ${year} 尚未到来`,
        `the year ${year} is yet to come`,
      ),
    );
  }
  if (year !== undefined && validFrom !== undefined && validFrom.slice(0, 4) < year) {
    problems.push(
      problem(
        'issued-before-year',
        'validFrom',
        `≥ ${year}`,
        `起始日 ${validFrom} 早于编号年份 ${year}`,
        `starts on ${validFrom}, before the year ${year} in its number`,
      ),
    );
  }
  const years = credentialKind(mention.kind)?.validYears;
  if (years !== undefined && validFrom !== undefined && validUntil !== undefined) {
    const most = new Date(`${validFrom}T00:00:00Z`);
    most.setUTCFullYear(most.getUTCFullYear() + years);
    most.setUTCDate(most.getUTCDate() + SLACK_DAYS);
    const latest = most.toISOString().slice(0, 10);
    if (validUntil > latest) {
      problems.push(
        problem(
          'term-too-long',
          'validUntil',
          `≤ ${latest}`,
          `有效期超过法定的 ${years} 年`,
          `runs longer than the ${years} years of the law`,
        ),
      );
    }
  }
  return problems;
}

function yearOf({ state, parts }: CredentialMention): string | undefined {
  if (state === 'malformed' || parts.year === undefined) return undefined;
  return parts.year.length === 2 ? `20${parts.year}` : parts.year;
}
