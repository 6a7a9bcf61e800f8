import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { systemClock } from '../functions/shared/clock.ts';
import { httpRegistry, mappedRegistry } from '../functions/shared/registry/http-registry.ts';
import { noLimit, ownRateLimit } from '../functions/shared/registry/rate-limit.ts';
import { noRegistry, type Registry } from '../functions/shared/registry/registry.ts';
import { verifyPapers } from '../functions/shared/verify-papers.ts';
import { rowsFromCsv, rowsFromJson } from '../models/credentials/papers/rows.ts';
import { dayInChina } from '../models/policy/clock.ts';
import { RegistryConfig } from '../models/registry/mapping.ts';
import { progressBar } from './lib/progress.ts';

const USAGE = `用法 / usage: npm run verify-papers -- FILE.csv|FILE.json [--config FILE | --registry URL] [--json]
  批量核验资质真实性：逐行给出编号、校验位、登记库答复、逐项比对和建议
  verifies credentials against their registries, row by row
  --config FILE   登记库配置（见 registry-config）；密钥取自环境变量 REGISTRY_KEY
  --registry URL  简单接口 GET {url}/{kind}/{number}；缺省取环境变量 REGISTRY_URL
  --json          输出 JSON
  CSV 列 / columns: kind 类型, number 编号, holder 持有人, product 产品, validUntil 有效期至`;

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

const { values, positionals } = readArguments();
const [file] = positionals;
if (file === undefined || positionals.length > 1) fail(USAGE);
if (!existsSync(file)) fail(`没有文件 / no such file: ${file}`);
const table = tableOf(file);
if (table.total === 0)
  fail(
    table.errors
      .map(({ row, column, message }) => `${row}:${column} ${message.zh} / ${message.en}`)
      .join('\n') || '没有行 / no rows',
  );
const progress = progressBar(table.rows.length, values.json, '核验');
const verification = await verifyPapers(table, registryOf(), {
  today: dayInChina(systemClock.now()),
  onEach: () => progress.increment(),
});
progress.stop();
if (values.json) console.log(JSON.stringify(verification, undefined, 2));
else print();
// What is not confirmed is told by the exit code, too; rows to ask again are no verdict.
process.exit(
  verification.errors.length > 0 || verification.reports.some(({ result }) => result !== 'confirmed') ? 1 : 0,
);

function print(): void {
  for (const { rows, title, number, result, checkDigit, advice } of verification.reports)
    console.log(
      `${rows.join(',').padStart(5)}  ${result.padEnd(13)} ${title.zh} ${number}${checkDigit === 'none' ? '' : ` [校验位 ${checkDigit}]`}\n       ${advice.zh}`,
    );
  for (const { row, column, message } of verification.errors)
    console.log(`${String(row).padStart(5)}  ${column}: ${message.zh} / ${message.en}`);
  const parts = Object.entries(verification.summary).filter(([, count]) => count > 0);
  console.log(parts.map(([result, count]) => `${result} ${count}`).join(' · '));
  if (!verification.complete)
    console.log(`请稍后重新核验这些行 / verify again later: ${verification.again.join(', ')}`);
}

function tableOf(path: string) {
  const bytes = readFileSync(path);
  if (!path.endsWith('.json')) return rowsFromCsv(bytes);
  const parsed = readJson(path);
  const rows: unknown = Array.isArray(parsed) ? parsed : (parsed as { rows?: unknown } | null)?.rows;
  return Array.isArray(rows) ? rowsFromJson(rows) : fail(`${path}: rows?`);
}

/** By the same configuration the pipeline goes by; what it names no interface for has nobody to ask. */
function registryOf(): Registry {
  if (values.config !== undefined) {
    const parsed = RegistryConfig.safeParse(readJson(values.config));
    if (!parsed.success)
      return fail(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
    const routes = new Map<string, Registry>();
    for (const { http: source } of parsed.data.registries) {
      if (!source) continue;
      const limit = source.perSecond === undefined ? noLimit : ownRateLimit(source.perSecond, systemClock);
      const key = async () => process.env.REGISTRY_KEY ?? '';
      const registry = mappedRegistry({ source, fetch, key, limit });
      for (const kind of Object.keys(source.kinds)) routes.set(kind, registry);
    }
    return { lookup: (question) => (routes.get(question.kind) ?? noRegistry).lookup(question) };
  }
  const url = values.registry ?? process.env.REGISTRY_URL ?? '';
  return url === '' ? noRegistry : httpRegistry({ url, fetch });
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return fail(`${path}: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        config: { type: 'string' },
        registry: { type: 'string' },
        json: { type: 'boolean', default: false },
      },
    });
  } catch {
    return fail(USAGE);
  }
}
