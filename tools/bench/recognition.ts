import { benchAlterations } from './recognition/alterations.ts';
import { benchDisguises } from './recognition/disguises.ts';
import { benchPdq, benchViews } from './recognition/image-accuracy.ts';
import { benchImageCosts } from './recognition/image-costs.ts';
import { benchHostile } from './recognition/image-hostile.ts';
import { benchSearch } from './recognition/image-search.ts';
import { benchListing } from './recognition/listing.ts';
import { benchPolicy } from './recognition/policy.ts';
import { benchRelisting } from './recognition/relisting.ts';
import { holds, type Row, rowsTable } from './recognition/row.ts';
import { benchFold } from './recognition/text-fold.ts';
import { benchMatching } from './recognition/text-match.ts';

const GROUPS: Record<string, (full: boolean) => Row[] | Promise<Row[]>> = {
  matching: benchMatching,
  fold: () => benchFold(),
  disguises: () => benchDisguises(),
  relisting: () => benchRelisting(),
  listing: () => benchListing(),
  policy: benchPolicy,
  search: benchSearch,
  images: benchImageCosts,
  accuracy: async () => [...(await benchPdq()), ...(await benchViews())],
  hostile: () => benchHostile(),
  alterations: () => benchAlterations(),
};

/** Groups by a common name. */
const TOGETHER: Record<string, readonly string[]> = {
  text: ['matching', 'fold', 'disguises', 'relisting', 'listing'],
  images: ['search', 'images', 'accuracy', 'hostile'],
};

export const RECOGNITION_GROUPS: readonly string[] = [...Object.keys(GROUPS), ...Object.keys(TOGETHER)];

/**
 * Every bar of recognition beside its peer, measured here and now: ratios inside one run, interleaved, medians of seven.
 * `--full` adds the index of ten million; names of groups leave the rest out: `npm run -s bench -- recognition fold`,
 * `… recognition text`.
 */
export async function benchRecognition(args: readonly string[] = process.argv): Promise<boolean> {
  const full = args.includes('--full');
  const asked = args.filter((name) => name in GROUPS || name in TOGETHER);
  const only = new Set(asked.flatMap((name) => TOGETHER[name] ?? [name]));
  const rows: Row[] = [];
  for (const [name, group] of Object.entries(GROUPS)) {
    if (only.size > 0 && !only.has(name)) continue;
    const begun = performance.now();
    rows.push(...(await group(full)));
    console.error(`  ${name}: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  }
  console.log(rowsTable('识别 / recognition, ratios in one run', rows));
  return rows.every(holds);
}
