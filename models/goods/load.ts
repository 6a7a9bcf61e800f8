import * as z from 'zod';
import { fold } from '../text/fold.ts';
import { pack, unpack } from './artefact.ts';
import { CategoryWord, categoryBook } from './categories.ts';
import { KnowledgeTableError, List, soundTable, type TableProblem } from './csv.ts';
import { typeLexicon } from './lexicon.ts';
import { openModel } from './model/softmax.ts';
import { makeTitles } from './model/titles.ts';
import { TRAINING, train } from './model/train.ts';
import type { Goods } from './port.ts';
import { groupOf, ProductType } from './product-types.ts';
import { type GroupFacts, recogniseGoods } from './recognise.ts';
import { parseRequirements, RequirementRule, requirementsFor } from './requirements.ts';

/** Row of knowledge/title-words.csv: a group of product types, its name for people, and words its titles are made of. */
const Group = z.strictObject({
  group: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
  words: List,
});
const TypeCells = ProductType.extend({ terms: z.array(z.string()), licences: z.array(z.string()) });
const Head = z.object({
  types: z.array(TypeCells),
  groups: z.record(z.string(), z.string()),
  categories: z.array(CategoryWord),
  requirements: z.array(RequirementRule),
  model: z.object({
    groups: z.array(z.string()),
    grams: z.array(z.string()),
    scale: z.number(),
    biases: z.array(z.number()),
  }),
});

/** Titles made of every product word; more add little. */
const TITLES_PER_TERM = 3;

/**
 * The goods artefact from product-types.csv, categories.csv, title-words.csv and requirements.json. The category
 * model is trained here, from titles made with a seed: the same sources give the same bytes.
 */
export function buildGoods(sources: Record<string, string>): Uint8Array {
  const types = soundTable(sources, 'product-types.csv', ProductType);
  refuseDoubles(types);
  const named = soundTable(sources, 'title-words.csv', Group);
  refuseUnnamed(types, named);
  const examples = makeTitles(
    types,
    new Map(named.map((row) => [row.group, row.words])),
    TRAINING.seed,
    TITLES_PER_TERM,
  );
  const { facts, weights } = train(examples);
  const head: z.infer<typeof Head> = {
    types,
    groups: Object.fromEntries(named.map(({ group, name }) => [group, name])),
    categories: soundTable(sources, 'categories.csv', CategoryWord),
    requirements: parseRequirements(sources['requirements.json']),
    model: facts,
  };
  return pack(head, weights);
}

/** A code or a term that stands twice would make the answer depend on the order of rows. */
function refuseDoubles(types: readonly ProductType[]): void {
  const problems: TableProblem[] = [];
  const seen = new Map<string, number>();
  types.forEach((type, i) => {
    for (const [column, key] of [
      ['code', type.code],
      ...[type.name, ...type.terms].map((term) => ['terms', fold(term).text]),
    ] as [string, string][]) {
      const other = seen.get(`${column}:${key}`);
      if (other !== undefined)
        problems.push({
          row: i + 2,
          column,
          message: `与第 ${other} 行重复 / the same as in row ${other}: ${key}`,
        });
      else seen.set(`${column}:${key}`, i + 2);
    }
  });
  if (problems.length > 0) throw new KnowledgeTableError('product-types.csv', problems);
}

/** Opens a goods artefact. */
export function loadGoods(bytes: Uint8Array): Goods {
  const { head, body } = unpack(bytes);
  const { types, groups: names, categories, requirements, model: facts } = Head.parse(head);
  const lexicon = typeLexicon(types);
  const model = openModel(facts, body);
  const groups = groupFacts(types, names);
  const named = (text: string): ProductType | undefined => {
    const folded = fold(text.trim());
    const [hit, ...more] = lexicon.find(folded);
    return hit && more.length === 0 && hit.from === 0 && hit.to >= folded.length - 1 ? hit.type : undefined;
  };
  const book = categoryBook(categories, (step) => named(step)?.class);
  const byCode = new Map(types.map((type) => [type.code, type]));
  return {
    recognise: (input) => recogniseGoods(input, lexicon, model, groups, book.classOf(input.category ?? [])),
    categoryClass: (path) => book.classOf(path),
    named,
    requirements: (recognition, claims, today) =>
      requirementsFor(recognition, claims, today, requirements, byCode),
  };
}

/** Every group a product type belongs to has a name for people: it is shown when goods are known no closer. */
function refuseUnnamed(types: readonly ProductType[], named: readonly { group: string }[]): void {
  const known = new Set(named.map(({ group }) => group));
  const problems = types.flatMap(({ code }, i): TableProblem[] =>
    known.has(groupOf(code))
      ? []
      : [
          {
            row: i + 2,
            column: 'code',
            message: `「${groupOf(code)}」不在 title-words.csv / this group is not in title-words.csv`,
          },
        ],
  );
  if (problems.length > 0) throw new KnowledgeTableError('product-types.csv', problems);
}

/** What is known of a group; all its types share a class. */
function groupFacts(types: readonly ProductType[], names: Record<string, string>): Map<string, GroupFacts> {
  const groups = new Map<string, GroupFacts>();
  for (const type of types) {
    const group = groupOf(type.code);
    if (!groups.has(group)) groups.set(group, { class: type.class, name: names[group] ?? group });
  }
  return groups;
}
