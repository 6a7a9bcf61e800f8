import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { buildRequest } from '../../../models/registry/build-request.ts';
import { levelNumber } from '../../../models/registry/level-number.ts';
import { HttpSource, KindMapping, plainMapping, RegistryConfig } from '../../../models/registry/mapping.ts';
import { readAnswer, UnreadableAnswerError } from '../../../models/registry/read-answer.ts';
import { readDay } from '../../../models/registry/read-day.ts';

/** What an official interface might look like: search by form, envelope with a code, Chinese words, a list. */
const official = KindMapping.parse({
  method: 'POST',
  url: 'https://example.com/api/query?type={kind}',
  headers: { 'X-Api-Key': '{key}' },
  body: { query: { zsbh: '{number}', exact: true }, page: 1 },
  success: { path: 'code', equals: 0 },
  record: ['data.rows'],
  fields: {
    number: '证书编号',
    status: '状态',
    holder: '持有人.名称',
    product: '产品',
    validUntil: '有效期至',
  },
  extra: { category: '类别' },
  status: {
    words: { 有效: 'valid', 注销: 'cancelled', 暂停: 'suspended', 撤销: 'revoked', 过期: 'expired' },
  },
  absent: [{ path: 'data.rows', emptyList: true }],
});
const question = { kind: 'ccc', number: '2024010301000001' };
const row = {
  证书编号: '２０２４ 0103 0100 0001',
  状态: '有效',
  持有人: { 名称: '示例电器有限公司' },
  产品: '电热水壶',
  有效期至: '2029年3月1日',
  类别: '0713',
};
const answered = (rows: unknown[], more = {}) => ({
  httpStatus: 200,
  body: { code: '0', data: { rows }, ...more },
});

describe('a mapping', () => {
  it('asks as the interface wants to be asked, every value encoded for its place', () => {
    const request = buildRequest(official, { kind: 'a&b', number: '沪"1\n' }, 'k-1');
    expect(request).toMatchObject({
      url: 'https://example.com/api/query?type=a%26b',
      method: 'POST',
      headers: { 'X-Api-Key': 'k-1', 'content-type': 'application/json' },
    });
    expect(JSON.parse(request.body ?? '')).toEqual({ query: { zsbh: '沪"1\n', exact: true }, page: 1 });
    const form = buildRequest(
      { ...official, body: 'q={number}&k={key}' },
      { kind: 'ccc', number: '国 1&x=2' },
      'a b',
    );
    expect(form.body).toBe('q=%E5%9B%BD%201%26x%3D2&k=a%20b');
  });

  it('finds the record of the number asked among others and translates it', () => {
    expect(readAnswer(official, question, answered([{ ...row, 证书编号: '1' }, row]))).toEqual({
      state: 'record',
      ageSeconds: 0,
      record: {
        ...question,
        status: 'valid',
        holder: '示例电器有限公司',
        product: '电热水壶',
        validUntil: '2029-03-01',
        fields: { category: '0713' },
      },
    });
  });

  it('knows absence only where the mapping recognises it', () => {
    expect(readAnswer(official, question, answered([]))).toEqual({ state: 'absent', ageSeconds: 0 });
    const plain = plainMapping('http://x');
    expect(readAnswer(plain, question, { httpStatus: 404, body: { absent: true } }).state).toBe('absent');
    for (const body of [{}, [], null, 'not found', { absent: 'yes' }, { error: 'no such address' }])
      expect(() => readAnswer(plain, question, { httpStatus: 404, body })).toThrow(UnreadableAnswerError);
    expect(() => readAnswer(plain, question, { httpStatus: 200, body: { absent: true } })).toThrow();
  });

  it.each([
    ['another number', answered([{ ...row, 证书编号: '2024010301000002' }])],
    ['an unknown word of status', answered([{ ...row, 状态: '待定' }])],
    ['no status', answered([{ ...row, 状态: undefined }])],
    ['a word of every object', answered([{ ...row, 状态: 'constructor' }])],
    ['a date that is none', answered([{ ...row, 有效期至: '2029-02-30' }])],
    ['an error in a 200', answered([row], { code: 500 })],
    ['another status', { ...answered([row]), httpStatus: 206 }],
  ])('refuses %s', (_, answer) => {
    expect(() => readAnswer(official, question, answer)).toThrow(UnreadableAnswerError);
  });

  it('refuses the record of another kind', () => {
    const body = { kind: 'drug', number: question.number, status: 'valid' };
    expect(() => readAnswer(plainMapping('http://x'), question, { httpStatus: 200, body })).toThrow();
  });

  test.prop([fc.anything(), fc.integer({ min: 100, max: 599 })])(
    'never makes a record or an absence of nonsense',
    (body, httpStatus) => {
      for (const mapping of [official, plainMapping('http://x')])
        expect(() => readAnswer(mapping, question, { httpStatus, body })).toThrow(UnreadableAnswerError);
    },
  );

  it('is refused when it says nothing recognisable or when two registries claim a kind', () => {
    expect(KindMapping.safeParse({ ...official, absent: [{ path: 'x' }] }).success).toBe(false);
    expect(HttpSource.safeParse({ kinds: {}, perMinute: 3 }).success).toBe(false);
    expect(HttpSource.safeParse({ kinds: {}, timeoutMs: 10_000, maxWaitMs: 5_000 }).success).toBe(false);
    const http = { kinds: { ccc: official } };
    const registries = [
      { name: 'cnca', http },
      { name: 'mirror', snapshot: { kinds: ['ccc'] } },
    ];
    expect(RegistryConfig.safeParse({ version: 1, registries }).success).toBe(false);
    expect(RegistryConfig.safeParse({ version: 1, registries: registries.slice(0, 1) }).success).toBe(true);
  });
});

describe('days and numbers', () => {
  it.each([
    ['2027-05-01', '2027-05-01'],
    ['2027/5/1', '2027-05-01'],
    ['2027.05.01', '2027-05-01'],
    ['20270501', '2027-05-01'],
    ['２０２７年５月１日', '2027-05-01'],
    ['2027-05-01 00:00:00', '2027-05-01'],
    ['2027-04-30T16:00:00Z', '2027-05-01'],
    [1_809_100_800, '2027-05-01'],
    [1_809_100_800_000, '2027-05-01'],
    ['长期', undefined],
    ['', undefined],
    [null, undefined],
  ])('%s is %s', (written, day) => {
    expect(readDay(written)).toBe(day);
  });

  it.each(['2027', '05/01/2027', '下个月', '2027-13-01', '20270230', Number.NaN, {}])(
    '%s is no date',
    (written) => {
      expect(() => readDay(written)).toThrow(RangeError);
    },
  );

  it('levels how people write a number, not what it says', () => {
    expect(levelNumber('国妆网备进字（沪）２０２５００２２７７ 号')).toBe('国妆网备进字沪2025002277');
    expect(levelNumber('SC10I')).not.toBe(levelNumber('SC101'));
  });
});
