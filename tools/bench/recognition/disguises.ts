import { seeded } from '../../../models/goods/model/random.ts';
import { screenBrands } from '../../../models/text/brands.ts';
import { loadLexicon } from '../../../models/text/lexicon.ts';
import { buildLexicon } from '../../../models/text/lexicon-build.ts';
import { parseLexicon } from '../../../models/text/lexicon-csv.ts';
import { DISGUISES } from '../../evaluate/disguises.ts';
import { innocentTitles } from '../../evaluate/titles.ts';
import { race } from './race.ts';
import { type Row, time } from './row.ts';
import { cleanOfBrands, englishWords, goodsWords, knowledgeText } from './sources.ts';

const TRIES = 400;
const INNOCENT = 2000;

/** Recall of every disguise layer over the real brand lexicon, false hits on titles it never saw, and the cost. */
export function benchDisguises(seed = 3): Row[] {
  const { rows } = parseLexicon(knowledgeText('brands.csv'));
  const lexicon = loadLexicon(buildLexicon(rows, cleanOfBrands(), englishWords(), goodsWords()));
  const random = seeded(seed);
  const out: Row[] = [];
  for (const { name, bar, fits, disguise } of DISGUISES) {
    const usable = rows.filter((row) => row.ambiguity === 'distinctive' && fits(row.term));
    let tried = 0;
    let found = 0;
    for (let i = 0; i < TRIES; i++) {
      const row = random.pick(usable);
      const spelt = disguise(row.term, random);
      if (spelt === undefined || spelt === row.term) continue;
      tried++;
      const { mentions, suppressed } = screenBrands({ title: `秋季上新 ${spelt} 三件 包邮` }, lexicon);
      if ([...mentions, ...suppressed].some((m) => m.brand === row.brand)) found++;
    }
    out.push({ what: `disguise: ${name}`, ours: `${found} of ${tried}`, value: found / tried, bar });
  }
  const titles = innocentTitles(INNOCENT, seed);
  let extra = 0;
  for (const title of titles)
    extra += screenBrands({ title }, lexicon).mentions.filter((m) => m.layer !== 'exact').length;
  out.push({
    what: '  extra false hits of all layers in 1,000 clean titles',
    ours: `${extra} in ${INNOCENT}`,
    value: (extra / INNOCENT) * 1000,
    bar: 5,
    sense: 'at most',
  });
  const times = race({
    all: () => {
      for (const title of titles) screenBrands({ title }, lexicon);
    },
  });
  out.push({
    what: `  all layers and context, ${lexicon.termCount.toLocaleString('en')} terms`,
    ours: `${time(times.all / INNOCENT)} a title`,
    value: times.all / INNOCENT,
  });
  return out;
}
