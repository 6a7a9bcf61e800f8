import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { credentialKind } from '../models/credentials/kinds.ts';
import { RecordMapping } from '../models/registry/mapping.ts';
import { pointerKey, snapshotKey } from '../models/registry/snapshot.ts';
import { ColumnsError } from './registry/columns.ts';
import { importSnapshot, ResumeError } from './registry/import-snapshot.ts';

const USAGE = `用法 / usage: npm run import-registry -- FILE --kind KIND --registry NAME [--resume]
  --complete            文件包含该类全部编号 / the file holds every number of the kind
  --valid-days 30       可依赖的天数 / days it may be relied on
  --taken-at ISO        数据导出时间，默认文件修改时间 / when it was given out; default: the file's time
  --encoding gb18030    默认 utf-8 / default utf-8
  --format csv|ndjson   默认按扩展名 / default: by the name
  --mapping FILE        列与状态的对应（JSON） / which column is what (JSON)
  --out DIR             默认 / default build/registries
  --bucket NAME         上传并启用 / upload, and point to it`;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kind: { type: 'string' },
    registry: { type: 'string' },
    resume: { type: 'boolean', default: false },
    complete: { type: 'boolean', default: false },
    'valid-days': { type: 'string', default: '30' },
    'taken-at': { type: 'string' },
    encoding: { type: 'string', default: 'utf-8' },
    format: { type: 'string' },
    mapping: { type: 'string' },
    out: { type: 'string', default: join('build', 'registries') },
    bucket: { type: 'string' },
  },
});

function fail(message: string): never {
  console.error(`${message}\n${USAGE}`);
  process.exit(2);
}

const [file] = positionals;
const kind = values.kind === undefined ? undefined : credentialKind(values.kind)?.id;
const { registry, format, encoding } = values;
if (file === undefined || !existsSync(file)) fail(`没有文件 / no file: ${file ?? ''}`);
if (kind === undefined) fail(`未知的资质类型 / unknown kind: ${values.kind ?? ''}`);
if (registry === undefined) fail('缺少 / missing --registry');
if (encoding !== 'utf-8' && encoding !== 'gb18030') fail(`--encoding ${encoding}`);
if (format !== undefined && format !== 'csv' && format !== 'ndjson') fail(`--format ${format}`);
const validDays = Number(values['valid-days']);
if (!Number.isInteger(validDays) || validDays < 1) fail(`--valid-days ${values['valid-days']}`);
const taken = new Date(values['taken-at'] ?? statSync(file).mtime);
if (Number.isNaN(taken.getTime())) fail(`--taken-at ${values['taken-at'] ?? ''}`);

/** What the user can mend is said in a line. */
function orExplain<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof ColumnsError || error instanceof ResumeError) fail(error.message);
    throw error;
  }
}

const SHOWN = 20;
let shown = 0;
const begun = performance.now();
const { pointer, bad, replaced, badFile } = orExplain(() =>
  importSnapshot({
    file,
    kind,
    registry,
    takenAt: taken.toISOString(),
    complete: values.complete,
    validDays,
    workDir: join(values.out, 'work', `${registry}-${kind}`),
    outDir: values.out,
    encoding,
    resume: values.resume,
    ...(format ? { format } : {}),
    ...(values.mapping === undefined
      ? {}
      : { mapping: RecordMapping.parse(JSON.parse(readFileSync(values.mapping, 'utf8'))) }),
    onProgress: ({ offset, totalBytes, rows }) =>
      console.error(
        `  ${((100 * offset) / Math.max(1, totalBytes)).toFixed(1).padStart(5)} %  ${rows} 行 / rows`,
      ),
    onBadRow: (line, problem) => {
      if (shown++ < SHOWN) console.error(`  第 ${line} 行 / line ${line}: ${problem}`);
    },
  }),
);
console.log(
  `${pointer.rows} 行 / rows, ${replaced} 被后行取代 / replaced by later rows, ${bad} 坏行 / bad rows${bad > 0 ? ` (${badFile})` : ''}, ${((performance.now() - begun) / 1000).toFixed(1)} s`,
);
console.log(`版本 / version ${pointer.version}`);
if (values.bucket !== undefined) {
  const s3 = new S3Client({ forcePathStyle: true, requestChecksumCalculation: 'WHEN_REQUIRED' });
  // The artefact first, then the pointer to it.
  const path = join(values.out, snapshotKey(pointer.version));
  await s3.send(
    new PutObjectCommand({
      Bucket: values.bucket,
      Key: snapshotKey(pointer.version),
      Body: createReadStream(path),
      ContentLength: pointer.bytes,
    }),
  );
  await s3.send(
    new PutObjectCommand({
      Bucket: values.bucket,
      Key: pointerKey(pointer.kind),
      Body: JSON.stringify(pointer),
      ContentType: 'application/json',
    }),
  );
  console.log(`已启用 / in force in ${values.bucket}`);
}
