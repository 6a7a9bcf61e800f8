import { seeded } from '../../../models/goods/model/random.ts';
import { decodePart } from '../../../models/knowledge-set.ts';
import { screenBrands } from '../../../models/text/brands.ts';
import { loadLexicon } from '../../../models/text/lexicon.ts';
import { buildLexicon } from '../../../models/text/lexicon-build.ts';
import type { LexiconRow } from '../../../models/text/lexicon-csv.ts';
import { parseLexicon } from '../../../models/text/lexicon-csv.ts';
import { innocentTitles } from '../../evaluate/titles.ts';
import { buildKnowledge } from '../../knowledge/build.ts';
import { race } from './race.ts';
import { type Row, time } from './row.ts';
import { cleanOfBrands, englishWords, goodsWords, knowledgeText } from './sources.ts';
import { names } from './synthetic.ts';

const TERMS = 1_000_000;
const LISTINGS = 200;

/** The whole text side of a listing, title and 700 characters: every layer, context and category, at a million terms. */
export async function benchListing(): Promise<Row[]> {
  const { rows } = parseLexicon(knowledgeText('brands.csv'));
  let begun = performance.now();
  const blob = millionTerms(rows);
  const building = performance.now() - begun;
  const sample = [];
  for (let i = 0; i < 7; i++) {
    begun = performance.now();
    loadLexicon(blob);
    sample.push(performance.now() - begun);
  }
  const lexicon = loadLexicon(blob);
  const small = loadLexicon(buildLexicon(rows, cleanOfBrands(), englishWords(), goodsWords()));
  const goods = decodePart('goods', (await buildKnowledge(process.cwd())).parts.goods);
  const listings = textsOf(rows);
  const whole = (of: typeof lexicon) => () => {
    for (const input of listings) {
      screenBrands(input, of);
      goods.recognise(input);
    }
  };
  const brands = (of: typeof lexicon) => () => {
    for (const input of listings) screenBrands(input, of);
  };
  const times = race({
    whole: whole(lexicon),
    small: whole(small),
    brands: brands(lexicon),
    few: brands(small),
  });
  return [
    {
      what: 'whole text side of a listing, 1,000,000 terms, milliseconds',
      ours: time(times.whole / LISTINGS),
      value: times.whole / LISTINGS,
      bar: 0.5,
      sense: 'at most',
    },
    {
      what: `  brands alone; peer: ${rows.length.toLocaleString('en')} terms`,
      ours: time(times.brands / LISTINGS),
      peer: time(times.few / LISTINGS),
      value: times.ratio('brands', 'few'),
    },
    {
      what: '  the same with the shipped lexicon, milliseconds',
      ours: time(times.small / LISTINGS),
      value: times.small / LISTINGS,
    },
    { what: '  lexicon of 1,000,000 built, seconds', ours: time(building), value: building / 1000 },
    {
      what: '  … its bytes a term',
      ours: `${(blob.byteLength / 1e6).toFixed(0)} MB`,
      value: blob.byteLength / TERMS,
    },
    {
      what: '  … opened, milliseconds',
      ours: time(sample.sort((a, b) => a - b)[3] ?? 0),
      value: sample[3] ?? 0,
    },
  ];
}

/** The shipped brands among made-up ones. Its rows are dropped on return: a heap of millions would be measured instead. */
function millionTerms(rows: readonly LexiconRow[]): Uint8Array {
  const known = new Set(rows.map((row) => row.term));
  const made: LexiconRow[] = names(TERMS - rows.length, 41)
    .filter((name) => !known.has(name))
    .map((name) => ({ brand: name, term: name, ambiguity: 'distinctive', categories: [] }));
  return buildLexicon([...rows, ...made], cleanOfBrands(), englishWords(), goodsWords());
}

/** Titles and descriptions of 700 characters with one or two brands of the real lexicon in them. */
function textsOf(rows: readonly LexiconRow[]): { title: string; description: string; category: string[] }[] {
  const random = seeded(61);
  const pieces = innocentTitles(2000, 62);
  return Array.from({ length: LISTINGS }, () => {
    const brand = random.pick(rows).term;
    let description = `${brand}官方，`;
    while (description.length < 700) description += `${random.pick(pieces)}。`;
    return {
      title: `${brand} ${random.pick(pieces)}`.slice(0, 60),
      description: description.slice(0, 700),
      category: ['日用'],
    };
  });
}
