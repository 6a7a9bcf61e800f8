import type { CertificateFieldName } from '../certificate-reading.ts';
import type { Finding } from '../finding.ts';
import type { Bilingual } from '../text-pair.ts';
import {
  type Agreement,
  compareDates,
  compareNames,
  isConfident,
  strengthOf,
} from './certificate-compare.ts';
import type { CertificateFindings } from './certificate-findings.ts';
import { type Paper, type Read, seenAt, titleOf } from './certificate-papers.ts';

/** What misreading alone may explain: noted, and at most a reminder. */
const SLIP = 0.35;
const NAME_SLIP = 0.2;
/** A value too poorly read to say anything. */
const UNCLEAR = 0.4;

/** Declared fields and what they are called; each compares with a printed one. */
const COMPARED: readonly {
  read: CertificateFieldName;
  declared: 'holder' | 'product' | 'validFrom' | 'validUntil';
  code: string;
  name: Bilingual;
  compare: (read: string, expected: string) => Agreement;
  slip: number;
}[] = [
  {
    read: 'holder',
    declared: 'holder',
    code: 'certificate-holder-mismatch',
    name: { zh: '持有人', en: 'holder' },
    compare: compareNames,
    slip: NAME_SLIP,
  },
  {
    read: 'product',
    declared: 'product',
    code: 'certificate-product-mismatch',
    name: { zh: '产品名称', en: 'product' },
    compare: compareNames,
    slip: NAME_SLIP,
  },
  {
    read: 'issuedAt',
    declared: 'validFrom',
    code: 'certificate-date-mismatch',
    name: { zh: '发证日期', en: 'date of issue' },
    compare: compareDates,
    slip: SLIP,
  },
  {
    read: 'validUntil',
    declared: 'validUntil',
    code: 'certificate-date-mismatch',
    name: { zh: '有效期', en: 'expiry date' },
    compare: compareDates,
    slip: SLIP,
  },
];

/** The picture against the declaration, field by field. Only a confident reading contradicts. */
export function againstDeclaration(
  paper: Paper,
  reading: Read,
  today: string,
  say: CertificateFindings,
): Finding[] {
  const findings = [...numberFindings(paper, say)];
  const { declared } = paper;
  if (declared) {
    for (const { read, declared: name, code, name: called, compare, slip } of COMPARED) {
      const expected = declared.item[name];
      const field = reading.fields[read];
      if (expected === undefined || field === undefined || field.value === '长期') continue;
      const agreement = compare(field.value, expected);
      if (agreement === 'same') continue;
      if (agreement === 'different' && !isConfident(field)) continue;
      const where = `credentials[${declared.index}].${name}`;
      findings.push(
        say.mismatch(
          code,
          agreement === 'slip' ? slip : strengthOf(field),
          paper,
          field,
          called,
          expected,
          where,
        ),
      );
    }
  }
  return [...findings, ...expiryFindings(paper, reading, today, say)];
}

function numberFindings(paper: Paper, say: CertificateFindings): Finding[] {
  const { declared, number } = paper;
  const expected = declared?.item.number;
  if (declared === undefined || expected === undefined) {
    return number || declared ? [] : [say.unreadable(paper, UNCLEAR, 'no-number')];
  }
  if (number === undefined) return [say.unreadable(paper, UNCLEAR, 'no-number')];
  if (number.agreement === 'same') return [];
  const where = `credentials[${declared.index}].number`;
  const called = { zh: '编号', en: 'number' };
  if (number.agreement === 'different' && !isConfident(number.field))
    return [say.unreadable(paper, UNCLEAR, 'unsure-number', number.field)];
  const strength = number.agreement === 'slip' ? SLIP : strengthOf(number.field);
  return [
    say.mismatch('certificate-number-mismatch', strength, paper, number.field, called, expected, where),
  ];
}

/** The printed expiry, when the declaration says nothing of it. A renewed certificate has another picture. */
function expiryFindings(paper: Paper, reading: Read, today: string, say: CertificateFindings): Finding[] {
  const until = reading.fields.validUntil;
  if (!until || paper.declared?.item.validUntil !== undefined) return [];
  if (until.value === '长期' || until.value >= today || !isConfident(until)) return [];
  const title = titleOf(paper);
  return [
    say.finding(
      'certificate-expired',
      strengthOf(until),
      {
        zh: `图片 ${paper.certificate.file} 中的${title.zh}有效期至 ${until.value}，已过期。`,
        en: `The ${title.en} in ${paper.certificate.file} was valid until ${until.value}.`,
      },
      { zh: '上传续展后的证书图片。', en: 'Upload a picture of the renewed certificate.' },
      [seenAt(paper, until), { type: 'field', field: 'today', value: until.value, expected: `≥ ${today}` }],
    ),
  ];
}
