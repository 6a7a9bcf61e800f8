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
  return [...recordedMark(brand, paper, truth), ...termFindings(brand, paper, minDays, terms, today, truth)];
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
  const name =
    paper.kind === 'trademark'
      ? { zh: '商标注册证', en: 'trademark certificate' }
      : { zh: '授权书', en: 'authorisation' };
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
