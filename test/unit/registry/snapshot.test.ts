import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fc, test } from '@fast-check/vitest';
import { afterAll, describe, expect, it } from 'vitest';
import { combinedRegistry } from '../../../functions/shared/registry/combined-registry.ts';
import { snapshotRegistry } from '../../../functions/shared/registry/snapshot-registry.ts';
import { openSnapshot, pointerKey, snapshotKey } from '../../../models/registry/snapshot.ts';
import { hashNumber } from '../../../models/registry/snapshot-row.ts';
import { runBuilder } from '../../../models/registry/snapshot-run.ts';
import { type ImportOptions, importSnapshot, ResumeError } from '../../../tools/registry/import-snapshot.ts';
import { mergeRuns } from '../../../tools/registry/merge-runs.ts';

const root = mkdtempSync(join(tmpdir(), 'touchstone-snapshot-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let places = 0;
const place = () => {
  const dir = join(root, `${++places}`);
  mkdirSync(dir);
  return dir;
};
const TAKEN = '2026-03-01T00:00:00.000Z';

function imported(name: string, content: string | Buffer, more: Partial<ImportOptions> = {}) {
  const dir = place();
  const file = join(dir, name);
  writeFileSync(file, content);
  const problems: { line: number; problem: string }[] = [];
  const options: ImportOptions = {
    file,
    kind: 'ccc',
    registry: 'cnca',
    takenAt: TAKEN,
    complete: true,
    validDays: 30,
    workDir: join(dir, 'work'),
    outDir: join(dir, 'out'),
    onBadRow: (line, problem) => problems.push({ line, problem }),
    ...more,
  };
  return { dir, options, problems, run: () => importSnapshot(options) };
}

function find(options: ImportOptions, version: string, number: string) {
  const bytes = readFileSync(join(options.outDir, snapshotKey(version)));
  return openSnapshot((offset, length) => bytes.subarray(offset, offset + length)).find(number);
}

describe('an imported file', () => {
  it('of CSV is found again by number, whatever its columns are called', () => {
    const { options, run, problems } = imported(
      'ccc.csv',
      '\uFEFF证书编号,状态,持有人,产品名称,有效期至,类别\r\n2024010301000001,有效,"示例电器,有限公司",电热水壶,2029/3/1,0713\r\n2024010301000002号,注销,示例乙,"多行\n名称",长期,0713\r\n',
    );
    const { pointer } = run();
    expect(problems).toEqual([]);
    expect(pointer).toMatchObject({ kind: 'ccc', rows: 2, complete: true });
    expect(find(options, pointer.version, '２０２４ 0103 01000001')).toEqual({
      kind: 'ccc',
      number: '２０２４ 0103 01000001',
      status: 'valid',
      holder: '示例电器,有限公司',
      product: '电热水壶',
      validUntil: '2029-03-01',
      fields: { 类别: '0713' },
    });
    expect(find(options, pointer.version, '2024010301000002')).toMatchObject({
      status: 'cancelled',
      product: '多行\n名称',
    });
    expect(find(options, pointer.version, '2024010301000003')).toBeUndefined();
  });

  it('of NDJSON and in GB18030 as well', () => {
    const ndjson = imported('x.ndjson', '{"number":"1","status":"valid"}\n\n{"number":2,"status":"revoked"}');
    const { pointer } = ndjson.run();
    expect(find(ndjson.options, pointer.version, '2')).toMatchObject({ status: 'revoked' });
    // 编号,状态 / 1,有效 as GB18030 bytes.
    const bytes = Buffer.from('b1e0bac52cd7b4ccac0a312cd3d0d0a70a', 'hex');
    const gb = imported('gb.csv', bytes, { encoding: 'gb18030' });
    expect(find(gb.options, gb.run().pointer.version, '1')).toMatchObject({ status: 'valid' });
  });

  it('goes on after a bad row and names its line', () => {
    const rows = [
      'number,status,validUntil',
      '1,valid,2029-01-01',
      '2,valid',
      ',valid,',
      '3,"open,2029',
      '4,dubious,',
      '5,valid,never',
      '6,"a"b,',
      '7,valid,',
    ];
    const { options, run, problems } = imported(
      'bad.csv',
      Buffer.concat([
        Buffer.from(rows.join('\n')),
        Buffer.from([10, 0xff, 0xfe]),
        Buffer.from('\n8,valid,\n'),
      ]),
    );
    const { pointer, bad } = run();
    expect(problems.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7, 8, 10]);
    expect(bad).toBe(7);
    expect(['1', '7', '8'].map((number) => find(options, pointer.version, number)?.status)).toEqual([
      'valid',
      'valid',
      'valid',
    ]);
    expect(pointer.rows).toBe(3);
  });

  it('loses no row between two stray quotes', () => {
    const rows = [
      '1,"5"" 屏",valid',
      '2,5" 屏,valid',
      '3,6" 屏,valid',
      '4,"开,valid',
      '5,甲,valid',
      '6,"乙",valid',
      '7,"丙\n丁",valid',
      '8,"末,valid',
      '9,戊,valid',
    ];
    const { options, run, problems } = imported('quotes.csv', ['number,product,status', ...rows].join('\n'));
    const { pointer } = run();
    const product = (number: string) => find(options, pointer.version, number)?.product;
    expect(['1', '2', '3', '4', '5', '6', '7', '8', '9'].map(product)).toEqual([
      '5" 屏',
      '5" 屏',
      '6" 屏',
      undefined,
      '甲',
      '乙',
      '丙\n丁',
      undefined,
      '戊',
    ]);
    // The seventh row takes two lines.
    expect(problems.map(({ line }) => line)).toEqual([5, 10]);
  });

  it('refuses a JSON number that has lost its last digits', () => {
    const { run, problems } = imported(
      'x.ndjson',
      '{"number":440301234567890123,"status":"valid"}\n{"number":44,"status":"valid"}\n',
    );
    expect(run().pointer.rows).toBe(1);
    expect(problems).toEqual([{ line: 1, problem: 'no number' }]);
  });

  it('keeps the last of several rows of one number', () => {
    const { options, run } = imported('twice.csv', 'number,status\nA1,valid\nB,valid\na1 号,revoked\n');
    const { pointer, replaced } = run();
    expect([pointer.rows, replaced]).toEqual([2, 1]);
    expect(find(options, pointer.version, 'A1')).toMatchObject({ status: 'revoked' });
  });

  it('without a column of numbers is refused', () => {
    expect(() => imported('x.csv', 'name,status\na,valid\n').run()).toThrow(/no column of numbers/);
  });

  it('stopped in the middle is taken up where it stopped, to the same bytes', () => {
    const lines = ['number,status,holder'];
    for (let i = 0; i < 6_000; i++) lines.push(i === 2_000 ? 'bad' : `${i * 7919},valid,持有人${i}`);
    const content = lines.join('\n');
    const whole = imported('big.csv', content, { runBytes: 65_536 });
    const expected = whole.run();

    const stopped = imported('big.csv', content, { runBytes: 65_536 });
    let runs = 0;
    let stoppedAt = 0;
    stopped.options.onProgress = ({ offset }) => {
      stoppedAt = offset;
      if (++runs === 2) throw new Error('power cut');
    };
    expect(stopped.run).toThrow('power cut');
    // A half-written tail of the list of bad rows is dropped.
    writeFileSync(join(stopped.options.workDir, 'bad-rows.ndjson'), 'x'.repeat(9), { flag: 'a' });
    const offsets: number[] = [];
    stopped.options.resume = true;
    stopped.options.onProgress = ({ offset }) => offsets.push(offset);
    const resumed = stopped.run();
    expect(offsets.length).toBeGreaterThan(0);
    expect(offsets[0]).toBeGreaterThan(stoppedAt);
    expect(resumed.pointer).toEqual(expected.pointer);
    expect(resumed.bad).toBe(1);
    expect(readFileSync(resumed.badFile, 'utf8')).toBe(readFileSync(expected.badFile, 'utf8'));
  });

  it('of another content cannot be gone on with', () => {
    const { options, run } = imported('x.csv', 'number,status\n1,valid\n', {
      onProgress: () => {
        throw new Error('power cut');
      },
    });
    expect(run).toThrow('power cut');
    writeFileSync(options.file, 'number,status\n2,valid\n');
    options.resume = true;
    expect(run).toThrow(ResumeError);
  });
});

describe('sorted runs', () => {
  const meta = { kind: 'ccc', registry: 'cnca', takenAt: TAKEN, complete: true, validDays: 30 };
  const encode = (number: string, at: number) =>
    new TextEncoder().encode(JSON.stringify([number, 'valid', `${at}`]));

  // Few hashes, so that rows of different numbers meet under one.
  test.prop(
    [
      fc.array(
        fc.array(fc.record({ number: fc.constantFrom(...'abcdefgh'), hash: fc.nat(2) }), { maxLength: 30 }),
        { maxLength: 5 },
      ),
    ],
    { numRuns: 25 },
  )('merge into every number once, with its last row', (runs) => {
    const dir = place();
    const expected = new Map<string, string>();
    let at = 0;
    const files = runs.map((rows, i) => {
      const builder = runBuilder(1 << 14);
      for (const { number } of rows) {
        const { high } = hashNumber('x');
        builder.add(high, number.charCodeAt(0) % 2, encode(number, ++at));
        expected.set(number, `${at}`);
      }
      const file = join(dir, `run-${i}`);
      writeFileSync(file, builder.take().bytes);
      return file;
    });
    const { rows, bytes } = mergeRuns(files, meta, join(dir, 'out'));
    const content = readFileSync(join(dir, 'out'));
    expect(content.length).toBe(bytes);
    expect(rows).toBe(expected.size);
    for (const [number, last] of expected)
      expect(content.includes(Buffer.from(`["${number}","valid","${last}"]`))).toBe(true);
  });

  it('spread numbers that look alike', () => {
    const seen = new Set<number>();
    const buckets = new Uint32Array(256);
    for (let i = 0; i < 100_000; i++) {
      const { high, low } = hashNumber(`20240103${String(i).padStart(8, '0')}`);
      seen.add(high * 2 ** 21 + (low >>> 11));
      buckets[high >>> 24] = (buckets[high >>> 24] as number) + 1;
    }
    expect(seen.size).toBe(100_000);
    expect(Math.max(...buckets)).toBeLessThan(600);
    expect(Math.min(...buckets)).toBeGreaterThan(220);
  });
});

describe('a registry of snapshots', () => {
  const DAY = 86_400_000;
  function world(content = 'number,status\n1,valid\n', more: Partial<ImportOptions> = {}) {
    const source = imported('x.csv', content, more);
    const { pointer } = source.run();
    let downloads = 0;
    const state = { now: Date.parse(TAKEN) + DAY, up: true };
    const store = {
      get: async (key: string) => {
        if (!state.up) throw new Error('the bucket is away');
        try {
          return readFileSync(join(source.options.outDir, key));
        } catch {
          return undefined;
        }
      },
      download: async (key: string, file: string) => {
        downloads++;
        copyFileSync(join(source.options.outDir, key), file);
      },
    };
    const registry = snapshotRegistry(store, join(source.dir, 'tmp'), () => state.now);
    const ask = (number: string, kind = 'ccc') => registry.lookup({ kind, number });
    return { source, pointer, state, registry, ask, downloads: () => downloads };
  }

  it('fetches a version once and answers with the age of its data', async () => {
    const { ask, downloads } = world();
    const answers = await Promise.all([ask('1'), ask('1'), ask('１ 号')]);
    for (const answer of answers) expect(answer).toMatchObject({ state: 'record', ageSeconds: 86_400 });
    expect(downloads()).toBe(1);
  });

  it('says absent only when it is complete and within its stated age', async () => {
    expect((await world().ask('2')).state).toBe('absent');
    expect(await world(undefined, { complete: false }).ask('2')).toMatchObject({ state: 'unavailable' });
    const old = world();
    old.state.now += 30 * DAY;
    for (const number of ['1', '2']) expect((await old.ask(number)).state).toBe('unavailable');
    expect(await world().ask('1', 'drug')).toMatchObject({ state: 'unavailable', permanent: true });
  });

  it('takes up a new version, and keeps the old one while the bucket is away', async () => {
    const { ask, state, source } = world();
    expect((await ask('1')).state).toBe('record');
    writeFileSync(source.options.file, 'number,status\n1,revoked\n');
    source.run();
    state.now += 61_000;
    state.up = false;
    expect(await ask('1')).toMatchObject({ record: { status: 'valid' } });
    state.up = true;
    state.now += 61_000;
    expect(await ask('1')).toMatchObject({ record: { status: 'revoked' } });
  });

  it('fetches what cannot be used again after a while, not for every question', async () => {
    const { ask, source, pointer, state, downloads } = world();
    const path = join(source.options.outDir, snapshotKey(pointer.version));
    const sound = readFileSync(path);
    writeFileSync(path, sound.subarray(0, 100));
    for (let i = 0; i < 5; i++) expect((await ask('1')).state).toBe('unavailable');
    expect(downloads()).toBe(1);
    writeFileSync(path, sound);
    state.now += 11_000;
    expect((await ask('1')).state).toBe('record');
  });

  it('refuses a snapshot of another kind', async () => {
    const { ask, source, pointer } = world();
    const other = join(source.options.outDir, pointerKey('drug'));
    writeFileSync(other, JSON.stringify({ ...pointer, kind: 'drug' }));
    expect(await ask('1', 'drug')).toMatchObject({
      state: 'unavailable',
      reason: 'the snapshot of drug holds ccc',
    });
  });

  it('refuses bytes that are not what the pointer names', async () => {
    const { ask, source, pointer } = world();
    const path = join(source.options.outDir, snapshotKey(pointer.version));
    const bytes = readFileSync(path);
    bytes[bytes.length - 2] = 0;
    writeFileSync(path, bytes);
    const answer = await ask('1');
    expect(answer).toMatchObject({ state: 'unavailable', reason: expect.stringContaining('has the hash') });
    expect(answer).not.toHaveProperty('permanent');
    expect(pointerKey('ccc')).toBe('knowledge/registries/snapshots/ccc.json');
  });

  it('asks the interface for what is newer, and lets nobody say absent while that is down', async () => {
    const { registry } = world();
    const newer = {
      state: 'record',
      record: { kind: 'ccc', number: '2', status: 'valid' },
      ageSeconds: 0,
    } as const;
    for (const answer of [
      newer,
      { state: 'absent', ageSeconds: 0 } as const,
      { state: 'unavailable', reason: 'down' } as const,
    ]) {
      const both = combinedRegistry(registry, { lookup: async () => answer });
      expect(await both.lookup({ kind: 'ccc', number: '2' })).toEqual(answer);
      expect(await both.lookup({ kind: 'ccc', number: '1' })).toMatchObject({
        state: 'record',
        ageSeconds: 86_400,
      });
    }
  });
});
