import { type Random, seeded } from '../../models/goods/model/random.ts';
import { type BrandMention, screenBrands } from '../../models/text/brands.ts';
import { foldText } from '../../models/text/fold.ts';
import type { Lexicon } from '../../models/text/lexicon.ts';
import type { LexiconRow } from '../../models/text/lexicon-csv.ts';
import { DISGUISES, type Disguise } from './disguises.ts';
import { fittedCase } from './fitted.ts';
import { innocentSentence, ORDINARY } from './ordinary.ts';
import { Tally } from './score.ts';
import { SHELVES, type Shelf } from './shelves.ts';
import { arrange, innocentTitles, partsOf } from './titles.ts';

type Case = {
  readonly title: string;
  readonly category: readonly string[];
  readonly brands: readonly string[];
};

/** A term of a brand that sells on the shelf. */
function termFor(shelf: Shelf, rows: readonly LexiconRow[], random: Random): LexiconRow | undefined {
  const fitting = rows.filter((row) => row.categories.some((name) => shelf.brands.includes(name)));
  return fitting.length > 0 ? random.pick(fitting) : undefined;
}

const SELLING = SHELVES.filter((shelf) => shelf.brands.length > 0);

function namedCase(rows: readonly LexiconRow[], random: Random): Case | undefined {
  const shelf = random.pick(SELLING);
  const row = termFor(shelf, rows, random);
  if (!row) return undefined;
  const joint = random.pick(['', '', ' ', '/']);
  const front = `${random.next() < 0.2 ? '正品' : ''}${row.term}${joint}`;
  const title = arrange([front, ...partsOf(shelf, random)], random);
  return { title, category: random.next() < 0.7 ? shelf.path : [], brands: [row.brand] };
}

/** A name in disguise among fitting goods; half of the listings declare their category. */
function disguisedCase(rows: readonly LexiconRow[], disguise: Disguise, random: Random): Case | undefined {
  const shelf = random.pick(SELLING);
  const usable = rows.filter((row) => row.ambiguity === 'distinctive' && disguise.fits(row.term));
  const row = termFor(shelf, usable, random);
  const spelt = row && disguise.disguise(row.term, random);
  if (!row || spelt === undefined || spelt === row.term) return undefined;
  return {
    title: arrange([`${spelt} `, ...partsOf(shelf, random)], random),
    category: random.next() < 0.5 ? shelf.path : [],
    brands: [row.brand],
  };
}

const explained = (m: BrandMention) =>
  `${m.text} read ${m.layer} as ${m.brand}, ${m.role} ${m.confidence.toFixed(2)} (${m.because.join(', ')})`;

/** Names of two brands (一加, 贝亲) name either: the wanted one's namesakes at the same place are not wrong. */
function withoutNamesakes(mentions: readonly BrandMention[], wanted: readonly string[]): BrandMention[] {
  const right = mentions.filter((m) => wanted.includes(m.brand));
  return mentions.filter(
    (m) =>
      right.includes(m) ||
      !right.some(
        (one) => one.start === m.start && one.end === m.end && foldText(one.term) === foldText(m.term),
      ),
  );
}

/** Mentions that are the brand's, against all other uses of its name. */
export function evaluateBrands(
  lexicon: Lexicon,
  rows: readonly LexiconRow[],
  seed: number,
  size = 1,
): Tally[] {
  const random = seeded(seed);
  const all = new Tally('brands: everything together', undefined, true);
  const judge = (tally: Tally, { title, category, brands }: Case): void => {
    const { mentions, suppressed } = screenBrands({ title, category }, lexicon);
    const kept = withoutNamesakes(mentions, brands);
    const got = [...new Map(kept.map((m) => [m.brand, m])).values()].map((m) => ({
      label: m.brand,
      because: explained(m),
    }));
    const context = suppressed.map(explained).join('; ');
    for (const one of [tally, all]) one.compare(title, brands, got, context);
  };
  const set = (
    name: string,
    times: number,
    make: () => Case | undefined,
    target?: Tally['target'],
  ): Tally => {
    const tally = new Tally(name, target);
    for (let i = 0; i < times * size; i++) {
      const one = make();
      if (one) judge(tally, one);
    }
    return tally;
  };
  const named = set('brands: named plainly, slang, ordinary-word names', 1500, () => namedCase(rows, random));
  const disguised = DISGUISES.map((disguise) =>
    set(`brands: ${disguise.name}`, 150, () => disguisedCase(rows, disguise, random), {
      precision: 0.95,
      recall: disguise.bar,
    }),
  );
  const fitted = set('brands: goods that fit a brand, and its own spare parts', 700, () =>
    fittedCase(rows, random),
  );
  const ordinary = new Tally('brands: ordinary words that are names elsewhere');
  for (const [title, category] of ORDINARY) judge(ordinary, { title, category, brands: [] });
  const titles = innocentTitles(1000 * size, seed + 1);
  const plain = set(
    'brands: titles without a brand',
    1000,
    () => ({ title: titles.pop() ?? '', category: [], brands: [] }),
    {
      precision: 0.99,
    },
  );
  const said = set(
    'brands: what shops say, in Chinese and English',
    500,
    () => ({
      title: innocentSentence(random),
      category: random.next() < 0.5 ? random.pick(SHELVES).path : [],
      brands: [],
    }),
    { precision: 0.99 },
  );
  return [all, named, ...disguised, fitted, ordinary, plain, said];
}
