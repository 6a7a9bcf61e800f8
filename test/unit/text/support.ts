import { readFileSync } from 'node:fs';
import { type Lexicon, loadLexicon } from '../../../models/text/lexicon.ts';
import { buildLexicon } from '../../../models/text/lexicon-build.ts';
import { type LexiconRow, parseLexicon } from '../../../models/text/lexicon-csv.ts';

const knowledge = (name: string): string =>
  readFileSync(new URL(`../../../knowledge/${name}`, import.meta.url), 'utf8');

export const brandRows = (): LexiconRow[] => parseLexicon(knowledge('brands.csv')).rows;
export const brandProblems = (): number => parseLexicon(knowledge('brands.csv')).problems.length;
const column = (name: string): string[] =>
  knowledge(name)
    .split('\n')
    .slice(1)
    .filter((line) => line !== '');
export const cleanTitles = (): string[] => column('clean-titles.csv');

const goodsNames = (): string[] =>
  column('product-types.csv').flatMap((line) =>
    line
      .split(',')
      .slice(1, 3)
      .flatMap((cell) => cell.split('|')),
  );

let lexicon: Lexicon | undefined;
export function realLexicon(): Lexicon {
  lexicon ??= loadLexicon(
    buildLexicon(
      brandRows(),
      [...cleanTitles(), ...column('han-words.csv')],
      column('english-words.csv'),
      goodsNames(),
    ),
  );
  return lexicon;
}

/** A small seeded generator, so that a failure can be repeated. */
export function lottery(seed: number): (below: number) => number {
  return (below) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 0x1_0000_0000) * below);
  };
}
