import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { verifyPapers } from '../../../functions/shared/verify-papers.ts';
import { mergeRows } from '../../../models/credentials/papers/merge.ts';
import { MAX_ROWS, rowsFromCsv, rowsFromJson } from '../../../models/credentials/papers/rows.ts';
import type { RegistryAnswer, RegistryQuestion } from '../../../models/registry/port.ts';
import { absent, down, nobody, says } from './life-support.ts';

const TODAY = '2026-07-10';
const csv = (text: string) => rowsFromCsv(new TextEncoder().encode(text));
const GOOD = {
  kind: 'cosmetic-registration',
  number: '国妆特字20240135',
  holder: '示例一公司',
  product: '示例防晒乳',
};

async function verify(
  rows: object[],
  answer: (question: RegistryQuestion) => RegistryAnswer,
  remainingMs?: () => number,
) {
  const asked: RegistryQuestion[] = [];
  const registry = {
    lookup: async (question: RegistryQuestion) => {
      asked.push(question);
      return answer(question);
    },
  };
  const result = await verifyPapers(rowsFromJson(rows), registry, {
    today: TODAY,
    ...(remainingMs ? { remainingMs } : {}),
  });
  return { ...result, asked };
}

describe('a table of papers', () => {
  it('is read by Chinese or English headings, in any order, from UTF-8 with or without a mark, or from GB 18030', () => {
    const text =
      '证书编号,持有人,资质类型,有效期至\n国妆特字20240135,示例一公司,特殊化妆品注册证,2027年6月30日\n';
    const row = {
      row: 2,
      kind: '特殊化妆品注册证',
      number: '国妆特字20240135',
      holder: '示例一公司',
      validUntil: '2027-06-30',
    };
    expect(csv(text).rows).toEqual([row]);
    expect(csv(`\ufeff${text}`).rows).toEqual([row]);
    expect(csv('number,note\nX1,"a\nb"\nX2,\n').rows.map(({ number }) => number)).toEqual(['X1', 'X2']);
    // 编号 / 国A1 in GB 18030.
    expect(
      rowsFromCsv(new Uint8Array([0xb1, 0xe0, 0xba, 0xc5, 10, 0xb9, 0xfa, 0x41, 0x31, 10])).rows,
    ).toEqual([{ row: 2, number: '国A1' }]);
  });

  it('names row and column of what cannot be read, and takes the other rows', () => {
    const { rows, errors } = csv(
      'kind,number,validUntil\nccc,,\n\nccc,2.02401E+15,\nccc,2024010907123456,2027-02-30\nccc,2024010907123457,长期\n',
    );
    expect(rows.map(({ row }) => row)).toEqual([6]);
    expect(errors.map(({ row, column, code }) => [row, column, code])).toEqual([
      [2, 'number', 'missing'],
      [4, 'number', 'spoilt'],
      [5, 'validUntil', 'no-date'],
    ]);
    expect(csv('a,b\n1,2\n').errors).toMatchObject([{ row: 1, column: 'number', code: 'no-column' }]);
    expect(rowsFromJson([1, null, { number: 'X' }]).errors).toMatchObject([
      { row: 1, code: 'not-a-row' },
      { row: 2, code: 'not-a-row' },
    ]);
  });

  it('is read to its thousandth row, and says where it stopped', () => {
    const { rows, errors } = rowsFromJson(
      Array.from({ length: MAX_ROWS + 5 }, (_, i) => ({ number: `${i}` })),
    );
    expect(rows).toHaveLength(MAX_ROWS);
    expect(errors).toMatchObject([{ row: MAX_ROWS + 1, code: 'too-many' }]);
  });

  test.prop([fc.uint8Array({ maxLength: 400 })])('never throws, whatever the bytes', (bytes) => {
    const { rows, errors } = rowsFromCsv(bytes);
    for (const { number } of rows) expect(number).not.toBe('');
    for (const error of errors) expect(error.row).toBeGreaterThanOrEqual(1);
  });
});

describe('rows of the same paper', () => {
  it('are merged, add to each other, and contradict by row and column', async () => {
    const { reports, errors, asked } = await verify(
      [
        { kind: GOOD.kind, number: GOOD.number, holder: '示例一公司' },
        { kind: '特殊化妆品注册证', number: ' 国妆特字 2024 0135 号', product: '示例防晒乳' },
        { kind: GOOD.kind, number: GOOD.number, holder: '示例二公司' },
      ],
      () => says({ holder: '示例一公司', product: '示例防晒乳' }),
    );
    expect(asked).toHaveLength(1);
    expect(reports).toMatchObject([{ rows: [1, 2, 3], result: 'confirmed' }]);
    expect(errors).toMatchObject([{ row: 3, column: 'holder', code: 'contradiction' }]);
  });
  it('of a kind nobody knows are an error of their row', () => {
    expect(mergeRows(rowsFromJson([{ kind: '会员卡', number: '8848' }])).errors).toMatchObject([
      { row: 1, column: 'kind', code: 'unknown-kind' },
    ]);
  });
});

describe('a paper against its registry', () => {
  const one = async (answer: RegistryAnswer, change: object = {}) => {
    const [report] = (await verify([{ ...GOOD, ...change }], () => answer)).reports;
    if (!report) throw new Error('no report');
    return report;
  };
  const fields = ({ fields: all }: Awaited<ReturnType<typeof one>>) =>
    Object.fromEntries(all.map(({ field, result }) => [field, result]));

  it('is compared field by field: same, different, silent', async () => {
    const same = await one(
      says({ holder: '示例一公司', product: '示例防晒乳 SPF50', validUntil: '2030-01-01' }),
    );
    expect(fields(same)).toEqual({ holder: 'same', product: 'same', validUntil: 'not-given' });
    expect(same.result).toBe('confirmed');
    const other = await one(says({ holder: '示例二公司', validUntil: '2030-01-01' }), {
      validUntil: '2031-01-01',
    });
    expect(fields(other)).toEqual({ holder: 'differs', product: 'silent', validUntil: 'differs' });
    expect(other.result).toBe('differs');
    expect(other.advice.zh).toContain('示例二公司');
  });

  it('without an answer is neither there nor absent', async () => {
    const silent = await one(down);
    expect(silent).toMatchObject({ result: 'ask-again', registry: { state: 'unavailable' } });
    expect(new Set(Object.values(fields(silent)))).toEqual(new Set(['unavailable']));
    expect((await one(nobody)).result).toBe('not-askable');
    expect((await one({ ...says({}), stale: true } as RegistryAnswer)).result).toBe('ask-again');
    expect((await one(absent)).result).toBe('not-found');
  });

  it('that is not in force is not confirmed, whatever else agrees', async () => {
    expect((await one(says({ status: 'suspended' }))).result).toBe('not-in-force');
    expect((await one(says({ status: 'expired' }))).result).toBe('expired');
    expect((await one(says({ validUntil: '2026-07-09' }))).result).toBe('expired');
    expect((await one(says({}), { validUntil: '2026-07-09' })).result).toBe('doubtful');
  });

  it('with a number that is none is not asked about, and says what is wrong', async () => {
    const { reports, asked } = await verify(
      [{ kind: 'cosmetic-registration', number: '国妆特字2024XX' }],
      () => absent,
    );
    expect(asked).toEqual([]);
    expect(reports).toMatchObject([{ parsed: 'malformed', result: 'malformed' }]);
  });

  it('not asked for want of time is named to be sent again', async () => {
    const rows = Array.from({ length: 20 }, (_, i) => ({ ...GOOD, number: `国妆特字2024${1000 + i}` }));
    let left = 10;
    const { complete, again, asked, summary } = await verify(
      rows,
      () => says({}),
      () => (left-- > 0 ? 60_000 : 0),
    );
    expect(complete).toBe(false);
    expect(asked.length + again.length).toBe(20);
    expect(summary['ask-again']).toBe(again.length);
  });
});
