import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { listingJsonSchema, SCHEMA_FILE } from './lib/listing-schema.ts';

/** Everything that is checked without running the program; all of it runs, so one round shows all faults. */
const STEPS: [string, string[]][] = [
  ['格式与规则、导入边界 / format, lint, import table', ['biome', 'check', '--error-on-warnings', '.']],
  ['类型 / types', ['tsc', '-p', '.']],
  ['无用代码 / dead code', ['knip']],
];

let failed = 0;
for (const [title, [command = '', ...args]] of STEPS) {
  console.log(`— ${title}`);
  const { status } = spawnSync(command, args, { stdio: 'inherit' });
  if (status !== 0) failed++;
}
console.log('— 公开文档结构 / published schema');
if (readFileSync(SCHEMA_FILE, 'utf8') !== listingJsonSchema()) {
  console.error(
    `${SCHEMA_FILE} 与 models/listing.ts 不一致，请运行 node tools/write-schema.ts / is stale, run node tools/write-schema.ts`,
  );
  failed++;
}
console.log(failed === 0 ? '全部通过 / all good' : `${failed} 项未通过 / checks failed`);
process.exit(failed === 0 ? 0 : 1);
