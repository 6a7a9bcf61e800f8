import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { fold, foldText } from './fold.ts';
import { textLimits } from './limits.ts';
import { isHanWord } from './units.ts';

export const ambiguitySchema = z.enum(['distinctive', 'common', 'slang', 'short']);
export type Ambiguity = z.infer<typeof ambiguitySchema>;

export interface LexiconRow {
  readonly brand: string;
  readonly term: string;
  readonly ambiguity: Ambiguity;
  readonly categories: readonly string[];
}

/** What is known of a term from elsewhere: it is ambiguous whoever's lexicon it stands in. */
export type KnownTerm = Pick<LexiconRow, 'ambiguity' | 'categories'>;

export interface LexiconProblem {
  /** Line of the file, the header being 1. */
  readonly row: number;
  readonly column: string;
  readonly message: string;
  /** The row says again what another one says: it can be left out and nothing is lost. */
  readonly repeats?: true;
}

const COLUMNS = ['brand', 'term', 'ambiguity', 'category'] as const;
const records = z.array(z.array(z.string()));

/**
 * Reads `brand,term,ambiguity,category` (UTF-8, header required). Rows with a problem are left out and named; an
 * empty ambiguity is inferred, from what is `known` of the term or else from its form; several categories are separated
 * by `|`, and none at all are those known.
 */
export function parseLexicon(
  csvText: string,
  known: (term: string) => KnownTerm | undefined = () => undefined,
): { rows: LexiconRow[]; problems: LexiconProblem[] } {
  const rows: LexiconRow[] = [];
  const problems: LexiconProblem[] = [];
  let table: string[][];
  try {
    table = records.parse(
      parse(csvText, { bom: true, relax_column_count: true, skip_empty_lines: false, trim: true }),
    );
  } catch (error) {
    const message = error instanceof Error ? error.message : 'not CSV';
    return {
      rows,
      problems: [{ row: 1, column: 'brand', message: `无法解析 CSV / cannot be read as CSV: ${message}` }],
    };
  }
  const header = (table[0] ?? []).map((name) => name.toLowerCase());
  const place = new Map(COLUMNS.map((name) => [name, header.indexOf(name)]));
  for (const name of COLUMNS) {
    if (place.get(name) === -1)
      problems.push({ row: 1, column: name, message: `缺少列 / missing column: ${name}` });
  }
  if (problems.length > 0) return { rows, problems };
  const seen = new Set<string>();
  table.slice(1).forEach((cells, index) => {
    if (cells.every((cell) => cell === '')) return;
    const row = index + 2;
    const cell = (name: (typeof COLUMNS)[number]): string => cells[place.get(name) ?? -1] ?? '';
    const refuse = (column: string, message: string): void => {
      problems.push({ row, column, message });
    };
    const brand = cell('brand');
    const term = cell('term');
    if (cells.length !== header.length) {
      refuse('brand', `列数不符 / ${cells.length} columns where ${header.length} are expected`);
      return;
    }
    if (brand === '') {
      refuse('brand', '品牌为空 / brand is empty');
      return;
    }
    const folded = fold(term);
    if (![...folded.text].some((c) => c !== ' ')) {
      refuse('term', '词条为空 / term is empty');
      return;
    }
    if (folded.length > textLimits.term) {
      refuse('term', `词条过长 / term is longer than ${textLimits.term}`);
      return;
    }
    const given = cell('ambiguity');
    const prior = given === '' ? known(term) : undefined;
    const ambiguity =
      given === ''
        ? (prior?.ambiguity ?? inferAmbiguity(term))
        : ambiguitySchema.safeParse(given.toLowerCase()).data;
    if (ambiguity === undefined) {
      refuse('ambiguity', `未知歧义类型 / unknown ambiguity: ${given}`);
      return;
    }
    const key = `${brand}\u0000${folded.text}`;
    if (seen.has(key)) {
      const message = '重复词条 / the same term of the same brand stands above';
      problems.push({ row, column: 'term', message, repeats: true });
      return;
    }
    seen.add(key);
    const categories = cell('category')
      .split('|')
      .map((name) => name.trim())
      .filter((name) => name !== '');
    const fitting = categories.length > 0 ? categories : (prior?.categories ?? []);
    rows.push({ brand, term, ambiguity, categories: fitting });
  });
  return { rows, problems };
}

/** The class of a term that names none: one character, or up to three letters or digits, is too short for any disguise layer. */
export function inferAmbiguity(term: string): Ambiguity {
  const text = foldText(term).replaceAll(' ', '');
  // A name of digits alone (999) is an ordinary number wherever its goods are not spoken of.
  if (/^[0-9]+$/.test(text)) return 'common';
  if (isHanWord(text)) return text.length === 1 ? 'short' : 'distinctive';
  if (/^[\x21-\x7e]+$/.test(text))
    return text.replace(/[^a-z0-9]/g, '').length <= 3 ? 'short' : 'distinctive';
  return text.length <= 2 ? 'short' : 'distinctive';
}
