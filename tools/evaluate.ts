import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { decodePart } from '../models/knowledge-set.ts';
import { parseLexicon } from '../models/text/lexicon-csv.ts';
import { knowledgeText } from './bench/recognition/sources.ts';
import { evaluateBrands } from './evaluate/brands.ts';
import { evaluateCategory } from './evaluate/category.ts';
import { evaluateCertificates } from './evaluate/certificates.ts';
import { evaluateClaims } from './evaluate/claims.ts';
import { evaluateLogos } from './evaluate/logos.ts';
import { evaluatePictures } from './evaluate/pictures.ts';
import { type Line, lineOf, tableOf } from './evaluate/report.ts';
import type { Miss, Tally } from './evaluate/score.ts';
import { buildKnowledge } from './knowledge/build.ts';

/**
 * Precision and recall of recognition on sets another generator made than the one behind the knowledge:
 * `npm run evaluate [-- PART… --seed N --size N --errors N --json]`. Exit 0 whatever the figures: it informs, tests judge.
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '2026' },
    /** Text sets times as large. */
    size: { type: 'string', default: '1' },
    /** Errors printed of each part; all stand in build/evaluation. */
    errors: { type: 'string', default: '12' },
    json: { type: 'boolean', default: false },
  },
});
const seed = Number(values.seed);
const size = Number(values.size);
const { parts } = await buildKnowledge(process.cwd());
const goods = decodePart('goods', parts.goods);

const SETS: Record<string, () => Tally[] | Promise<Tally[]>> = {
  brands: () =>
    evaluateBrands(
      decodePart('lexicon', parts.lexicon),
      parseLexicon(knowledgeText('brands.csv')).rows,
      seed,
      size,
    ),
  claims: () => evaluateClaims(decodePart('claims', parts.claims), goods, seed, size),
  category: () => evaluateCategory(goods, seed, size),
  pictures: () => evaluatePictures(seed),
  logos: () => evaluateLogos(seed),
  certificates: () => evaluateCertificates(seed),
};

const unknown = positionals.filter((name) => !(name in SETS));
if (unknown.length > 0 || !Number.isSafeInteger(seed) || !(size > 0)) {
  console.error(
    `不认识 / unknown: ${unknown.join(', ') || '--seed, --size'}；可用 / known: ${Object.keys(SETS).join(', ')}`,
  );
  process.exit(2);
}

const folder = join(process.cwd(), 'build/evaluation');
mkdirSync(folder, { recursive: true });
const report: { lines: Line[]; errors: (Miss & { set: string })[] } = { lines: [], errors: [] };
for (const [name, run] of Object.entries(SETS)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const begun = performance.now();
  const tallies = await run();
  const errors = tallies.flatMap((tally) => tally.misses.map((miss) => ({ set: tally.name, ...miss })));
  report.lines.push(...tallies.map(lineOf));
  report.errors.push(...errors);
  writeFileSync(join(folder, `${name}.ndjson`), errors.map((miss) => `${JSON.stringify(miss)}\n`).join(''));
  console.error(`  ${name}: ${((performance.now() - begun) / 1000).toFixed(1)} s, ${errors.length} errors`);
  if (values.json) continue;
  for (const { kind, expected, seen, input, why } of errors.slice(0, Number(values.errors)))
    console.log(`  ${name}: ${kind} expected [${expected}] seen [${seen}] in 「${input}」 because ${why}`);
}
if (values.json) console.log(JSON.stringify({ seed, size, ...report }));
else console.log(tableOf(report.lines, seed));
