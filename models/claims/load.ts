import * as z from 'zod';
import { fold } from '../text/fold.ts';
import { speltInLetters } from '../text/letters.ts';
import { buildMatcher, loadMatcher } from '../text/matcher.ts';
import { openChains } from './chains.ts';
import { findClaims } from './find.ts';
import type { ClaimRules } from './port.ts';
import { ClaimFile, ClaimRow, parseClaims } from './rules.ts';

const Words = z.array(z.string());
const Stored = z.object({
  rows: z.array(
    ClaimRow.extend({
      terms: Words,
      scope: z.array(ClaimRow.shape.scope.out.element),
      not_before: Words,
      not_after: Words,
      needs: Words,
      unless: Words,
    }),
  ),
  file: ClaimFile,
});

/** The claims artefact from claims.csv and claims.json; faults are named by row and column. Deterministic. */
export function buildClaims(sources: Record<string, string>): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(parseClaims(sources)));
}

/** Opens a claims artefact; its matcher is small enough to be built on the spot. */
export function loadClaims(bytes: Uint8Array): ClaimRules {
  const stored = Stored.parse(JSON.parse(new TextDecoder().decode(bytes)));
  const level = (words: readonly string[]) => words.map((word) => fold(word).text);
  // Context words are compared with folded text, so they are folded too.
  const rows = stored.rows.map((row) => ({
    ...row,
    not_before: level(row.not_before),
    not_after: level(row.not_after),
    needs: level(row.needs),
    unless: level(row.unless),
  }));
  const terms = rows.flatMap((row, id) => row.terms.map((term) => ({ term: fold(term).text, id })));
  const squeezed = terms
    .map(({ term, id }) => ({ term: term.replace(/[^\p{L}\p{N}]/gu, ''), id }))
    .filter(({ term }, i) => term.length >= 2 && term !== terms[i]?.term);
  const spelt = terms.flatMap(({ term, id }) =>
    speltInLetters(term).map((spelling) => ({ term: spelling, id })),
  );
  const matcher = loadMatcher(buildMatcher([...terms, ...squeezed, ...spelt]));
  const chains = openChains(stored.file.chains);
  const source = { rows, file: stored.file, chains };
  return { find: (input) => findClaims(input, source, matcher) };
}
