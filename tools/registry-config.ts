import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { S3Client } from '@aws-sdk/client-s3';
import { s3Objects } from '../functions/shared/objects.ts';
import { mappedRegistry } from '../functions/shared/registry/http-registry.ts';
import { credentialKind, parseCredential } from '../models/credentials/parse.ts';
import { CONFIG_KEY, RegistryConfig } from '../models/registry/mapping.ts';

const USAGE = `用法 / usage: node tools/registry-config.ts FILE [--try KIND NUMBER] [--bucket NAME]
  检查登记库配置 / checks a configuration of registries
  --try KIND NUMBER  按配置实查一次（密钥取自环境变量 REGISTRY_KEY） / asks once, with the key in REGISTRY_KEY
  --bucket NAME      检查通过后启用 / puts it into force when it is sound`;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { try: { type: 'string' }, bucket: { type: 'string' } },
});

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}

const [file, number] = positionals;
if (file === undefined || (values.try !== undefined && number === undefined)) fail(USAGE);
const parsed = RegistryConfig.safeParse(readJson(file));
if (!parsed.success)
  fail(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('\n'));
const config = parsed.data;
const kindsOf = ({ http, snapshot }: (typeof config.registries)[number]) => [
  ...new Set([...Object.keys(http?.kinds ?? {}), ...(snapshot?.kinds ?? [])]),
];
const unknown = config.registries.flatMap(kindsOf).filter((kind) => credentialKind(kind)?.id !== kind);
if (unknown.length > 0) fail(`未知的资质类型 / unknown kinds: ${unknown.join(', ')}`);
for (const registry of config.registries) {
  const { http, snapshot } = registry;
  const rate = http?.perSecond === undefined ? '不限速 / no limit' : `${http.perSecond}/s`;
  const ways = [...(snapshot ? ['快照 / snapshot'] : []), ...(http ? [`HTTP ${rate}`] : [])].join(' + ');
  console.log(`${registry.name}: ${ways}: ${kindsOf(registry).join(', ')}`);
}

if (values.try !== undefined && number !== undefined) {
  const kind = values.try;
  const source = config.registries.find(({ http }) => http && Object.hasOwn(http.kinds, kind))?.http;
  if (!source) fail(`没有接口 / no interface for ${kind}`);
  const key = process.env.REGISTRY_KEY ?? '';
  const registry = mappedRegistry({ source, fetch, key: async () => key });
  const asked = { kind, number: parseCredential(kind, number).normalized };
  console.log(JSON.stringify(await registry.lookup(asked), null, 2));
}
if (values.bucket !== undefined) {
  const objects = s3Objects(new S3Client({ forcePathStyle: true }), values.bucket);
  await objects.put(CONFIG_KEY, JSON.stringify(config));
  console.log(`一分钟内启用 / in force within a minute: ${values.bucket}/${CONFIG_KEY}`);
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    return fail(`${path}: ${error instanceof Error ? error.message : 'unreadable'}`);
  }
}
