import { compact } from './compact.ts';
import { problem } from './explain.ts';
import { findCredentials } from './find.ts';
import { printForm } from './grammar.ts';
import { formOf, judge } from './judge.ts';
import { credentialKind, credentialKinds } from './kinds.ts';
import type { CredentialMention } from './port.ts';

export { findCredentials } from './find.ts';

export { credentialKind, credentialKinds } from './kinds.ts';

/**
 * A declared number under a declared kind. Without a kind, or with one that no table row knows, the number's own
 * form decides. A number that has the form of another kind is malformed under the declared one.
 */
export function parseCredential(kind: string | undefined, number: string): CredentialMention {
  const row = kind === undefined ? undefined : credentialKind(kind);
  if (!row) return undeclared(kind, number);
  const level = compact(number).text;
  const judged = judge(row, level);
  const place = { number, start: 0, end: number.length };
  if (judged.state === 'malformed') {
    const other = kindOfNumber(number);
    if (other !== undefined && other.id !== row.id) {
      const note = problem(
        'other-kind',
        'kind',
        row.id,
        `这是${other.title.zh}的编号，不是${row.title.zh}`,
        `is a number of the kind “${other.title.en}”`,
      );
      return { kind: row.id, ...place, ...judged, problems: [note, ...judged.problems] };
    }
  }
  return { kind: row.id, ...place, ...judged };
}

function undeclared(kind: string | undefined, number: string): CredentialMention {
  const [found] = findCredentials(number);
  const note = problem(
    'unknown-kind',
    'kind',
    credentialKinds.map((row) => row.id).join(' '),
    `未知的资质类型「${kind ?? ''}」`,
    `“${kind ?? ''}” is no known kind of credential`,
  );
  if (found) return { ...found, number, start: 0, end: number.length };
  return {
    kind: kind ?? 'unknown',
    number,
    normalized: compact(number).text,
    start: 0,
    end: number.length,
    state: 'well-formed',
    checkDigit: 'none',
    problems: [note],
    parts: {},
  };
}

/** The one kind whose form a whole text has by itself; digit strings alone say nothing. */
function kindOfNumber(number: string) {
  const level = compact(number).text;
  return credentialKinds.find(
    (row) => row.label === undefined && row.prefix === undefined && formOf(row, level) !== undefined,
  );
}

/** The number as officials print it; parsing the print gives the same normalized number. */
export function printCredential(mention: Pick<CredentialMention, 'kind' | 'normalized'>): string {
  const row = credentialKind(mention.kind);
  const match = row && formOf(row, mention.normalized);
  return match ? printForm(match.form, match.parts) : mention.normalized;
}
