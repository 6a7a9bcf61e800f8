import { fc, test } from '@fast-check/vitest';
import { describe, expect } from 'vitest';
import { datesOf } from '../../../models/credentials/dates.ts';
import {
  credentialKind,
  credentialKinds,
  findCredentials,
  parseCredential,
  printCredential,
} from '../../../models/credentials/parse.ts';
import { SAMPLES } from './samples.ts';

describe('every kind of credential', () => {
  test('the table and the samples name the same kinds', () => {
    expect(Object.keys(SAMPLES).sort()).toEqual(credentialKinds.map((kind) => kind.id).sort());
  });

  for (const [kind, { label = '', valid, malformed }] of Object.entries(SAMPLES)) {
    test.each(valid)(`${kind}: %s is well-formed wherever it is read`, (number) => {
      const declared = parseCredential(kind, number);
      expect(declared.problems.filter((p) => p.code !== 'era')).toEqual([]);
      expect(declared.state).toBe('well-formed');
      expect(declared.checkDigit).toBe(credentialKind(kind)?.check ? 'pass' : 'none');
      const text = `商品说明 ${label}${number}，正品`;
      const [found, ...more] = findCredentials(text);
      expect(more).toEqual([]);
      expect(found).toMatchObject({ kind, state: 'well-formed', normalized: declared.normalized });
      expect(text.slice(found?.start, found?.end)).toBe(found?.number);
    });

    test.each(malformed)(`${kind}: %s is malformed and says why`, (number) => {
      const declared = parseCredential(kind, number);
      expect(declared.state).toBe('malformed');
      expect(declared.problems.length).toBeGreaterThan(0);
      for (const problem of declared.problems)
        expect(problem.message.zh && problem.message.en && problem.code).toBeTruthy();
    });

    test.each(valid)(`${kind}: %s survives parse, print and parse`, (number) => {
      const once = parseCredential(kind, number);
      const twice = parseCredential(kind, printCredential(once));
      expect(twice.normalized).toBe(once.normalized);
      expect(twice.parts).toEqual(once.parts);
    });
  }
});

const wide = (text: string) =>
  text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
const anchored = [
  'drug-approval',
  'device-registration',
  'cosmetic-filing',
  'cosmetic-registration',
  'health-food-registration',
  'disinfectant-license',
  'infant-formula',
];
const numbers = anchored.flatMap((kind) => (SAMPLES[kind]?.valid ?? []).map((number) => ({ kind, number })));

describe('numbers in free text', () => {
  test.prop([fc.constantFrom(...numbers), fc.constantFrom('plain', 'wide', 'spaced', 'broken', 'hao')])(
    'full width, spaces, line breaks and a final 号 change nothing',
    ({ kind, number }, style) => {
      const middle = number.length - 3;
      const written = {
        plain: number,
        wide: wide(number),
        spaced: `${number.slice(0, 4)} ${number.slice(4)}`,
        broken: `${number.slice(0, middle)}\n${number.slice(middle)}`,
        hao: number.endsWith('号') ? number : `${number}号`,
      }[style];
      const text = `批准文号：${written} 请放心选购`;
      const [found] = findCredentials(text);
      expect(found).toMatchObject({
        kind,
        state: 'well-formed',
        normalized: parseCredential(kind, number).normalized,
      });
      expect(text.slice(found?.start, found?.end)).toBe(found?.number);
    },
  );

  test.prop([fc.string({ unit: 'binary', maxLength: 200 })])(
    'no text breaks the reader, and offsets always cut the number out',
    (text) => {
      for (const mention of findCredentials(text)) {
        expect(mention.end).toBeGreaterThan(mention.start);
        expect(text.slice(mention.start, mention.end)).toBe(mention.number);
      }
    },
  );

  test('what follows a gap is not part of the number', () => {
    expect(findCredentials('国药准字H20209991 100片装')[0]).toMatchObject({
      state: 'well-formed',
      number: '国药准字H20209991',
    });
    expect(findCredentials('国妆特字202410999 50ml')[0]).toMatchObject({
      state: 'well-formed',
      number: '国妆特字202410999',
    });
    expect(findCredentials('国妆特字20249999SPF50防晒霜')[0]).toMatchObject({
      state: 'well-formed',
      number: '国妆特字20249999',
    });
  });

  test.each([
    '电话 13800138000',
    '订单 202011220914334455',
    '身高 180 体重 70',
    'SC2024 款 型号 JY-888',
    '2023新款 100% 棉',
    '国药准字号产品',
    '型号核准 5G',
    'CCC 认证 新国标',
    '不脱妆500g',
    '批次 20240101123456',
    '规格 6901*20',
    '身份证 110101199001011237',
  ])('%s holds no credential', (text) => {
    expect(findCredentials(text)).toEqual([]);
  });

  test('several numbers are read in order, each once', () => {
    const text = '国药准字H20209991；粤G妆网备字2026229991；鲁卫消证字(2020)第9991号';
    expect(findCredentials(text).map((mention) => mention.kind)).toEqual([
      'drug-approval',
      'cosmetic-filing',
      'disinfectant-license',
    ]);
  });
});

describe('why a number is malformed', () => {
  test.each([
    ['device-registration', '国械注准202431400001', 'length'],
    ['device-registration', '粤械注进20192079992', 'origin-province'],
    ['device-registration', '粤械注准20193079992', 'class-province'],
    ['device-registration', '国械注准20192079992', 'class-national'],
    ['device-registration', '国械注准2024XXXX', 'placeholder'],
    ['drug-approval', '国药准字-DEMO-0014', 'placeholder'],
    ['drug-approval', '国药准字H2O209991', 'letter-o'],
    ['drug-approval', '国药准字H2020999l', 'letter-i'],
    ['device-filing', '美械备20240123', 'province'],
    ['cosmetic-registration', '粤G妆网备字2026229991', 'other-kind'],
    ['gtin', '690999999', 'length'],
  ])('%s %s: %s', (kind, number, code) => {
    const { problems, state } = parseCredential(kind, number);
    expect(state).toBe('malformed');
    expect(problems.map((problem) => problem.code)).toContain(code);
  });

  test('a letter O is reported and never read as a zero', () => {
    expect(parseCredential('drug-approval', '国药准字H2O209991').normalized).toBe('国药准字H2O209991');
  });

  test('a doubtful number stays well-formed and says so', () => {
    expect(parseCredential('drug-approval', '国药准字H99209991')).toMatchObject({
      state: 'well-formed',
      problems: [{ code: 'region-code' }],
    });
    expect(parseCredential('ccc', '1999010914999991').state).toBe('malformed');
  });

  test('dates that cannot be are doubts', () => {
    expect(parseCredential('ccc', '2020010914999991')).toMatchObject({
      state: 'well-formed',
      problems: [{ code: 'category-era' }],
    });
    expect(parseCredential('ccc', '2023010914999991').problems).toEqual([]);
    expect(parseCredential('device-registration', '国械注准20103139991').problems).toMatchObject([
      { code: 'era' },
    ]);
    const device = parseCredential('device-registration', '国械注准20203139991');
    expect(datesOf(device, { today: '2019-12-31' })).toMatchObject([{ code: 'year-future' }]);
    expect(datesOf(device, { today: '2026-01-01', validFrom: '2018-05-01' })).toMatchObject([
      { code: 'issued-before-year' },
    ]);
    expect(
      datesOf(device, { today: '2026-01-01', validFrom: '2025-05-01', validUntil: '2040-05-01' }),
    ).toMatchObject([{ code: 'term-too-long' }]);
    expect(
      datesOf(device, { today: '2026-01-01', validFrom: '2025-05-01', validUntil: '2030-04-30' }),
    ).toEqual([]);
  });

  test('a failed check digit is no malformed number', () => {
    expect(parseCredential('gtin', '6901234567890')).toMatchObject({
      state: 'well-formed',
      checkDigit: 'fail',
    });
  });

  test('names merchants use lead to the kind; an unknown kind is a problem, not an error', () => {
    expect(parseCredential('SC', SAMPLES['food-production-license']?.valid[0] ?? '').kind).toBe(
      'food-production-license',
    );
    expect(parseCredential('国妆特字', '国妆特字202410999')).toMatchObject({
      kind: 'cosmetic-registration',
      state: 'well-formed',
    });
    expect(parseCredential('quality-report', 'A-1')).toMatchObject({
      kind: 'quality-report',
      problems: [{ code: 'unknown-kind' }],
    });
    expect(parseCredential(undefined, '国药准字H20209991').kind).toBe('drug-approval');
  });
});

describe('issuing words with a character that only looks right', () => {
  test.each([
    ['批准文号：国药准宇Z11020076', '国药准宇Z11020076', 'drug-approval'],
    ['卫食健宇（2001）第0123号', '卫食健宇（2001）第0123号', 'health-food-registration'],
    ['国药淮字H20203321 片剂', '国药淮字H20203321', 'drug-approval'],
    ['粤C妆网备字2026223517', '粤C妆网备字2026223517', 'cosmetic-filing'],
    ['国妆待字20261234', '国妆待字20261234', 'cosmetic-registration'],
  ])('are no number, and the mention says so: %s', (text, number, kind) => {
    const [mention, ...more] = findCredentials(text);
    expect(more).toEqual([]);
    expect(mention).toMatchObject({ kind, number, state: 'malformed' });
    expect(mention?.problems[0]?.code).toBe('look-alike');
  });
  test('are not looked for in ordinary sentences', () => {
    expect(findCredentials('楼宇备案准许学习 国际健身 2021年第3号公告 准学区房')).toEqual([]);
  });
});

test('the length a bar code’s label names is no part of the code', () => {
  for (const [text, number] of [
    ['GTIN 06901234567892', '06901234567892'],
    ['EAN 4006381333931', '4006381333931'],
    ['EAN13：4006381333931', '4006381333931'],
    ['EAN-8 69012341', '69012341'],
    ['UPC-12 036000291452', '036000291452'],
  ] as const) {
    expect(findCredentials(text), text).toMatchObject([{ kind: 'gtin', number }]);
  }
});

test('a province may be written in traditional characters', () => {
  expect(findCredentials('粵G妝網備字2026223517')).toMatchObject([
    { number: '粵G妝網備字2026223517', normalized: '粤G妆网备字2026223517', state: 'well-formed' },
  ]);
});
