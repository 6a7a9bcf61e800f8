import { BrandBookFile } from '../../models/brands/brand-book.ts';
import { buildClaims } from '../../models/claims/load.ts';
import { featuresIn } from '../../models/features/feature.ts';
import { buildFeatures } from '../../models/features/feature-index.ts';
import { buildForgeries, parseForgeries } from '../../models/forgeries/forgery-bank.ts';
import { soundTable } from '../../models/goods/csv.ts';
import { buildGoods } from '../../models/goods/load.ts';
import { ProductType } from '../../models/goods/product-types.ts';
import type { KnowledgePart } from '../../models/knowledge.ts';
import { buildPhrases, parsePhrases } from '../../models/phrases/phrase-book.ts';
import { Policy } from '../../models/policy/table.ts';
import { Terms } from '../../models/terms.ts';
import { foldText } from '../../models/text/fold.ts';
import { buildLexicon } from '../../models/text/lexicon-build.ts';
import { type KnownTerm, type LexiconRow, parseLexicon } from '../../models/text/lexicon-csv.ts';
import { isHanWord } from '../../models/text/units.ts';
import { isOrdinaryWord } from '../../models/text/words.ts';
import { catalogueOf } from './catalogue.ts';

type Sources = Record<string, string>;

/** A knowledge source with a fault: file, row and column, so that whoever edits it finds the cell. */
export class KnowledgeError extends Error {
  override name = 'KnowledgeError';
}

/** How each part is made from the texts compliance staff edit; `marks` are made from pictures (marks.ts). */
export const partBuilders: Record<Exclude<KnowledgePart, 'marks'>, (sources: Sources) => Uint8Array> = {
  lexicon: (sources) =>
    lexiconOf([...rowsOf(sources, 'brands.csv'), ...rowsOf(sources, 'brands-platform.csv')], sources),
  phrases: (sources) =>
    buildPhrases(sound('knowledge/fake-phrases.csv', parsePhrases(file(sources, 'fake-phrases.csv')))),
  goods: buildGoods,
  claims: buildClaims,
  brands: (sources) => json(BrandBookFile.parse(JSON.parse(file(sources, 'brand-book.json')))),
  features: (sources) => buildFeatures(featuresIn(file(sources, 'features.ndjson'))),
  forgeries: (sources) =>
    buildForgeries(sound('knowledge/forgeries.csv', parseForgeries(file(sources, 'forgeries.csv')))),
  policy: (sources) => json(Policy.parse(JSON.parse(file(sources, 'policy.json')))),
  terms: (sources) => json(Terms.parse(JSON.parse(file(sources, 'terms.json')))),
  catalogue: catalogueOf,
};

const rowsOf = (sources: Sources, name: string) =>
  sound(`knowledge/${name}`, parseLexicon(file(sources, name)));

/**
 * A brand lexicon from CSV text, its disguises checked against the same clean titles and words as the platform's own. Rows
 * that repeat one above are left out and told of through `note`.
 */
export function lexiconFrom(
  csv: string,
  sources: Sources,
  name: string,
  note: (line: string) => void,
): Uint8Array {
  const { rows, problems } = parseLexicon(csv, knownTerms(sources));
  for (const problem of problems) if (problem.repeats) note(problemLine(name, problem));
  return lexiconOf(sound(name, { rows, problems: problems.filter(({ repeats }) => !repeats) }), sources);
}

/**
 * A term the platform knows is as ambiguous in another lexicon; one that names goods (苹果, 小米), or stands in the dictionary
 * (森林, 雪人), is an ordinary word.
 */
function knownTerms(sources: Sources): (term: string) => KnownTerm | undefined {
  const known = new Map<string, KnownTerm>(
    goodsNames(sources).map((word) => [foldText(word), { ambiguity: 'common', categories: [] }]),
  );
  for (const row of rowsOf(sources, 'brands.csv')) known.set(foldText(row.term), row);
  return (term) => {
    const text = foldText(term);
    const ordinary = isHanWord(text) && isOrdinaryWord(text);
    return known.get(text) ?? (ordinary ? { ambiguity: 'common', categories: [] } : undefined);
  };
}

/** What goods are called, from the table of product types. */
export const goodsNames = (sources: Sources): string[] =>
  soundTable(sources, 'product-types.csv', ProductType).flatMap(({ name, terms }) => [name, ...terms]);

function lexiconOf(rows: LexiconRow[], sources: Sources): Uint8Array {
  const words = column(sources, 'english-words.csv');
  return buildLexicon(rows, cleanTexts(sources), words, goodsNames(sources));
}

/** Texts that name no brand: no disguise may fire on them. A word by itself is one. */
export const cleanTexts = (sources: Sources): string[] => [
  ...column(sources, 'clean-titles.csv'),
  ...column(sources, 'han-words.csv'),
];

const json = (value: unknown) => new TextEncoder().encode(JSON.stringify(value));

function file(sources: Sources, name: string): string {
  const text = sources[name];
  if (text === undefined) throw new KnowledgeError(`knowledge/${name} 缺失 / is missing`);
  return text;
}

type Problem = { row: number; column: string; message: string };

const problemLine = (name: string, { row, column, message }: Problem): string =>
  `${name} 第 ${row} 行 ${column} 列 / row ${row}, column ${column}: ${message}`;

function sound<R>(name: string, parsed: { rows: R[]; problems: readonly Problem[] }): R[] {
  if (parsed.problems.length === 0) return parsed.rows;
  const lines = parsed.problems.slice(0, 20).map((problem) => problemLine(name, problem));
  throw new KnowledgeError(lines.join('\n'));
}

/** A file of one column, without its header. */
export function column(sources: Sources, name: string): string[] {
  return file(sources, name).split('\n').slice(1).filter(Boolean);
}
