import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { fold } from '../text/fold.ts';
import { speltInLetters } from '../text/letters.ts';
import { buildMatcher, loadMatcher, type Matcher } from '../text/matcher.ts';
import { isWordUnit } from '../text/units.ts';
import type { Bilingual } from '../text-pair.ts';
import { type Reading, readings } from './readings.ts';

const Row = z.strictObject({
  phrase: z.string().min(2),
  /** How sure the phrase alone is, 0-1. */
  weight: z.coerce.number().min(0).max(1),
  meaning_zh: z.string().min(1),
  meaning_en: z.string().min(1),
  /** What, following directly, makes it another word: 高仿|真. */
  continues: z.string(),
  /** What, anywhere near, makes it innocent: A货 … 翡翠. */
  unless: z.string(),
  needs: z.enum(['', 'brand']),
});
export type PhraseRow = z.infer<typeof Row>;

export type PhraseHit = {
  field: string;
  start: number;
  end: number;
  text: string;
  term: string;
  layer: string;
  weight: number;
  needsBrand: boolean;
  meaning: Bilingual;
};
export type PhraseInput = { title: string; description?: string; attributes?: Record<string, string> };
export type PhraseBook = { find(input: PhraseInput): PhraseHit[] };
export type PhraseProblem = { row: number; column: string; message: string };

/** How far, in folded units, an `unless` word may stand from the phrase. */
const NEAR = 24;
const MAX_HITS = 40;

/** Rows of knowledge/fake-phrases.csv, with row and column of what is wrong (row 1 is the header). */
export function parsePhrases(csv: string): { rows: PhraseRow[]; problems: PhraseProblem[] } {
  const records: unknown[] = parse(csv, { columns: true, bom: true, skip_empty_lines: true, trim: true });
  const rows: PhraseRow[] = [];
  const problems: PhraseProblem[] = [];
  records.forEach((record, i) => {
    const parsed = Row.safeParse(record);
    if (parsed.success) rows.push(parsed.data);
    else
      for (const issue of parsed.error.issues)
        problems.push({ row: i + 2, column: issue.path.join('.'), message: issue.message });
  });
  return { rows, problems };
}

/** The artefact is the rows as canonical JSON: small enough to build its matchers when it is opened. */
export function buildPhrases(rows: PhraseRow[]): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(rows));
}

export function loadPhrases(bytes: Uint8Array): PhraseBook {
  const rows = z.array(Row).parse(JSON.parse(new TextDecoder().decode(bytes)));
  const matchers = new Map<Reading['layer'], Matcher>();
  for (const { layer, spell } of readings) {
    const terms = rows.flatMap((row, id) => {
      // 高fang: a character in letters is a way of writing the phrase, whatever else is done to it.
      const inLetters = layer === 'variant' ? speltInLetters(fold(row.phrase).text) : [];
      return [row.phrase, ...inLetters].map((text) => ({
        term: String.fromCharCode(...spell(fold(text)).units),
        id,
      }));
    });
    matchers.set(layer, loadMatcher(buildMatcher(terms.filter(({ term }) => term.length > 1))));
  }
  return {
    find(input) {
      const texts: [string, string][] = [
        ['title', input.title],
        ['description', input.description ?? ''],
        ...Object.entries(input.attributes ?? {}).map(([name, value]): [string, string] => [
          `attributes.${name}`,
          value,
        ]),
      ];
      return texts.flatMap(([field, text]) => findIn(field, text, rows, matchers)).slice(0, MAX_HITS);
    },
  };
}

function findIn(field: string, text: string, rows: PhraseRow[], matchers: Map<string, Matcher>): PhraseHit[] {
  const folded = fold(text);
  const taken: { start: number; end: number }[] = [];
  const hits: PhraseHit[] = [];
  const views = readings.flatMap(({ layer, read }) => read(folded).map((view) => ({ layer, view })));
  for (const { layer, view } of views) {
    for (const hit of matchers.get(layer)?.find(view.units, { longest: true }).hits ?? []) {
      const row = rows[hit.id];
      if (!row) continue;
      const from = view.from[hit.start] as number;
      const to = view.to[hit.end - 1] as number;
      if (taken.some((other) => from < other.end && to > other.start)) continue;
      if (!standsAlone(folded.units, from, to) || innocent(folded.text, from, to, row)) continue;
      taken.push({ start: from, end: to });
      const start = folded.offsets[from] as number;
      const end = folded.offsets[to] as number;
      hits.push({
        field,
        start,
        end,
        text: text.slice(start, end),
        term: row.phrase,
        layer,
        weight: row.weight,
        needsBrand: row.needs === 'brand',
        meaning: { zh: row.meaning_zh, en: row.meaning_en },
      });
    }
  }
  return hits;
}

/** A Latin letter or digit at the edge must not run on into a longer word: `a货` is not in `usa货`. */
function standsAlone(units: Uint16Array, from: number, to: number): boolean {
  const latin = (i: number) => {
    const unit = units[i];
    return unit !== undefined && unit < 0x250 && isWordUnit(unit);
  };
  return !(latin(from) && latin(from - 1)) && !(latin(to - 1) && latin(to));
}

function innocent(text: string, from: number, to: number, row: PhraseRow): boolean {
  const after = text.slice(to, to + 6).trimStart();
  if (row.continues.split('|').some((next) => next !== '' && after.startsWith(next))) return true;
  const around = text.slice(Math.max(0, from - NEAR), to + NEAR);
  return row.unless.split('|').some((word) => word !== '' && around.includes(word));
}
