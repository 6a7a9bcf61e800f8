import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRegistry } from '../../samples/registry-server.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'touchstone-cli-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function run(args: string[], input = ''): Promise<{ code: number | null; out: string; err: string }> {
  const child = spawn(process.execPath, args, { stdio: 'pipe' });
  child.stdin.end(input);
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.on('close', resolve)),
  ]);
  return { code, out, err };
}
const linesOf = (out: string) =>
  out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
const ndjson = (rows: unknown[]) =>
  rows.map((row) => (typeof row === 'string' ? row : JSON.stringify(row))).join('\n');

describe('inspect', () => {
  it('text: brands seen through disguises, claims with law, category, offsets into the original', async () => {
    const rows = [
      { id: 1, title: '正品 Ｎ１ＫＥ 运动鞋 男', description: '全国销量第一' },
      '{"broken',
      { id: 3, title: '适用于华为Mate60手机壳' },
      { id: 4 },
    ];
    const { code, out } = await run(['tools/inspect.ts', 'text'], ndjson(rows));
    const [first, second, third, fourth] = linesOf(out);
    expect(code).toBe(0);
    expect(first.id).toBe(1);
    const mention = first.brands[0];
    expect('正品 Ｎ１ＫＥ 运动鞋 男'.slice(mention.start, mention.end)).toBe(mention.text);
    expect(mention.layer).toBe('leet');
    const claim = first.claims.find((c: { code: string }) => c.code === 'claims.absolute');
    expect(claim.law).toContain('广告法');
    expect('正品 Ｎ１ＫＥ 运动鞋 男全国销量第一'.slice(claim.start, claim.end)).toBe(claim.text);
    expect(second.error.code).toBe('not-json');
    expect(third.brands).toEqual([]);
    expect(fourth).toMatchObject({ id: 4, error: { code: 'bad-line' } });
  });

  it('text: a lexicon of one’s own replaces ours for that run', async () => {
    const csv = join(folder, 'lexicon.csv');
    writeFileSync(csv, 'brand,term,ambiguity,category\nZyqvarn,Zyqvarn,,\n');
    const { out } = await run(
      ['tools/inspect.ts', 'text', '--lexicon', csv],
      ndjson([{ id: 1, title: 'Zyqvarn 耐克 运动鞋' }]),
    );
    expect(linesOf(out)[0].brands.map((b: { brand: string }) => b.brand)).toEqual(['Zyqvarn']);
  });

  it('credential: numbers with parts and problems, never repaired', async () => {
    const rows = [
      { id: 'a', text: '国械注准20243140001号，国妆特字202410635' },
      { id: 'b', text: '国药准字HO1234567' },
    ];
    const { out } = await run(['tools/inspect.ts', 'credential'], ndjson(rows));
    const [a, b] = linesOf(out);
    expect(a.credentials.map((c: { state: string }) => c.state)).toEqual(['well-formed', 'well-formed']);
    expect(b.credentials[0]).toMatchObject({ state: 'malformed', checkDigit: 'none' });
    expect(b.credentials[0].number).toContain('HO');
  });

  it('image: facts in order, an unreadable file on its own line', async () => {
    const file = join(folder, 'a.jpg');
    await sharp({
      create: {
        width: 400,
        height: 300,
        channels: 3,
        background: '#336699',
        noise: { type: 'gaussian', mean: 128, sigma: 30 },
      },
    })
      .jpeg()
      .toFile(file);
    const { out } = await run(
      ['tools/inspect.ts', 'image'],
      ndjson([
        { id: 1, file },
        { id: 2, file: join(folder, 'none.jpg') },
      ]),
    );
    const [first, second] = linesOf(out);
    expect(first).toMatchObject({ id: 1, width: 400, height: 300 });
    expect(first.pdq).toMatch(/^[0-9a-f]{64}$/);
    expect(first.dihedral).toHaveLength(8);
    expect(second).toMatchObject({ id: 2, error: { code: 'unreadable-file' } });
  });

  it('refuses what it does not know with its usage', async () => {
    expect(await run(['tools/inspect.ts', 'smell'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('usage'),
    });
    expect(await run(['tools/inspect.ts', 'text', '--nonsense'])).toMatchObject({ code: 2 });
  });
});

describe('screen', () => {
  const document = (id: string, changes: object) => ({
    schema: 'listing/v1',
    listingId: id,
    merchantId: 'M-1',
    revision: 1,
    title: '纯棉短袖T恤 男 夏季',
    skus: [{ skuId: 'S1', price: '59.00' }],
    ...changes,
  });

  it('prints one line a listing in input order, rejected ones among them', async () => {
    const file = join(folder, 'listings.ndjson');
    writeFileSync(
      file,
      ndjson([
        document('C-1', {}),
        document('C-2', { title: '' }),
        '{"schema":',
        document('C-4', { title: '耐克 高仿 运动鞋 莆田纯原' }),
        document('C-1', {}),
        document('C-1', { title: '纯棉短袖T恤 女 夏季' }),
      ]),
    );
    const inOrder = ['C-1', 'C-2', 'listings.ndjson:3', 'C-4', 'C-1', 'C-1'];
    const { code, out } = await run(['tools/screen.ts', file, '--json']);
    expect(code).toBe(0);
    const lines = linesOf(out);
    expect(lines.map((line) => line.listingId)).toEqual(inOrder);
    expect(lines[0]).toMatchObject({
      revision: 1,
      policyVersion: expect.any(String),
      ms: expect.any(Number),
    });
    expect(lines[1]).toMatchObject({ verdict: 'rejected', errors: [{ path: 'title' }] });
    expect(lines[2]).toMatchObject({ verdict: 'rejected', errors: [{ path: '$' }] });
    expect(lines[3].verdict).toBe('intercept');
    expect(lines[3].findings[0]).toMatchObject({
      check: 'counterfeit',
      code: 'counterfeit.fake-phrase',
      evidence: [{ type: 'text', field: 'title' }],
    });
    // The same document again has the same answer; another one under the same revision is refused.
    expect(lines[4]).toMatchObject({ verdict: lines[0].verdict, findings: lines[0].findings });
    expect(lines[5]).toMatchObject({ verdict: 'rejected', errors: [{ path: 'revision' }] });
  });

  it('ends with 2 and its usage when called wrongly', async () => {
    expect(await run(['tools/screen.ts'])).toMatchObject({ code: 2, err: expect.stringContaining('usage') });
  });
});

describe('verify-papers', () => {
  it('answers each row from the registry, names what cannot be read, and tells by its exit code', async () => {
    const kind = 'cosmetic-registration';
    const registry = await startRegistry([
      { kind, number: '国妆特字20240135', status: 'valid', holder: '示例一公司', validUntil: '2040-01-01' },
    ]);
    const file = join(folder, 'papers.csv');
    const rows = ['国妆特字20240135,示例一公司', '国妆特字20240136,示例一公司', ',示例一公司'];
    writeFileSync(file, `\ufeff类型,编号,持有人\n${rows.map((row) => `${kind},${row}\n`).join('')}`);
    const { code, out } = await run(['tools/verify-papers.ts', file, '--registry', registry.url, '--json']);
    registry.behave({ outage: true });
    const dark = await run(['tools/verify-papers.ts', file, '--registry', registry.url]);
    await registry.stop();
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      reports: [
        { rows: [2], result: 'confirmed' },
        { rows: [3], result: 'not-found' },
      ],
      errors: [{ row: 4, column: 'number', code: 'missing' }],
    });
    expect(dark.out).toContain('ask-again 2');
    expect(dark.out).toContain('2, 3');
  }, 60_000);
});
