import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdtempSync, rmSync } from 'node:fs';
import { copyFile, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { snapshotRegistry } from '../../functions/shared/registry/snapshot-registry.ts';
import { seeded } from '../../test/support/random.ts';
import { ratioRow, table } from './table.ts';

const ROWS = 1_000_000;
const LOOKUPS = 100_000;
const MAX_MB = 300;
const MAX_P99_MS = 1;

const numberOf = (i: number) =>
  `${2003 + (i % 24)}0103${String((i * 7_919) % 10_000_000_000).padStart(10, '0')}`;

/** A million synthetic rows imported in a process of its own, then looked up: speed, peak memory, latency. */
export async function benchRegistry(): Promise<boolean> {
  const dir = mkdtempSync(join(tmpdir(), 'touchstone-bench-registry-'));
  try {
    const file = join(dir, 'registry.csv');
    await writeRows(file);
    const out = join(dir, 'out');
    const begun = performance.now();
    const { peakMb } = await importIn(file, out);
    const seconds = (performance.now() - begun) / 1000;

    const registry = snapshotRegistry(
      {
        get: (key) => readFile(join(out, key)),
        download: (key, to) => copyFile(join(out, key), to),
      },
      join(dir, 'tmp'),
      Date.now,
    );
    const random = seeded(5);
    await registry.lookup({ kind: 'ccc', number: numberOf(0) });
    const times = new Float64Array(LOOKUPS);
    let right = 0;
    for (let i = 0; i < LOOKUPS; i++) {
      const known = i % 10 !== 0;
      const number = known ? numberOf(random.whole(0, ROWS - 1)) : `1999${i}`;
      const start = performance.now();
      const { state } = await registry.lookup({ kind: 'ccc', number });
      times[i] = performance.now() - start;
      if (state === (known ? 'record' : 'absent')) right++;
    }
    times.sort();
    const p99 = times[Math.floor(LOOKUPS * 0.99)] ?? Number.NaN;
    console.log(
      table(
        `登记库快照 / registry snapshot, ${ROWS} rows`,
        ['what', 'measured', 'bar', 'holds'],
        [
          ratioRow('rows a second', ROWS / seconds, undefined, 'at least'),
          ratioRow('peak memory, MB', peakMb, MAX_MB, 'at most'),
          ratioRow('lookup p50, ms', times[LOOKUPS / 2] ?? Number.NaN, undefined, 'at most'),
          ratioRow('lookup p99, ms', p99, MAX_P99_MS, 'at most'),
          ratioRow('right answers', right / LOOKUPS, 1, 'at least'),
        ],
      ),
    );
    return peakMb <= MAX_MB && p99 <= MAX_P99_MS && right === LOOKUPS;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function writeRows(file: string): Promise<void> {
  const stream = createWriteStream(file);
  stream.write('证书编号,状态,持有人,产品名称,有效期至\n');
  for (let from = 0; from < ROWS; from += 10_000) {
    let part = '';
    for (let i = from; i < from + 10_000; i++)
      part += `${numberOf(i)},有效,示例第${i % 5_000}电器有限公司,"家用电器, 型号${i}",${2027 + (i % 5)}-06-30\n`;
    if (!stream.write(part)) await once(stream, 'drain');
  }
  stream.end();
  await once(stream, 'finish');
}

/** The tool as its users call it; its process reports the most memory it ever held. */
async function importIn(file: string, out: string): Promise<{ peakMb: number }> {
  const report = 'process.on("exit",()=>process.send?.(process.resourceUsage().maxRSS))';
  const args = [
    '--import',
    `data:text/javascript,${encodeURIComponent(report)}`,
    'tools/import-registry.ts',
    file,
  ];
  const child = spawn(
    process.execPath,
    [...args, '--kind', 'ccc', '--registry', 'bench', '--complete', '--out', out],
    { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] },
  );
  let peakKb = Number.NaN;
  child.on('message', (value) => {
    peakKb = Number(value);
  });
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`the import ended with ${code}`);
  return { peakMb: peakKb / 1024 };
}
