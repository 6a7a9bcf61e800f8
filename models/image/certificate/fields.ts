import type { Region } from '../region.ts';
import { datesIn, endOfPeriod, isBusinessName, nameIn, numberIn } from './grammar.ts';
import { certificateKinds, fieldLabels, otherLabels } from './labels.ts';
import type { ReadLine } from './ocr.ts';

export type FieldName = 'number' | 'holder' | 'product' | 'issuedAt' | 'validUntil' | 'kind';

/** One reading of one field in one pass. */
export type Candidate = {
  readonly field: FieldName;
  readonly value: string;
  readonly raw: string;
  readonly region: Region;
  /** 0-100, the engine's. */
  readonly confidence: number;
  /** The value passed a check that a misreading would fail. */
  readonly sure: boolean;
};

/** Brings a number into its official form and tells whether it is one; supplied by the credentials rules. */
export type NormaliseNumber = (text: string) => string | undefined;

type Label = { readonly text: string; readonly field: FieldName | 'other' };

const labels: readonly Label[] = [
  ...Object.entries(fieldLabels).flatMap(([field, texts]) =>
    texts.map((text) => ({ text, field: field as FieldName })),
  ),
  ...otherLabels.map((text) => ({ text, field: 'other' as const })),
].sort((a, b) => b.text.length - a.text.length);

/** A colon, and what the reader makes of one or of a gap; no value begins so. */
const beforeValue = /^[:：;；”“"’‘'|,，.。、]{1,2}/;

type Found = { readonly label: Label; readonly start: number; readonly end: number };

/** Every field the lines of one pass may hold. */
export function candidatesIn(lines: readonly ReadLine[], normalise?: NormaliseNumber): Candidate[] {
  const found: Candidate[] = [];
  for (const [i, line] of lines.entries()) {
    const compact = line.text.replace(/\s+/g, '');
    found.push(...kindsIn(line, compact));
    const marks = labelsIn(compact);
    for (const [k, { label, end }] of marks.entries()) {
      if (label.field === 'other') continue;
      const field = label.field;
      const joint = field === 'holder' ? addressToo.exec(compact.slice(end))?.[0].length : undefined;
      // The address in such a label is no label of its own.
      const next = marks.slice(k + 1).find(({ start }) => start >= end + (joint ?? 0));
      const raw = compact.slice(end + (joint ?? 0), next?.start).replace(beforeValue, '');
      const own = raw.length > 1 ? fieldValue(field, raw, normalise) : undefined;
      // A short label such as 名称 or 编号 inside a sentence is no label.
      if (own) found.push({ field, ...own, raw, ...readAs(line) });
      else if (raw.length <= 1) {
        const beside = below(lines, i);
        const value =
          beside && labelsIn(beside.text).length === 0
            ? fieldValue(field, beside.text, normalise)
            : undefined;
        if (beside && value) found.push({ field, ...value, ...readAs(beside), raw: beside.text });
      }
    }
    if (!marks.some(({ label }) => label.field === 'number')) {
      const number = numberOf(compact, false, normalise);
      if (number)
        found.push({
          field: 'number',
          ...number,
          raw: compact,
          region: line.region,
          confidence: line.confidence * 0.9,
        });
    }
  }
  return found.some(({ field }) => field === 'holder') ? found : [...found, ...loneFirm(lines)];
}

const readAs = ({ region, confidence }: ReadLine) => ({ region, confidence });

/**
 * A page whose labels were not read (letters far apart, a column taken for ornament) may still show one firm's name alone
 * on a line; it is the holder's unless there are several, and less sure than a labelled one.
 */
function loneFirm(lines: readonly ReadLine[]): Candidate[] {
  const firms = lines.flatMap((line) => {
    const value = nameIn(line.text);
    return value && /(?:公司|厂|合作社)$/.test(value) && value.length >= 7 && labelsIn(line.text).length === 0
      ? [{ value, line }]
      : [];
  });
  const [first] = firms;
  if (!first || firms.some(({ value }) => value !== first.value)) return [];
  const { value, line } = first;
  const confidence = line.confidence * 0.8;
  return [{ field: 'holder', value, sure: false, raw: line.text, region: line.region, confidence }];
}

function kindsIn(line: ReadLine, compact: string): Candidate[] {
  const kind = certificateKinds
    .filter((title) => compact.includes(title) && compact.length <= title.length + 14)
    .sort((a, b) => b.length - a.length)[0];
  if (!kind) return [];
  return [
    {
      field: 'kind',
      value: kind,
      raw: compact,
      region: line.region,
      confidence: line.confidence,
      sure: true,
    },
  ];
}

/** 委托人名称、地址: one label for both, the name first. */
const addressToo = /^[、,，和及与]?(?:地址|住所)[:：]?/;

function fieldValue(
  field: FieldName,
  raw: string,
  normalise?: NormaliseNumber,
): { value: string; sure: boolean } | undefined {
  if (field === 'number') return numberOf(raw, true, normalise);
  if (field === 'validUntil') return dated(endOfPeriod(raw));
  if (field === 'issuedAt') return dated(datesIn(raw)[0]);
  const value = nameIn(raw);
  return value ? { value, sure: field === 'holder' && isBusinessName(value) } : undefined;
}

function dated(value: string | undefined): { value: string; sure: boolean } | undefined {
  return value ? { value, sure: false } : undefined;
}

function numberOf(
  text: string,
  labelled: boolean,
  normalise?: NormaliseNumber,
): { value: string; sure: boolean } | undefined {
  const shaped = numberIn(text, labelled);
  const official = normalise?.(shaped?.value ?? text);
  return official ? { value: official, sure: true } : shaped;
}

/** Labels in a line, left to right, none inside another; from four characters on, one may be misread. */
function labelsIn(text: string): Found[] {
  const found: Found[] = [];
  const free = (start: number, end: number): boolean =>
    found.every((other) => end <= other.start || start >= other.end);
  for (const label of labels) {
    for (let start = 0; start + label.text.length <= text.length; start++) {
      const end = start + label.text.length;
      if (!free(start, end) || !alike(text, start, label.text)) continue;
      // Short labels count only where a label can stand: at the start, or before a colon or the quote a gap is read as.
      if (label.text.length <= 3 && start > 0 && !/[:：”“"]/.test(text[end] ?? '')) continue;
      found.push({ label, start, end });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

function alike(text: string, start: number, label: string): boolean {
  let wrong = 0;
  for (let i = 0; i < label.length; i++)
    if (text[start + i] !== label[i] && ++wrong > (label.length >= 4 ? 1 : 0)) return false;
  return true;
}

/** The line right of or under a label that stands alone. */
function below(lines: readonly ReadLine[], index: number): ReadLine | undefined {
  const { region } = lines[index] as ReadLine;
  let best: ReadLine | undefined;
  let nearest = Number.POSITIVE_INFINITY;
  for (const [i, other] of lines.entries()) {
    if (i === index) continue;
    const dx = other.region.x - (region.x + region.width);
    const dy = other.region.y - region.y;
    const sameRow = Math.abs(dy) < region.height * 0.6 && dx > -region.height;
    const under =
      dy > region.height * 0.6 &&
      dy < region.height * 3 &&
      Math.abs(other.region.x - region.x) < region.height * 8;
    const distance = sameRow
      ? Math.max(0, dx) * 0.5
      : under
        ? dy + Math.abs(other.region.x - region.x) * 0.2
        : Number.POSITIVE_INFINITY;
    if (distance < nearest) {
      nearest = distance;
      best = other;
    }
  }
  return best;
}
