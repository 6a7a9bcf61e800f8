import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { GENERATED_DOCS } from './lib/generated-docs.ts';

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
console.log('— 由代码生成的文档 / generated documents');
for (const [file, make] of Object.entries(GENERATED_DOCS)) {
  if (existsSync(file) && readFileSync(file, 'utf8') === make()) continue;
  console.error(`${file} 已过期，请运行 node tools/write-docs.ts / is stale, run node tools/write-docs.ts`);
  failed++;
}
console.log(failed === 0 ? '全部通过 / all good' : `${failed} 项未通过 / checks failed`);
process.exit(failed === 0 ? 0 : 1);
