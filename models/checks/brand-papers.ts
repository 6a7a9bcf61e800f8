import { lifeName } from '../credentials/life/life.ts';
import { isOver } from '../credentials/life/term.ts';
import type { LifeTruth, LifeTruths } from '../credentials/life/truth.ts';
import { parseCredential } from '../credentials/parse.ts';
import type { Evidence, Finding } from '../finding.ts';
import type { DeclaredCredential } from '../listing.ts';
import type { Terms } from '../terms.ts';
import { daysBetween } from './brand-claims.ts';
import { findingOf } from './check.ts';

const finding = findingOf('brand-qualification');

/** Whether a brand's paper is in force, and for how long: by its record where that knows, else by its own date. */
export function paperFindings(
  brand: string,
  paper: DeclaredCredential,
  minDays: number,
  terms: Terms,
  today: string,
  truths: LifeTruths,
): Finding[] {
  const truth = truthOf(paper, truths);
  return [
    ...recordedMark(brand, paper, truth),
    ...formFindings(brand, paper),
    ...(startFindings(brand, paper, today) ?? termFindings(brand, paper, minDays, terms, today, truth)),
  ];
}

function truthOf(paper: DeclaredCredential, truths: LifeTruths): LifeTruth | undefined {
  if (paper.kind !== 'trademark' || paper.number === undefined) return undefined;
  return truths.get(
    lifeName({ kind: paper.kind, number: parseCredential(paper.kind, paper.number).normalized }),
  );
}

/** A mark its record knows to be gone, or whose paper a person refused. */
function recordedMark(brand: string, paper: DeclaredCredential, truth: LifeTruth | undefined): Finding[] {
  const said = truth && GONE[truth.state];
  if (!said) return [];
  return [
    finding(
      'qualification.revoked',
      0.95,
      {
        zh: `「${brand}」商标注册证 ${paper.number} ${said.zh}。`,
        en: `The trademark certificate ${paper.number} of “${brand}” ${said.en}.`,
      },
      { zh: '提交有效的商标注册证或授权书。', en: 'Submit a certificate or an authorisation in force.' },
      [
        { type: 'field', field: 'credentials.number', value: paper.number ?? '' },
        {
          type: 'registry',
          kind: 'trademark',
          number: paper.number ?? '',
          answer: `record: ${truth.state}${truth.asOf === undefined ? '' : ` (registry ${truth.asOf})`}`,
        },
      ],
      { brand },
    ),
  ];
}

/** A registration number that cannot be one: letters, too many digits. Grants are numbered as their givers please. */
function formFindings(brand: string, { kind, number }: DeclaredCredential): Finding[] {
  if (kind !== 'trademark' || number === undefined) return [];
  const parsed = parseCredential(kind, number);
  if (parsed.state !== 'malformed') return [];
  const problem = parsed.problems[0]?.message ?? { zh: '格式不符', en: 'not in the right form' };
  return [
    finding(
      'qualification.malformed',
      0.85,
      {
        zh: `「${brand}」商标注册号「${number}」格式错误：${problem.zh}。`,
        en: `The trademark number “${number}” of “${brand}” is malformed: ${problem.en}.`,
      },
      {
        zh: '按商标注册证填写注册号（1-8 位数字，马德里国际注册为 G 加 6-7 位数字）。',
        en: 'Enter the number as on the certificate: 1-8 digits, or G and 6-7 digits for a Madrid registration.',
      },
      [{ type: 'field', field: 'credentials.number', value: number }],
      { brand },
    ),
  ];
}

/** A paper that has not begun, or ends before it begins; its end says nothing then. */
function startFindings(
  brand: string,
  { kind, validFrom, validUntil }: DeclaredCredential,
  today: string,
): Finding[] | undefined {
  if (validFrom === undefined) return undefined;
  const impossible = validUntil !== undefined && validFrom > validUntil;
  if (!impossible && validFrom <= today) return undefined;
  const name = nameOf(kind);
  return [
    finding(
      impossible ? 'qualification.dates-impossible' : 'qualification.not-in-force',
      0.85,
      impossible
        ? {
            zh: `「${brand}」${name.zh}的起始日 ${validFrom} 晚于截止日 ${validUntil}。`,
            en: `The ${name.en} of “${brand}” begins on ${validFrom}, after it ends on ${validUntil}.`,
          }
        : {
            zh: `「${brand}」${name.zh}自 ${validFrom} 起才生效。`,
            en: `The ${name.en} of “${brand}” takes effect only on ${validFrom}.`,
          },
      impossible
        ? { zh: '按证书更正日期。', en: 'Correct the dates from the document.' }
        : {
            zh: `提交现已生效的文件，或自 ${validFrom} 起再上架。`,
            en: `Submit a document already in force, or list the goods from ${validFrom} on.`,
          },
      [
        {
          type: 'field',
          field: 'credentials.validFrom',
          value: validFrom,
          expected: `≤ ${impossible ? validUntil : today}`,
        },
      ],
      { brand },
    ),
  ];
}

const nameOf = (kind: string) =>
  kind === 'trademark'
    ? { zh: '商标注册证', en: 'trademark certificate' }
    : { zh: '授权书', en: 'authorisation' };

const GONE: Partial<Record<string, { zh: string; en: string }>> = {
  revoked: { zh: '已被撤销或注销', en: 'was revoked or cancelled' },
  suspended: { zh: '被暂停', en: 'is suspended' },
  forged: { zh: '经人工核验认定为伪造', en: 'was found to be forged' },
  rejected: { zh: '未通过人工核验', en: 'was not accepted by a reviewer' },
};

function termFindings(
  brand: string,
  paper: DeclaredCredential,
  minDays: number,
  terms: Terms,
  today: string,
  truth: LifeTruth | undefined,
): Finding[] {
  // What the register or a reviewer said of its term wins over the date the listing still shows.
  const learnt = truth?.term !== undefined && truth.term.source !== 'declared' ? truth.term.until : undefined;
  const until = learnt ?? paper.validUntil;
  if (until === undefined) return [];
  const left = daysBetween(today, until);
  const name = nameOf(paper.kind);
  const evidence: Evidence[] = [
    {
      type: 'field',
      field: 'credentials.validUntil',
      value: paper.validUntil ?? until,
      expected: learnt === undefined ? `≥ ${today}` : `${learnt} (${truth?.term?.source})`,
    },
  ];
  // A mark just past its day may still be renewed (商标法 40, models/credentials/kinds): held, not intercepted.
  const grace = left < 0 && !isOver(paper.kind, until, today);
  if (left < 0) {
    return [
      finding(
        grace ? 'qualification.in-grace' : 'qualification.expired',
        grace ? 0.6 : 0.95,
        {
          zh: `「${brand}」${name.zh}已于 ${until} 到期${grace ? '，处于六个月宽展期' : ''}。`,
          en: `The ${name.en} of “${brand}” expired on ${until}${grace ? ' and is in its six months of grace' : ''}.`,
        },
        { zh: '上传续展或重新签发的文件。', en: 'Upload the renewed document.' },
        evidence,
        { brand },
      ),
    ];
  }
  const reminder = terms.reminders[0] ?? 30;
  if (left > Math.max(minDays, reminder)) return [];
  const short = left < minDays;
  return [
    finding(
      short ? 'qualification.term-short' : 'qualification.expiring',
      0.9,
      {
        zh: `「${brand}」${name.zh}将于 ${until} 到期（剩 ${left} 天${short ? `，该店铺类型要求至少 ${minDays} 天` : ''}）。`,
        en: `The ${name.en} of “${brand}” expires on ${until} (${left} days left${short ? `, this store type asks for ${minDays}` : ''}).`,
      },
      { zh: '请尽快续展或重新取得授权并上传。', en: 'Renew it and upload the new document.' },
      evidence,
      { brand },
    ),
  ];
}
