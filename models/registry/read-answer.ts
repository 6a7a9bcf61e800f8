import { levelNumber } from './level-number.ts';
import type { AbsenceRule, KindMapping, RecordMapping } from './mapping.ts';
import type { RegistryAnswer, RegistryQuestion, RegistryRecord } from './port.ts';
import { readDay } from './read-day.ts';

/** An answer that says nothing of the question: nonsense, another number's record, an error in a 200. */
export class UnreadableAnswerError extends Error {
  override name = 'UnreadableAnswerError';
}

/**
 * What a registry's HTTP answer says. Only what the mapping recognises counts; a record of another number, an
 * unknown word of status or a date that is none throws, and the caller takes that for no answer.
 * @throws UnreadableAnswerError
 */
export function readAnswer(
  mapping: KindMapping,
  question: RegistryQuestion,
  answer: { httpStatus: number; body: unknown },
): Extract<RegistryAnswer, { state: 'record' | 'absent' }> {
  const { httpStatus, body } = answer;
  if (mapping.absent.some((rule) => saysAbsent(rule, httpStatus, body)))
    return { state: 'absent', ageSeconds: 0 };
  if (httpStatus !== 200) throw new UnreadableAnswerError(`the registry answered ${httpStatus}`);
  const { success } = mapping;
  if (success && !same(at(body, success.path), success.equals))
    throw new UnreadableAnswerError(`the registry answered an error in ${success.path}`);
  for (const path of mapping.record) {
    const place = at(body, path);
    const candidates: unknown[] = Array.isArray(place) ? place : [place];
    for (const candidate of candidates) {
      const number = numberAt(mapping, candidate);
      if (number === undefined || levelNumber(number) !== levelNumber(question.number)) continue;
      const { kind } = mapping.fields;
      if (kind !== undefined && at(candidate, kind) !== question.kind) continue;
      return { state: 'record', record: recordOf(mapping, question, candidate), ageSeconds: 0 };
    }
  }
  throw new UnreadableAnswerError('the registry answered another question');
}

/** The number of a record as it is written; a JSON number beyond 2^53 has lost its last digits and is none. */
export function numberAt(mapping: RecordMapping, source: unknown): string | undefined {
  const number = at(source, mapping.fields.number);
  if (typeof number === 'number') return Number.isSafeInteger(number) ? String(number) : undefined;
  return typeof number === 'string' ? number : undefined;
}

/** A record of ours from one of theirs (an object, or a row of a file). */
export function recordOf(
  mapping: RecordMapping,
  question: RegistryQuestion,
  source: unknown,
): RegistryRecord {
  const record: RegistryRecord = {
    kind: question.kind,
    number: question.number,
    status: statusOf(mapping, source),
  };
  for (const name of ['holder', 'product'] as const) {
    const path = mapping.fields[name];
    const text = path === undefined ? undefined : textAt(source, path);
    if (text !== undefined) record[name] = text;
  }
  if (mapping.fields.validUntil !== undefined) {
    const day = dayAt(source, mapping.fields.validUntil);
    if (day !== undefined) record.validUntil = day;
  }
  const all = mapping.extraFrom === undefined ? undefined : at(source, mapping.extraFrom);
  const paths = { ...(isRecord(all) ? namesIn(all, mapping.extraFrom ?? '') : {}), ...mapping.extra };
  const extra = Object.entries(paths).flatMap(([name, path]) => {
    const text = textAt(source, path);
    return text === undefined ? [] : [[name, text] as const];
  });
  if (extra.length > 0) record.fields = Object.fromEntries(extra);
  return record;
}

const MAX_EXTRA = 40;

function namesIn(values: Record<string, unknown>, from: string): Record<string, string> {
  const names = Object.keys(values).slice(0, MAX_EXTRA);
  return Object.fromEntries(names.map((name) => [name, from === '' ? name : `${from}.${name}`]));
}

function statusOf({ fields, status }: RecordMapping, source: unknown): RegistryRecord['status'] {
  const word = fields.status === undefined ? undefined : textAt(source, fields.status);
  const known = word !== undefined && Object.hasOwn(status.words, word) ? status.words[word] : undefined;
  const read = known ?? status.otherwise;
  if (read === undefined) throw new UnreadableAnswerError(`unknown status “${(word ?? '').slice(0, 30)}”`);
  return read;
}

function dayAt(source: unknown, path: string): string | undefined {
  try {
    return readDay(at(source, path));
  } catch (error) {
    throw new UnreadableAnswerError(error instanceof Error ? error.message : 'unreadable date');
  }
}

function saysAbsent(rule: AbsenceRule, httpStatus: number, body: unknown): boolean {
  if (rule.httpStatus !== httpStatus) return false;
  const value = at(body, rule.path);
  if (rule.emptyList === true) return Array.isArray(value) && value.length === 0;
  return rule.equals !== undefined && same(value, rule.equals);
}

/** Registries write 0 as "0" and back. */
function same(value: unknown, wanted: string | number | boolean | null): boolean {
  if (value === undefined || (typeof value === 'object' && value !== null)) return false;
  return value === wanted || (value !== null && wanted !== null && String(value) === String(wanted));
}

/** Own properties and list positions only: a path never reaches a prototype. */
export function at(value: unknown, path: string): unknown {
  if (path === '') return value;
  // A column name may itself hold a dot.
  if (isRecord(value) && Object.hasOwn(value, path)) return value[path];
  let here = value;
  for (const name of path.split('.')) {
    if (Array.isArray(here)) here = here[Number(name)];
    else if (isRecord(here) && Object.hasOwn(here, name)) here = here[name];
    else return undefined;
  }
  return here;
}

function textAt(source: unknown, path: string): string | undefined {
  const value = at(source, path);
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') return undefined;
  const text = String(value).trim();
  return text === '' ? undefined : text.slice(0, 500);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
