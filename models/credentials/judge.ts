import { expectedCheck } from './check-digits.ts';
import { consistency, derivedParts } from './consistency.ts';
import { explain, problem } from './explain.ts';
import type { Form } from './grammar.ts';
import { type CredentialKind, formsOf } from './kinds.ts';
import type { CredentialMention, CredentialProblem } from './port.ts';

export type Judged = Pick<CredentialMention, 'normalized' | 'state' | 'checkDigit' | 'problems' | 'parts'>;

/** The levelled number without a final 号. */
export const withoutSuffix = (text: string) => text.replace(/[:]/g, '').replace(/号$/, '');

/** The form a levelled number has, if it has one. */
export function formOf(
  kind: CredentialKind,
  text: string,
): { form: Form; parts: Record<string, string>; text: string } | undefined {
  for (const candidate of spellings(kind, text)) {
    for (const form of formsOf(kind)) {
      const match = form.strict.exec(candidate) ?? form.strict.exec(`${candidate}号`);
      if (!match) continue;
      const groups = Object.entries(match.groups ?? {}).filter(
        (entry): entry is [string, string] => entry[1] !== undefined,
      );
      return { form, parts: Object.fromEntries(groups), text: candidate };
    }
  }
  return undefined;
}

/** A number may stand without its letters under a label (许可证编号 1063…), and ISBN and GTIN with dashes. */
function spellings(kind: CredentialKind, text: string): string[] {
  const plain = withoutSuffix(text);
  if (kind.prefix !== undefined) {
    const bare = plain.replace(/[-.]/g, '');
    return bare.startsWith(kind.prefix) ? [bare] : [kind.prefix + bare];
  }
  if (kind.id === 'isbn' || kind.id === 'gtin' || kind.id === 'imei') return [plain.replaceAll('-', '')];
  if (kind.id === 'trademark') return [plain.replace(/^第/, '')];
  return [plain];
}

/** State, check digit, parts and problems of a levelled number under a kind. */
export function judge(kind: CredentialKind, text: string): Judged {
  const match = formOf(kind, text);
  if (!match) {
    const normalized = spellings(kind, text)[0] ?? text;
    return {
      normalized,
      state: 'malformed',
      checkDigit: 'none',
      problems: bestExplanation(kind, normalized),
      parts: {},
    };
  }
  const rules = consistency(kind.id, match.form.source, match.parts);
  const state = rules.some((rule) => rule.breaks) ? 'malformed' : 'well-formed';
  const check = checkOf(kind, match.text);
  return {
    normalized: match.text,
    state,
    checkDigit: check.result,
    problems: rules.map((rule) => rule.problem),
    parts: {
      ...match.parts,
      ...derivedParts(kind.id, match.text),
      ...(check.expected === undefined ? {} : { expectedCheck: check.expected }),
    },
  };
}

function checkOf(
  kind: CredentialKind,
  normalized: string,
): { result: CredentialMention['checkDigit']; expected?: string } {
  if (!kind.check) return { result: 'none' };
  const number = kind.prefix === undefined ? normalized : normalized.slice(kind.prefix.length);
  const expected = expectedCheck(kind.check.algorithm, number.slice(0, -1));
  if (expected === number.at(-1)) return { result: 'pass' };
  return expected === undefined ? { result: 'fail' } : { result: 'fail', expected };
}

/** The explanation of the form that is nearest: fewest problems first, the usual form before the rarer. */
function bestExplanation(kind: CredentialKind, text: string): CredentialProblem[] {
  if (kind.id === 'gtin' && /^\d*$/.test(text)) {
    return [
      problem(
        'length',
        'number',
        '8/12/13/14',
        `有 ${text.length} 位，应为 8、12、13 或 14 位`,
        `has ${text.length} digits, not 8, 12, 13 or 14`,
      ),
    ];
  }
  const options = formsOf(kind)
    .filter((form) => form.anchor === '' || text.includes(form.anchor) || formsOf(kind).length === 1)
    .map((form) => explain(form, text));
  const pool =
    options.length > 0
      ? options
      : formsOf(kind)
          .slice(0, 1)
          .map((form) => explain(form, text));
  return pool.reduce((best, next) => (next.length < best.length ? next : best), pool[0] ?? []);
}
