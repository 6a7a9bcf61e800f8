import type { SharedUse } from '../certificate-reading.ts';
import { datesOf } from '../credentials/dates.ts';
import { credentialKind, parseCredential } from '../credentials/parse.ts';
import type { CredentialMention } from '../credentials/port.ts';
import { PROVINCE_CODES } from '../credentials/provinces.ts';
import type { Evidence, Finding } from '../finding.ts';
import { authorityArea } from '../image/certificate/issuer.ts';
import { sameName } from '../same-name.ts';
import type { Subject } from '../subject.ts';
import { isConfident, strengthOf } from './certificate-compare.ts';
import type { CertificateFindings } from './certificate-findings.ts';
import { type Paper, type Read, seenAt, titleOf } from './certificate-papers.ts';
import { kindsOfTitle, SELLERS_OWN } from './certificate-titles.ts';

/** A paper in a seller's own name under another seller; a maker's paper is shown by all who sell the goods. */
const SHARED_OWN = 0.8;
const SHARED_MAKERS = 0.4;
/** Of the other merchant only the id is known, so the two may be one party. */
const SHARED_UNNAMED = 0.35;
const MISFIT = 0.7;
const DATES = 0.75;
const ALTERED_AT_MOST = 0.75;

/** The same certificate, shown before by a merchant that is neither this one nor the holder. */
export function sharedFindings(
  paper: Paper,
  { listing }: Subject,
  mention: CredentialMention | undefined,
  holder: string | undefined,
  say: CertificateFindings,
): Finding[] {
  const seller = listing.merchant.name;
  if (seller !== undefined && holder !== undefined && sameName(seller, holder)) return [];
  const kinds = [
    paper.declared && credentialKind(paper.declared.item.kind)?.id,
    paper.declared?.item.kind,
    mention?.kind,
  ];
  const own = kinds.some((kind) => kind !== undefined && SELLERS_OWN.has(kind));
  return (paper.certificate.shared ?? []).slice(0, 1).map((shared) => {
    const named = shared.by.name !== undefined || shared.by.uscc !== undefined;
    const strength = !named ? SHARED_UNNAMED : own ? SHARED_OWN : SHARED_MAKERS;
    return shareFinding(paper, shared, strength, own, say);
  });
}

function shareFinding(
  paper: Paper,
  shared: SharedUse,
  strength: number,
  own: boolean,
  say: CertificateFindings,
) {
  const { file } = paper.certificate;
  const title = titleOf(paper);
  const how =
    shared.how === 'same-file'
      ? { zh: '同一图片文件', en: 'the very same file' }
      : {
          zh: `同一证书的图片（差异 ${shared.distance ?? 0}/256 位）`,
          en: `a picture of the same certificate (${shared.distance ?? 0} of 256 bits apart)`,
        };
  return say.finding(
    'certificate-shared',
    strength,
    {
      zh: `图片 ${file} 中的${title.zh}此前由另一无关联的商家提交过（${how.zh}），且本店不是持有人。`,
      en: `The ${title.en} in ${file} was submitted before by another, unrelated merchant (${how.en}), and this seller is not its holder.`,
    },
    own
      ? {
          zh: '上传本店自己名下的证书。',
          en: 'Upload the certificate in your own name.',
        }
      : {
          zh: '上传加盖供货方公章的证书复印件和进货凭证，证明货源与持有人一致。',
          en: 'Upload a copy sealed by your supplier with the purchase documents that lead to the holder.',
        },
    [
      { type: 'image', file, note: how.en },
      { type: 'other-merchant', merchantId: shared.by.merchantId, note: 'showed this certificate before' },
    ],
  );
}

/** Title, number and authority that do not belong on one paper. */
export function misfitFindings(
  paper: Paper,
  reading: Read,
  mention: CredentialMention | undefined,
  say: CertificateFindings,
): Finding[] {
  const findings: Finding[] = [];
  const { kind: title } = reading.fields;
  const { file } = paper.certificate;
  const fitting = title ? kindsOfTitle(title.value) : [];
  const [stranger] = reading.numbers.filter(isConfident);
  if (title && fitting.length > 0 && title.confidence >= 0.6) {
    const belongs = reading.numbers.some(({ value }) =>
      fitting.some((kind) => !credentialKind(kind) || parseCredential(kind, value).state === 'well-formed'),
    );
    const other = stranger && parseCredential(undefined, stranger.value);
    if (!belongs && stranger && other?.state === 'well-formed' && credentialKind(other.kind)) {
      const name = credentialKind(other.kind)?.title ?? { zh: other.kind, en: other.kind };
      findings.push(
        misfit(
          say,
          strengthOf(stranger),
          `图片 ${file} 的标题是「${title.value}」，编号「${stranger.value}」却是${name.zh}的编号。`,
          `${file} is headed “${title.value}”, yet its number “${stranger.value}” is that of a ${name.en}.`,
          [seenAt(paper, title), seenAt(paper, stranger)],
        ),
      );
    }
    const declared = paper.declared && credentialKind(paper.declared.item.kind);
    if (paper.declared && declared && !fitting.includes(declared.id)) {
      findings.push(
        misfit(
          say,
          strengthOf(title),
          `申报的是${declared.title.zh}，图片 ${file} 却是「${title.value}」。`,
          `Declared is a ${declared.title.en}, but ${file} shows “${title.value}”.`,
          [
            seenAt(paper, title),
            {
              type: 'field',
              field: `credentials[${paper.declared.index}].kind`,
              value: paper.declared.item.kind,
            },
          ],
        ),
      );
    }
  }
  return [...findings, ...authorityFindings(paper, reading, mention, say)];
}

/** The authority's province against the one in the number. */
function authorityFindings(
  paper: Paper,
  { issuer }: Read,
  mention: CredentialMention | undefined,
  say: CertificateFindings,
): Finding[] {
  if (!issuer || issuer.confidence < 0.7 || !mention || !paper.number || !isConfident(paper.number.field))
    return [];
  const area = authorityArea(issuer.value);
  const numbered = areaOf(mention);
  if (area === undefined || numbered === undefined || area === numbered) return [];
  return [
    misfit(
      say,
      MISFIT * Math.min(1, issuer.confidence + 0.1),
      `图片 ${paper.certificate.file} 的发证机关「${issuer.value}」与编号「${paper.number.field.value}」所属地区（${numbered}）不符。`,
      `The issuing authority “${issuer.value}” in ${paper.certificate.file} does not go with the number “${paper.number.field.value}” (${numbered}).`,
      [seenAt(paper, issuer), seenAt(paper, paper.number.field)],
    ),
  ];
}

/** Kinds whose number names the level or province that issues it. */
const ISSUED_WHERE_NUMBERED = new Set([
  'device-registration',
  'device-filing',
  'device-production-license',
  'device-business-license',
  'device-business-filing',
  'cosmetic-filing',
  'cosmetic-production-license',
  'disinfectant-license',
]);
const AREA_OF_CODE = new Map(Object.entries(PROVINCE_CODES).map(([area, code]) => [code, area]));

function areaOf({ kind, parts }: CredentialMention): string | undefined {
  if (ISSUED_WHERE_NUMBERED.has(kind)) return parts.province;
  if (kind === 'food-production-license' || kind === 'food-business-license')
    return AREA_OF_CODE.get((parts.region ?? '').slice(0, 2));
  return undefined;
}

function misfit(
  say: CertificateFindings,
  strength: number,
  zh: string,
  en: string,
  evidence: Evidence[],
): Finding {
  return say.finding(
    'certificate-kind-mismatch',
    Math.min(0.78, strength),
    { zh, en },
    {
      zh: '上传该资质自己的证书原件图片，并按证书填写类型和编号。',
      en: 'Upload the original of this very credential, and declare kind and number as printed on it.',
    },
    evidence,
  );
}

/** Dates a genuine certificate cannot bear. */
export function dateFindings(
  paper: Paper,
  { fields }: Read,
  mention: CredentialMention | undefined,
  today: string,
  say: CertificateFindings,
): Finding[] {
  const issued = sure(fields.issuedAt);
  const until = sure(fields.validUntil);
  const problems: { zh: string; en: string; strength: number }[] = [];
  const rest = Math.min(DATES, strengthOf(...[issued, until].filter((field) => field !== undefined)));
  if (issued && until && issued.value > until.value)
    problems.push({
      zh: `发证日期 ${issued.value} 晚于有效期 ${until.value}`,
      en: `it was issued on ${issued.value}, after it ends on ${until.value}`,
      strength: rest,
    });
  if (issued && issued.value > today)
    problems.push({
      zh: `发证日期 ${issued.value} 尚未到来`,
      en: `its date of issue, ${issued.value}, is yet to come`,
      strength: rest,
    });
  if (mention && paper.number && isConfident(paper.number.field) && (issued || until)) {
    const dates = { today, validFrom: issued?.value, validUntil: until?.value };
    for (const { message } of datesOf(mention, dates))
      problems.push({ zh: message.zh, en: message.en, strength: Math.min(DATES, rest) });
  }
  const [worst] = problems;
  if (!worst) return [];
  const evidence = [issued, until, paper.number?.field].flatMap((field) =>
    field ? [seenAt(paper, field)] : [],
  );
  const title = titleOf(paper);
  return [
    say.finding(
      'certificate-dates-impossible',
      Math.max(...problems.map((problem) => problem.strength)),
      {
        zh: `图片 ${paper.certificate.file} 中${title.zh}的日期不可能成立：${problems.map(({ zh }) => zh).join('；')}。`,
        en: `The dates on the ${title.en} in ${paper.certificate.file} cannot be: ${problems.map(({ en }) => en).join('; ')}.`,
      },
      { zh: '上传未经改动的证书原件图片。', en: 'Upload a picture of the original, unaltered.' },
      evidence,
    ),
  ];
}

function sure(field: Read['fields']['issuedAt']) {
  return field && isConfident(field) && field.value !== '长期' ? field : undefined;
}

/** Places on the picture that look worked over; a sign, never a proof. */
export function alterationFindings(paper: Paper, { alterations }: Read, say: CertificateFindings): Finding[] {
  const title = titleOf(paper);
  const { file } = paper.certificate;
  const [worst] = [...alterations].sort((a, b) => b.score - a.score);
  if (!worst) return [];
  const called = {
    number: '编号',
    holder: '持有人',
    product: '产品名称',
    issuedAt: '发证日期',
    validUntil: '有效期',
    kind: '标题',
  };
  const places = [...new Set(alterations.map(({ field }) => called[field]))].join('、');
  const fields = [...new Set(alterations.map(({ field }) => field))].join(', ');
  return [
    say.finding(
      'certificate-altered',
      Math.min(ALTERED_AT_MOST, worst.score),
      {
        zh: `图片 ${file} 中${title.zh}的${places}处与周围纸面不一致，疑似涂改或拼贴。`,
        en: `On the ${title.en} in ${file} the place of ${fields} does not belong to the paper around it; it looks pasted over.`,
      },
      {
        zh: '上传未经任何编辑的证书原件照片或扫描件。',
        en: 'Upload a photograph or scan of the original without any editing.',
      },
      alterations.map(({ region, cues }) => ({
        type: 'image',
        file,
        region,
        note: cues.map(({ name, value, limit }) => `${name} ${value.toFixed(2)} > ${limit}`).join(', '),
      })),
    ),
  ];
}
