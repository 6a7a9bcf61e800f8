import type { RegistryAnswer, RegistryRecord } from '../../registry/port.ts';
import { levelName, sameName } from '../../same-name.ts';
import type { Bilingual } from '../../text-pair.ts';
import { isOver } from '../life/term.ts';
import { credentialKind } from '../parse.ts';
import type { CredentialMention } from '../port.ts';
import { ADVICE } from './advice.ts';
import type { Paper } from './merge.ts';

/** `silent`: the registry answered and has no such field. `unavailable`: it did not answer; that says nothing. */
export type FieldComparison = {
  field: 'holder' | 'product' | 'validUntil';
  result: 'same' | 'differs' | 'silent' | 'unavailable' | 'not-given';
  declared?: string;
  registered?: string;
};

/** What a paper came to. Only `confirmed` is good. */
export const PAPER_RESULTS = [
  'confirmed',
  'differs',
  'doubtful',
  'expired',
  'not-in-force',
  'not-found',
  'malformed',
  'ask-again',
  'not-askable',
] as const;
export type PaperResult = (typeof PAPER_RESULTS)[number];

export type PaperReport = {
  rows: number[];
  kind: string;
  title: Bilingual;
  number: string;
  normalized: string;
  parsed: CredentialMention['state'];
  problems: CredentialMention['problems'];
  checkDigit: CredentialMention['checkDigit'];
  registry: {
    state: RegistryAnswer['state'] | 'not-asked';
    status?: RegistryRecord['status'];
    reason?: string;
    ageSeconds?: number;
    stale?: boolean;
  };
  fields: FieldComparison[];
  result: PaperResult;
  advice: Bilingual;
};

/**
 * A paper against the registry's answer, field by field. `undefined` is a question that was not asked: there is nobody
 * to ask, or the number is none.
 */
export function comparePaper(paper: Paper, answer: RegistryAnswer | undefined, today: string): PaperReport {
  const { mention, rows } = paper;
  const fields = compareFields(paper, answer);
  const result = resultOf(paper, answer, fields, today);
  const head = {
    rows,
    kind: mention.kind,
    title: credentialKind(mention.kind)?.title ?? { zh: mention.kind, en: mention.kind },
    number: paper.number,
    normalized: mention.normalized,
    parsed: mention.state,
    problems: mention.problems,
    checkDigit: mention.checkDigit,
    registry: registryOf(answer),
    fields,
    result,
  };
  return { ...head, advice: ADVICE[result](head) };
}

function registryOf(answer: RegistryAnswer | undefined): PaperReport['registry'] {
  if (answer === undefined) return { state: 'not-asked' };
  if (answer.state === 'unavailable') return { state: 'unavailable', reason: answer.reason };
  const { state, ageSeconds, stale } = answer;
  return {
    state,
    ageSeconds,
    ...(stale ? { stale } : {}),
    ...(answer.state === 'record' ? { status: answer.record.status } : {}),
  };
}

function compareFields(paper: Paper, answer: RegistryAnswer | undefined): FieldComparison[] {
  return (['holder', 'product', 'validUntil'] as const).map((field) => {
    const declared = paper[field];
    const registered = answer?.state === 'record' ? answer.record[field] : undefined;
    const values = {
      ...(declared === undefined ? {} : { declared }),
      ...(registered === undefined ? {} : { registered }),
    };
    if (answer?.state !== 'record') return { field, result: 'unavailable', ...values };
    if (registered === undefined) return { field, result: 'silent', ...values };
    if (declared === undefined) return { field, result: 'not-given', ...values };
    return { field, result: agrees(field, declared, registered) ? 'same' : 'differs', ...values };
  });
}

function agrees(field: FieldComparison['field'], declared: string, registered: string): boolean {
  if (field === 'validUntil') return declared === registered;
  if (sameName(declared, registered)) return true;
  // A register names goods in full; a list may leave the brand or the pack out.
  const [a, b] = [levelName(declared), levelName(registered)];
  return field === 'product' && Math.min(a.length, b.length) >= 4 && (a.includes(b) || b.includes(a));
}

function resultOf(
  paper: Paper,
  answer: RegistryAnswer | undefined,
  fields: FieldComparison[],
  today: string,
): PaperResult {
  const { mention } = paper;
  if (mention.state === 'malformed') return 'malformed';
  if (answer === undefined) return 'not-askable';
  if (answer.state === 'unavailable') return answer.permanent ? 'not-askable' : 'ask-again';
  if (answer.stale) return 'ask-again';
  if (answer.state === 'absent') return 'not-found';
  const { record } = answer;
  if (record.status === 'expired') return 'expired';
  if (record.status !== 'valid') return 'not-in-force';
  if (record.validUntil !== undefined && isOver(mention.kind, record.validUntil, today)) return 'expired';
  if (fields.some(({ result }) => result === 'differs')) return 'differs';
  const endless = credentialKind(mention.kind)?.endless === true;
  const declaredOver =
    record.validUntil === undefined &&
    paper.validUntil !== undefined &&
    !endless &&
    isOver(mention.kind, paper.validUntil, today);
  return declaredOver ? 'doubtful' : 'confirmed';
}
