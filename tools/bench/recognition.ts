import { fork } from 'node:child_process';
import { GROUPS } from './recognition/groups.ts';
import { holds, type Row, rowsTable } from './recognition/row.ts';

/** Groups by a common name. */
const TOGETHER: Record<string, readonly string[]> = {
  text: ['matching', 'fold', 'disguises', 'relisting', 'listing'],
  images: ['search', 'images', 'accuracy', 'hostile'],
};

export const RECOGNITION_GROUPS: readonly string[] = [...Object.keys(GROUPS), ...Object.keys(TOGETHER)];

/**
 * Every bar of recognition beside its peer, measured here and now: ratios inside one process, interleaved, medians of seven.
 * `--full` adds the index of ten million; names of groups leave the rest out: `npm run -s bench -- recognition fold`,
 * `… recognition text`.
 */
export async function benchRecognition(args: readonly string[] = process.argv): Promise<boolean> {
  const full = args.includes('--full');
  const asked = args.filter((name) => name in GROUPS || name in TOGETHER);
  const only = new Set(asked.flatMap((name) => TOGETHER[name] ?? [name]));
  const rows: Row[] = [];
  for (const name of Object.keys(GROUPS)) {
    if (only.size > 0 && !only.has(name)) continue;
    const begun = performance.now();
    rows.push(...(await inItsOwnProcess(name, full)));
    console.error(`  ${name}: ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  }
  console.log(rowsTable('识别 / recognition, ratios in one run', rows));
  return rows.every(holds);
}

const GROUP_PROCESS = new URL('./recognition/group-process.ts', import.meta.url);

function inItsOwnProcess(name: string, full: boolean): Promise<Row[]> {
  const child = fork(GROUP_PROCESS, [name, ...(full ? ['--full'] : [])]);
  return new Promise((resolve, reject) => {
    child.once('message', (rows) => resolve(rows as Row[]));
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${name} ended with ${code} and no rows`)));
  });
}
