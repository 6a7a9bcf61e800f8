import { orgCodeCheckDigit } from './check-digits.ts';
import { problem } from './explain.ts';
import type { CredentialProblem } from './port.ts';
import { isProvinceCode } from './provinces.ts';

type Parts = Record<string, string>;
/** `breaks`: the number cannot exist (malformed); otherwise it is only doubtful. */
type Verdict = { breaks: boolean; problem: CredentialProblem };

const no = (code: string, part: string, expected: string, zh: string, en: string): Verdict => ({
  breaks: true,
  problem: problem(code, part, expected, zh, en),
});
const doubt = (code: string, part: string, expected: string, zh: string, en: string): Verdict => ({
  breaks: false,
  problem: problem(code, part, expected, zh, en),
});

/** First year a numbering existed, as remembered, not read in a source: an earlier year is a reminder, no more. */
const SINCE: Readonly<Record<string, number>> = {
  ccc: 2002,
  'health-food-filing': 2016,
  'special-medical-food': 2016,
  'infant-formula': 2016,
  'toothpaste-filing': 2021,
};

/** What the parts of a number with the right form say against each other. */
export function consistency(kind: string, form: string, parts: Parts): Verdict[] {
  const found: Verdict[] = [];
  if (kind === 'device-registration') found.push(...device(parts, form.includes('食药监')));
  if (kind === 'drug-approval' && parts.origin === undefined) found.push(...drugRegion(parts.serial ?? ''));
  if (kind === 'food-production-license') found.push(...foodCategory(parts));
  if (kind === 'health-food-filing' && parts.region !== '00' && !isProvinceCode(parts.region ?? '')) {
    found.push(
      doubt(
        'region-code',
        'region',
        '11-65',
        `省级代码「${parts.region}」不存在`,
        `there is no province code “${parts.region}”`,
      ),
    );
  }
  if (kind === 'radio-approval' && parts.enterprise !== undefined && !/\d/.test(parts.enterprise)) {
    found.push(
      doubt(
        'enterprise',
        'enterprise',
        '≥1 位数字',
        '企业代码应至少含一位数字',
        'the enterprise code holds at least one digit',
      ),
    );
  }
  // Power banks (0914) and lithium cells (0915) were taken into the catalogue on 2023-08-01; a derived rule of ours.
  if (kind === 'ccc' && ['0914', '0915'].includes(parts.category ?? '') && Number(parts.year) < 2023) {
    found.push(
      doubt(
        'category-era',
        'year',
        '≥ 2023',
        `移动电源、锂电池自 2023-08-01 起才实施 CCC 认证，证书年份却为 ${parts.year}`,
        `power banks and lithium cells are certified since 2023-08-01, yet the year is ${parts.year}`,
      ),
    );
  }
  const since = SINCE[kind];
  const year = Number(parts.year);
  if (since !== undefined && year < since) {
    found.push(
      doubt(
        'first-year',
        'year',
        `≥ ${since}`,
        `年份 ${parts.year} 早于该编号启用的 ${since} 年`,
        `the year ${parts.year} is before ${since}, when this numbering began`,
      ),
    );
  }
  return found;
}

/** 医疗器械注册与备案管理办法（令47）art. 115: origin, level and class depend on each other. */
function device(parts: Parts, old: boolean): Verdict[] {
  const { province, origin } = parts;
  // Before 2014 class II was also registered nationally.
  if (old) return [];
  if (province !== '国' && origin !== '准') {
    return [
      no(
        'origin-province',
        'province',
        '国',
        `「${origin}」（进口／港澳台）只能由国家局注册，应以「国」开头`,
        `“${origin}” (import) is registered nationally and begins with 国`,
      ),
    ];
  }
  if (province !== '国' && parts.class === '3') {
    return [
      no(
        'class-province',
        'class',
        '2',
        '第三类器械由国家局注册，省级只注册第二类',
        'class III is registered nationally; a province registers class II',
      ),
    ];
  }
  if (province === '国' && origin === '准' && parts.class !== '3') {
    return [
      no(
        'class-national',
        'class',
        '3',
        '国家局注册的境内器械应为第三类',
        'a domestic device registered nationally is class III',
      ),
    ];
  }
  if (Number(parts.year) < 2014) {
    return [
      doubt(
        'era',
        'year',
        '≥ 2014',
        `年份 ${parts.year} 早于该编号启用的 2014 年`,
        `the year ${parts.year} is before 2014, when this numbering began`,
      ),
    ];
  }
  return [];
}

/** 国药监注〔2001〕582: the first two digits are 10, 19, 20 or a province; newer numbers begin with a year 20xx. */
function drugRegion(serial: string): Verdict[] {
  const head = serial.slice(0, 2);
  if (['10', '19', '20'].includes(head) || isProvinceCode(head)) return [];
  return [
    doubt(
      'region-code',
      'serial',
      '10、19、20 或省级代码',
      `前两位「${head}」不是 10、19、20 或省级代码`,
      `“${head}” is neither 10, 19, 20 nor a province code`,
    ),
  ];
}

function foodCategory({ type, category }: Parts): Verdict[] {
  const most = type === '2' ? 3 : 31;
  const value = Number(category);
  if (value >= 1 && value <= most) return [];
  return [
    doubt(
      'category',
      'category',
      `01-${String(most).padStart(2, '0')}`,
      `食品类别编码「${category}」不存在`,
      `there is no category “${category}”`,
    ),
  ];
}

/** Derived facts worth showing beside the parts. */
export function derivedParts(kind: string, normalized: string): Parts {
  if (kind !== 'uscc') return {};
  const organisation = normalized.slice(8, 17);
  const expected = orgCodeCheckDigit(organisation.slice(0, 8));
  return { organisationCheck: expected === organisation[8] ? 'pass' : 'fail' };
}
