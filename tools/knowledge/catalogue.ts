import { createHash } from 'node:crypto';
import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import { BrandBookFile } from '../../models/brands/brand-book.ts';
import { featuresIn } from '../../models/features/feature.ts';
import { parseForgeries } from '../../models/forgeries/forgery-bank.ts';
import { CategoryWord } from '../../models/goods/categories.ts';
import { soundTable } from '../../models/goods/csv.ts';
import { ProductType } from '../../models/goods/product-types.ts';
import { parseRequirements } from '../../models/goods/requirements.ts';
import { matchRadius } from '../../models/image/pdq/pdq.ts';
import { Policy } from '../../models/policy/table.ts';
import { EVERY_LISTING, findingTerm, WITH_BRAND, WITH_CREDENTIAL } from '../../models/stock/card.ts';
import type { Catalogue, CatalogueRow } from '../../models/stock/catalogue.ts';
import { credentialTerm, type Selector } from '../../models/stock/selector.ts';
import { Terms } from '../../models/terms.ts';

type Sources = Record<string, string>;
type Row = { id: string; says: unknown; select: Selector[] };

const term = (name: string): Selector => ({ by: 'term', term: name });
const words = (texts: readonly string[]): Selector[] =>
  texts.filter((text) => text.length >= 2).map((text) => ({ by: 'text', text: text.slice(0, 200) }));
const EVERYTHING = [term(EVERY_LISTING)];

/** Every row of the sources with the listings it can touch, so that a later version shows what changed. */
export function catalogueOf(sources: Sources): Uint8Array {
  const rows = [
    ...['brands.csv', 'brands-platform.csv'].flatMap((name) => brandWords(name, sources)),
    ...ordinaryWords(sources),
    ...phrases(sources),
    ...goods(sources),
    ...claims(sources),
    ...brands(sources),
    ...features(sources),
    ...forgeries(sources),
    ...policy(sources),
    ...terms(sources),
  ];
  const times = new Map<string, number>();
  // The same words may stand in several rows, for several kinds of goods.
  const nameOf = (id: string): string => {
    const nth = (times.get(id) ?? 0) + 1;
    times.set(id, nth);
    return nth === 1 ? id : `${id}#${nth}`;
  };
  const catalogue: Catalogue = rows.map(
    ({ id, says, select }): CatalogueRow => ({ id: nameOf(id), digest: digestOf(says), select }),
  );
  return new TextEncoder().encode(JSON.stringify(catalogue));
}

function brandWords(file: string, sources: Sources): Row[] {
  return records(sources[file]).map((row) => ({
    id: `brand-word:${row.brand}/${row.term}`,
    says: row,
    select: [term(`brand:${row.brand}`), ...words([row.term ?? ''])],
  }));
}

/** What keeps disguises from firing on ordinary titles; a change can add or take away any of them. */
function ordinaryWords(sources: Sources): Row[] {
  const says = ['clean-titles.csv', 'han-words.csv', 'english-words.csv'].map((name) => sources[name]);
  return [{ id: 'ordinary-words', says, select: [term(WITH_BRAND)] }];
}

function phrases(sources: Sources): Row[] {
  return records(sources['fake-phrases.csv']).map((row) => ({
    id: `phrase:${row.phrase}`,
    says: row,
    select: words([row.phrase ?? '']),
  }));
}

/** The category model is trained on all of its words: they are one row, and a change of theirs touches every listing. */
function goods(sources: Sources): Row[] {
  const types = soundTable(sources, 'product-types.csv', ProductType).map((type) => ({
    id: `product-type:${type.code}`,
    says: type,
    select: [term(`category:${type.code}`), ...words([type.name, ...type.terms])],
  }));
  const categories = soundTable(sources, 'categories.csv', CategoryWord).map((row) => ({
    id: `category-word:${row.word}`,
    says: row,
    select: [...words([row.word]), term(`class:${row.class}`)],
  }));
  const requirements = parseRequirements(sources['requirements.json']).map((rule) => ({
    id: `requirement:${rule.id}`,
    says: rule,
    select: [
      ...(rule.when.classes ?? []).map((name) => term(`class:${name}`)),
      ...(rule.when.products ?? []).map((code) => term(`category:${code}`)),
    ],
  }));
  const training = { id: 'title-words', says: sources['title-words.csv'], select: EVERYTHING };
  return [...types, ...categories, ...requirements, training];
}

function claims(sources: Sources): Row[] {
  const rows = records(sources['claims.csv']).map((row) => ({
    id: `claim:${row.code}/${row.terms}`,
    says: row,
    select: words((row.terms ?? '').split('|')),
  }));
  const file = z.record(z.string(), z.unknown()).parse(JSON.parse(sources['claims.json'] ?? '{}'));
  const families = z.record(z.string(), z.unknown()).parse(file.families ?? {});
  const { families: _, ...contexts } = file;
  return [
    ...rows,
    ...Object.entries(families).map(([code, says]) => ({
      id: `claim-family:${code}`,
      says,
      select: [term(findingTerm(code))],
    })),
    ...Object.entries(contexts).map(([name, says]) => ({
      id: `claim-context:${name}`,
      says,
      select: Object.keys(families).map((code) => term(findingTerm(code))),
    })),
  ];
}

function brands(sources: Sources): Row[] {
  const book = BrandBookFile.parse(JSON.parse(sources['brand-book.json'] ?? '{}'));
  return book.brands.map((entry) => ({
    id: `brand:${entry.brand}`,
    says: entry,
    select: [term(`brand:${entry.brand}`)],
  }));
}

function features(sources: Sources): Row[] {
  return featuresIn(sources['features.ndjson'] ?? '').map((feature) => ({
    id: `feature:${feature.featureId}`,
    says: feature,
    select: [{ by: 'image', pdq: feature.pdq, distance: matchRadius }],
  }));
}

/** A certificate's picture is indexed like any other picture of its listing. */
function forgeries(sources: Sources): Row[] {
  return parseForgeries(sources['forgeries.csv'] ?? '').rows.map((row) => ({
    id: `forgery:${row.id}`,
    says: row,
    select: [
      ...(row.kind && row.number ? [term(credentialTerm(row.kind, row.number))] : []),
      ...(row.pdq ? [{ by: 'image' as const, pdq: row.pdq, distance: matchRadius }] : []),
    ],
  }));
}

/** How verdicts are put off or points counted matters to what comes, not to what was judged. */
function policy(sources: Sources): Row[] {
  const { rules, unknown, errored, unmatched } = Policy.parse(JSON.parse(sources['policy.json'] ?? '{}'));
  const perRule = rules.map((rule) => ({
    id: `rule:${rule.id}`,
    says: rule,
    select: rule.codes.map((code) => term(findingTerm(code))),
  }));
  return [...perRule, { id: 'policy', says: { unknown, errored, unmatched }, select: EVERYTHING }];
}

function terms(sources: Sources): Row[] {
  const { stores, reminders, prices } = Terms.parse(JSON.parse(sources['terms.json'] ?? '{}'));
  return [
    { id: 'terms:stores', says: stores, select: [term(WITH_BRAND)] },
    { id: 'terms:reminders', says: reminders, select: [term(WITH_BRAND), term(WITH_CREDENTIAL)] },
    { id: 'terms:prices', says: prices, select: EVERYTHING },
  ];
}

const records = (csv: string | undefined): Record<string, string>[] =>
  z.array(z.record(z.string(), z.string())).parse(
    parse(csv ?? '', {
      columns: true,
      bom: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
    }),
  );

const digestOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value) ?? '')
    .digest('hex')
    .slice(0, 16);
