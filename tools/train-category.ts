import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { soundTable } from '../models/goods/csv.ts';
import { buildGoods, loadGoods } from '../models/goods/load.ts';
import { makeTitles } from '../models/goods/model/titles.ts';
import { groupOf, ProductType } from '../models/goods/product-types.ts';

/**
 * Trains the category model as the knowledge build does and measures it on titles made with another seed:
 * `node tools/train-category.ts`. The same sources give the same bytes.
 */
const FILES = ['product-types.csv', 'categories.csv', 'title-words.csv', 'requirements.json'];
const HELD_OUT_SEED = 977;

const folder = join(import.meta.dirname, '../knowledge');
const sources = Object.fromEntries(FILES.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
const started = performance.now();
const bytes = buildGoods(sources);
const seconds = (performance.now() - started) / 1000;
const goods = loadGoods(bytes);
const types = soundTable(sources, 'product-types.csv', ProductType);
const classes = new Map(types.map((type) => [groupOf(type.code), type.class]));
const words = new Map(
  (sources['title-words.csv'] ?? '')
    .split('\n')
    .slice(1)
    .map((line) => {
      const [group = '', , list = ''] = line.split(',');
      return [group, list.split('|')] as const;
    }),
);
const examples = makeTitles(types, words, HELD_OUT_SEED, 1).filter((_, i) => i % 3 === 0);
const missed = examples.filter(({ title, group }) => goods.recognise({ title }).class !== classes.get(group));
const sha = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
console.log(`产物 / artefact: ${bytes.length} bytes, sha256 ${sha}…, ${seconds.toFixed(1)} s`);
console.log(`类别 / class right: ${examples.length - missed.length} / ${examples.length}`);
for (const { title, group } of missed.slice(0, 15))
  console.log(`  ${title} → ${goods.recognise({ title }).class}, ${classes.get(group)}`);
