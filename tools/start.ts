import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureSamples } from '../samples/ensure.ts';
import { publishPictures } from './knowledge/publish.ts';
import { costTable } from './lib/cost-table.ts';
import { documentsIn, type FoundDocument } from './lib/documents.ts';
import { startLocal } from './lib/local-pipeline.ts';
import { progressBar } from './lib/progress.ts';
import { screenAll } from './lib/screening.ts';
import { rowsOf, summary, verdictTable } from './lib/verdict-table.ts';

const { values } = parseArgs({
  options: {
    once: { type: 'boolean', default: false },
    fresh: { type: 'boolean', default: false },
    listings: { type: 'string' },
    port: { type: 'string', default: '8787' },
  },
});
const root = process.cwd();
if (values.listings !== undefined && !existsSync(values.listings)) {
  console.error(`找不到目录「${values.listings}」 / no folder “${values.listings}”`);
  process.exit(2);
}
const begun = Date.now();
const samples = values.listings === undefined ? await ensureSamples(root) : undefined;
const folder = samples?.folder ?? resolve(values.listings ?? '.');
console.log('试金石 Touchstone 启动中… / starting');
const pipeline = await startLocal({
  port: Number(values.port),
  fresh: values.fresh,
  ...(samples ? { settings: { registryUrl: await samples.registry() } } : {}),
});
console.log(`引擎就绪 / engines ready: ${((Date.now() - begun) / 1000).toFixed(1)} s`);

const documents: FoundDocument[] = [];
for await (const document of documentsIn(folder)) documents.push(document);
const bar = progressBar(documents.length);
let first: number | undefined;
const outcomes = await screenAll(documents, pipeline, (_, index) => {
  // What the tool itself refused never went through the pipeline.
  if (documents[index]?.ok) first ??= Date.now();
  bar.increment();
});
bar.stop();
const rows = rowsOf(documents, outcomes);
console.log(`${verdictTable(rows)}\n\n${summary(rows)}\n`);
console.log(costTable(pipeline.runtime, rows.length));
console.log(
  `首个结论 / first verdict: ${(((first ?? Date.now()) - begun) / 1000).toFixed(1)} s，全部 / all: ${((Date.now() - begun) / 1000).toFixed(1)} s`,
);

if (values.once) {
  await pipeline.stop();
  await samples?.stop();
  // A listing without a verdict is a fault of the pipeline, whatever the others came to.
  process.exit(outcomes.some(({ state }) => state === 'unjudged') ? 1 : 0);
}
await publishPictures(pipeline.objects, pipeline.knowledge);
const token = await pipeline.runtime.mintToken({ sub: 'local', roles: ['admin'] });
console.log(
  `\nAPI  ${pipeline.runtime.urls.api}   文档 / docs  ${pipeline.runtime.urls.api}/docs\n本机令牌 / local token (admin, ${join('.touchstone')}):\n${token}\nCtrl-C 结束 / to stop`,
);
process.on('SIGINT', () => {
  void pipeline.stop().then(() => process.exit(0));
});
