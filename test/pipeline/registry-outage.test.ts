import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayInChina } from '../../models/policy/clock.ts';
import { levelNumber } from '../../models/registry/level-number.ts';
import { CONFIG_KEY, plainMapping } from '../../models/registry/mapping.ts';
import { pointerKey, snapshotKey } from '../../models/registry/snapshot.ts';
import type { Screening } from '../../models/screening.ts';
import { ensureSamples, type Samples } from '../../samples/ensure.ts';
import { allSamples } from '../../samples/listings/index.ts';
import { documentsIn } from '../../tools/lib/documents.ts';
import { type Upload, upload } from '../../tools/lib/uploads.ts';
import { importSnapshot } from '../../tools/registry/import-snapshot.ts';
import { bootPipeline } from '../support/pipeline.ts';
import { type Heard, type Reply, startServer } from '../unit/registry/support.ts';

type Day = 'well' | 'down' | 'slow' | 'lying' | 'limiting' | 'garbage' | 'failing';

/** Listings that need the registry's answer, a few a bad day; each number is asked on one day only. */
const DAYS: [Exclude<Day, 'well'>, string[]][] = [
  ['down', ['millet', 'power-bank-certified', 'filing-cancelled', 'filing-unknown']],
  ['slow', ['cream-filed', 'snack-licensed', 'ccc-suspended']],
  ['lying', ['sunscreen-registered', 'ccc-revoked']],
  ['limiting', ['toy-certified', 'apple-flavour', 'registration-expired']],
  ['garbage', ['tea-grade', 'filing-of-another']],
  ['failing', ['health-food-registered', 'filing-for-other-goods']],
];
const OUTLASTED = ['licence-check-digit', 'sunscreen-with-filing'];

/** Kinds that are in imported snapshots, and are asked of nobody. */
const SNAPSHOTS = ['device-registration', 'device-production-license', 'device-business-filing'];

let pipeline: Awaited<ReturnType<typeof bootPipeline>>;
let samples: Samples;
let server: Awaited<ReturnType<typeof startServer>>;
const uploads = new Map<string, Upload>();
const registry = new Map<string, object>();
let day: Day = 'well';

const keyOf = (kind: string, number: string) => `${kind}#${levelNumber(number)}`;

function reply({ url }: Heard): Reply | 'cut' {
  const [, kind = '', number = ''] = url.split('/').map(decodeURIComponent);
  const record = registry.get(keyOf(kind, number));
  if (day === 'down') return 'cut';
  if (day === 'limiting') return { status: 429, headers: { 'retry-after': '0' }, body: { absent: true } };
  if (day === 'failing') return { status: 404, body: '<html>nginx</html>' };
  if (day === 'garbage') return { body: '<html>系统维护中</html>' };
  // Somebody else's record, in force, whatever was asked.
  if (day === 'lying') return { body: { kind, number: `${number}9`, status: 'valid', holder: '某公司' } };
  const truth: Reply = record ? { body: { ...record, number } } : { status: 404, body: { absent: true } };
  return day === 'slow' ? { ...truth, afterMs: 5_000 } : truth;
}

beforeAll(async () => {
  const records = allSamples(dayInChina(new Date().toISOString())).flatMap((sample) => sample.registry);
  for (const record of records) registry.set(keyOf(record.kind, record.number), record);
  samples = await ensureSamples(process.cwd());
  for await (const document of documentsIn(samples.folder))
    if (document.ok) uploads.set(document.listing.listingId, document);
  server = await startServer(reply);
  pipeline = await bootPipeline();
  // Connected as an operator would: by a configuration in the bucket. Short waits, so that days pass quickly; but
  // long enough that a busy machine is not taken for a slow registry.
  const kinds = [...new Set(records.map(({ kind }) => kind))];
  const http = {
    timeoutMs: 1_500,
    retries: 1,
    restMs: 200,
    perSecond: 200,
    kinds: Object.fromEntries(
      kinds.filter((kind) => !SNAPSHOTS.includes(kind)).map((kind) => [kind, plainMapping(server.url)]),
    ),
  };
  for (const kind of SNAPSHOTS) {
    const rows = records.filter((record) => record.kind === kind).map((record) => JSON.stringify(record));
    await importInto(pipeline, kind, rows.join('\n'));
  }
  const registries = [
    { name: 'test', http },
    { name: 'nmpa-device', snapshot: { kinds: SNAPSHOTS } },
  ];
  await pipeline.objects.put(CONFIG_KEY, JSON.stringify({ version: 1, registries }));
}, 180_000);
afterAll(async () => {
  await pipeline.dispose();
  await server.stop();
  await samples.stop();
});

/** What `tools/import-registry.ts --bucket` does. */
async function importInto({ objects, stateDir }: typeof pipeline, kind: string, rows: string): Promise<void> {
  const dir = join(stateDir, 'import', kind);
  mkdirSync(dir, { recursive: true });
  const file = join(dir, 'rows.ndjson');
  writeFileSync(file, rows);
  const { pointer } = importSnapshot({
    file,
    kind,
    registry: 'nmpa-device',
    takenAt: new Date().toISOString(),
    complete: true,
    validDays: 7,
    workDir: join(dir, 'work'),
    outDir: dir,
  });
  for (const key of [snapshotKey(pointer.version), pointerKey(kind)])
    await objects.put(key, readFileSync(join(dir, key)), { type: 'application/octet-stream' });
}

async function screen(ids: string[]): Promise<void> {
  for (const id of ids) {
    const found = uploads.get(`sample-${id}`);
    if (!found) throw new Error(`no sample ${id}`);
    await upload(found, pipeline.objects);
  }
  await pipeline.runtime.idle();
}

async function standing(id: string): Promise<Screening> {
  const screening = await pipeline.records.screening({ listingId: `sample-${id}`, revision: 1, run: '0' });
  if (!screening) throw new Error(`no screening of ${id}`);
  return screening;
}

async function askAgain(): Promise<void> {
  await sleep(300);
  await pipeline.runtime.invoke('Overdue', { task: 'overdue', aheadSeconds: 4_000 });
  await pipeline.runtime.idle();
}

describe('a registry on a bad day', () => {
  it.each(DAYS)(
    '(%s) neither passes nor intercepts a listing; each is judged rightly after it',
    async (bad, ids) => {
      day = bad;
      const asked = server.heard.length;
      await screen(ids);
      expect(server.heard.length).toBeGreaterThan(asked);
      for (const id of ids) {
        const screening = await standing(id);
        expect([id, screening.state, screening.deferrals, screening.verdict]).toEqual([
          id,
          'screening',
          1,
          undefined,
        ]);
      }
      // Still bad at the second look.
      await askAgain();
      for (const id of ids) expect([id, (await standing(id)).state]).toEqual([id, 'screening']);
      day = 'well';
      await askAgain();
      // The policy looks four times. Should the third have met a breaker still at rest, the fourth does not.
      if ((await Promise.all(ids.map(standing))).some(({ state }) => state === 'screening')) await askAgain();
      for (const id of ids) {
        const { state, verdict } = await standing(id);
        expect([id, state, verdict?.verdict]).toEqual([
          id,
          'judged',
          samples.expected.get(`sample-${id}`)?.verdict,
        ]);
      }
    },
  );

  it('that outlasts the patience of the policy sends listings to a person', async () => {
    day = 'down';
    await screen(OUTLASTED);
    for (let tries = 0; tries < 3; tries++) await askAgain();
    for (const id of OUTLASTED) {
      const { state, verdict, results } = await standing(id);
      expect([id, state, results.credential?.state]).toEqual([id, 'judged', 'unknown']);
      const expected = samples.expected.get(`sample-${id}`)?.verdict;
      // What is wrong by itself stays wrong; nothing is passed, and nothing is intercepted for the outage.
      expect([id, verdict?.verdict]).toEqual([id, expected === 'intercept' ? 'intercept' : 'review']);
    }
  });

  it('means nothing to goods whose papers are in an imported snapshot', async () => {
    day = 'down';
    await screen(['blood-pressure-registered', 'device-without-statement']);
    const verdicts = [
      await standing('blood-pressure-registered'),
      await standing('device-without-statement'),
    ];
    expect(verdicts.map(({ verdict }) => verdict?.verdict)).toEqual(['pass', 'remind']);
  });
});
