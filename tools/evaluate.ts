import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { decodePart } from '../models/knowledge-set.ts';
import { parseLexicon } from '../models/text/lexicon-csv.ts';
import { knowledgeText } from './bench/recognition/sources.ts';
import { table } from './bench/table.ts';
import { evaluateBrands } from './evaluate/brands.ts';
import { evaluateCategory } from './evaluate/category.ts';
import { type Tally, wilson } from './evaluate/score.ts';
import { buildKnowledge } from './knowledge/build.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string', default: '2026' }, only: { type: 'string' } },
});
const seed = Number(values.seed);
const { parts } = buildKnowledge(process.cwd());
const lexicon = decodePart('lexicon', parts.lexicon);
const { rows } = parseLexicon(knowledgeText('brands.csv'));

const SETS: Record<string, () => Tally[] | Promise<Tally[]>> = {
  brands: () => evaluateBrands(lexicon, rows, seed),
  category: () => [evaluateCategory(decodePart('goods', parts.goods), seed)],
};

const folder = join(process.cwd(), 'build/evaluation');
mkdirSync(folder, { recursive: true });
const lines: string[][] = [];
for (const [name, run] of Object.entries(SETS)) {
  if (values.only !== undefined && values.only !== name) continue;
  const tallies = await run();
  for (const tally of tallies) lines.push(lineOf(tally));
  const misses = tallies.flatMap((tally) => tally.misses.map((miss) => ({ set: tally.name, ...miss })));
  writeFileSync(join(folder, `${name}.ndjson`), misses.map((miss) => `${JSON.stringify(miss)}\n`).join(''));
  for (const miss of misses.slice(0, 10))
    console.log(
      `  ${name}: ${miss.kind} [${miss.wanted}] got [${miss.got}] ${miss.input} -- ${miss.because}`,
    );
}
console.log(
  table(
    `识别准确率 / accuracy on generated sets, seed ${seed}; errors in build/evaluation`,
    ['what', 'precision', '95 %', 'recall', '95 %', 'target', 'holds'],
    lines,
  ),
);

function lineOf({ name, score: { found, wanted, wrong } }: Tally): string[] {
  const range = (successes: number, trials: number) =>
    wilson(successes, trials)
      .map((value) => value.toFixed(3))
      .join('-');
  const precision = found / Math.max(1, found + wrong);
  const recall = wanted === 0 ? Number.NaN : found / wanted;
  const only = wanted === 0;
  return [
    name,
    only ? `${wrong} false` : precision.toFixed(3),
    only ? '' : range(found, found + wrong),
    only ? '' : recall.toFixed(3),
    only ? '' : range(found, wanted),
    only ? '' : '0.98 at 0.90',
    only ? '' : precision >= 0.98 && recall >= 0.9 ? 'yes' : 'NO',
  ];
}
