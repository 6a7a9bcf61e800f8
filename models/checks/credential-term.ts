import { isOver } from '../credentials/life/term.ts';
import type { LifeTruth } from '../credentials/life/truth.ts';
import { credentialKind } from '../credentials/parse.ts';
import type { CredentialMention } from '../credentials/port.ts';
import type { Evidence, Finding } from '../finding.ts';
import type { DeclaredCredential } from '../listing.ts';
import type { RegistryAnswer } from '../registry/port.ts';
import type { Terms } from '../terms.ts';
import type { Bilingual } from '../text-pair.ts';
import { daysBetween } from './brand-claims.ts';
import { findingOf } from './check.ts';
import { registryEvidence } from './registry-evidence.ts';

const finding = findingOf('credential');

/** A credential the listing shows, and where. */
export type Shown = { declared?: DeclaredCredential; where: Evidence; mention: CredentialMention };

/** The date a person confirmed against the very date the registry still shows; a new word of the registry ends that. */
export function confirmedUntil(
  answer: RegistryAnswer | undefined,
  truth: LifeTruth | undefined,
): string | undefined {
  if (truth?.term?.source !== 'reviewer') return undefined;
  const said = answer?.state === 'record' ? answer.record.validUntil : truth.over;
  return said === truth.over ? truth.term.until : undefined;
}

/**
 * The term of a credential against today. The registry's date wins over the declared one, whichever is later: a renewed
 * credential is not expired because the listing still shows the old date, and an ended one does not run on because it
 * shows a newer. Where the registry confirms the credential without a date, a declared date that has passed is doubt.
 */
export function termFindings(
  shown: Shown,
  title: Bilingual,
  answer: RegistryAnswer | undefined,
  truth: LifeTruth | undefined,
  terms: Terms,
  today: string,
): Finding[] {
  const { declared, where, mention } = shown;
  const record = answer?.state === 'record' ? answer.record : undefined;
  const said = record?.validUntil;
  const learnt = answer === undefined || answer.state === 'unavailable' ? truth?.term : undefined;
  const known =
    confirmedUntil(answer, truth) ?? said ?? (learnt?.source === 'registry' ? learnt.until : undefined);
  const until = declared?.validUntil;
  const values = { kind: mention.kind };
  const field = (expected: string): Evidence[] =>
    until === undefined ? [] : [{ type: 'field', field: 'credentials.validUntil', value: until, expected }];
  const seen: Evidence[] =
    record && answer?.state === 'record' ? [registryEvidence(mention, answer, record.status, record)] : [];
  if (declared?.validFrom !== undefined && until !== undefined && declared.validFrom > until) {
    return [
      finding(
        'credential.dates-impossible',
        0.85,
        {
          zh: `${title.zh}「${mention.number}」的起始日 ${declared.validFrom} 晚于截止日 ${until}。`,
          en: `${title.en} “${mention.number}” begins on ${declared.validFrom}, after it ends on ${until}.`,
        },
        { zh: '按证书更正日期。', en: 'Correct the dates from the certificate.' },
        [where, ...field(`≥ ${declared.validFrom}`)],
        values,
      ),
    ];
  }
  if (declared?.validFrom !== undefined && declared.validFrom > today && record === undefined) {
    return [
      finding(
        'credential.not-in-force',
        0.85,
        {
          zh: `${title.zh}「${mention.number}」自 ${declared.validFrom} 起才生效。`,
          en: `${title.en} “${mention.number}” takes effect only on ${declared.validFrom}.`,
        },
        {
          zh: `提交现已生效的证书，或自 ${declared.validFrom} 起再上架。`,
          en: `Submit a certificate already in force, or list the goods from ${declared.validFrom} on.`,
        },
        [
          where,
          {
            type: 'field',
            field: 'credentials.validFrom',
            value: declared.validFrom,
            expected: `≤ ${today}`,
          },
        ],
        values,
      ),
    ];
  }
  const renew = { zh: '上传续展后的证书。', en: 'Upload the renewed certificate.' };
  if (known !== undefined) {
    const findings: Finding[] = [];
    if (isOver(mention.kind, known, today)) {
      // Another status than valid is told by itself.
      if (record === undefined || record.status === 'valid')
        findings.push(
          finding(
            'credential.expired',
            0.95,
            {
              zh: `${title.zh}「${mention.number}」登记有效期至 ${known}。`,
              en: `${title.en} “${mention.number}” was valid until ${known}, the registry says.`,
            },
            { zh: '提交续展后的资质。', en: 'Submit the renewed credential.' },
            [where, ...seen, ...field(`≥ ${today}`)],
            values,
          ),
        );
    } else if (daysBetween(today, known) <= (terms.reminders[0] ?? 30)) {
      findings.push(expiring(shown, title, known, [where, ...seen, ...field(known)]));
    }
    if (until !== undefined && until !== known && !isOver(mention.kind, known, today)) {
      findings.push(
        finding(
          'credential.declared-date',
          0.9,
          {
            zh: `${title.zh}「${mention.number}」申报的有效期为 ${until}，登记的有效期至 ${known}。`,
            en: `${title.en} “${mention.number}” is declared valid until ${until}; the registry says ${known}.`,
          },
          { zh: `把申报的有效期更新为 ${known}。`, en: `Change the declared date to ${known}.` },
          [where, ...field(known), ...seen],
          values,
        ),
      );
    }
    return findings;
  }
  if (until === undefined) return [];
  const left = daysBetween(today, until);
  if (left > (terms.reminders[0] ?? 30)) return [];
  const confirmed = record?.status === 'valid' && answer?.state === 'record' && answer.stale !== true;
  if (confirmed && credentialKind(mention.kind)?.endless) {
    if (left >= 0) return [];
    return [
      finding(
        'credential.declared-date',
        0.9,
        {
          zh: `${title.zh}「${mention.number}」没有法定有效期，申报的 ${until} 已过，登记状态有效。`,
          en: `${title.en} “${mention.number}” has no term in law; the declared date ${until} has passed, the registry shows it in force.`,
        },
        { zh: '删除申报的有效期。', en: 'Remove the declared date.' },
        [where, ...field('–'), ...seen],
        values,
      ),
    ];
  }
  if (left >= 0) return [expiring(shown, title, until, [where, ...field(`≥ ${today}`)])];
  return [
    finding(
      'credential.expired',
      // The registry has it in force and gives no date: a renewal is likely, and not shown.
      confirmed ? 0.6 : 0.95,
      {
        zh: `${title.zh}「${mention.number}」已于 ${until} 到期${confirmed ? '，登记状态有效但没有截止日' : ''}。`,
        en: `${title.en} “${mention.number}” expired on ${until}${confirmed ? '; the registry has it in force and names no date' : ''}.`,
      },
      renew,
      [where, ...field(`≥ ${today}`), ...seen],
      values,
    ),
  ];
}

function expiring({ mention }: Shown, title: Bilingual, until: string, evidence: Evidence[]): Finding {
  return finding(
    'credential.expiring',
    0.9,
    {
      zh: `${title.zh}「${mention.number}」将于 ${until} 到期。`,
      en: `${title.en} “${mention.number}” expires on ${until}.`,
    },
    { zh: '上传续展后的证书。', en: 'Upload the renewed certificate.' },
    evidence,
    { kind: mention.kind },
  );
}

/** What the credential's record says where the registry does not: a person's decision, and what an outage hides. */
export function recordedFindings(
  { mention, where }: Shown,
  title: Bilingual,
  answer: RegistryAnswer | undefined,
  truth: LifeTruth | undefined,
  today: string,
): Finding[] {
  if (!truth) return [];
  const silent = answer === undefined || answer.state === 'unavailable';
  const lapsed =
    truth.state === 'needs-review' && truth.reverifyLimit !== undefined && truth.reverifyLimit <= today;
  const held = silent && (truth.state === 'suspended' || truth.state === 'revoked');
  const code = truth.state === 'forged' || truth.state === 'rejected' || held ? truth.state : undefined;
  const said = code ?? (lapsed ? 'needs-review' : undefined);
  if (said === undefined) return [];
  const texts = SAID[said];
  if (!texts) return [];
  return [
    finding(
      `credential.${said}`,
      said === 'needs-review' ? 0.7 : 0.97,
      {
        zh: `${title.zh}「${mention.number}」${texts.zh}`,
        en: `${title.en} “${mention.number}” ${texts.en}`,
      },
      texts.fix,
      [
        where,
        {
          type: 'registry',
          kind: mention.kind,
          number: mention.normalized,
          answer: `record: ${truth.state}${truth.asOf === undefined ? '' : ` (registry ${truth.asOf})`}`,
        },
      ],
      { kind: mention.kind },
    ),
  ];
}

const SAID: Partial<Record<string, Bilingual & { fix: Bilingual }>> = {
  forged: {
    zh: '的证书经人工核验认定为伪造。',
    en: 'was found to be forged by a reviewer.',
    fix: { zh: '提交自己真实有效的资质。', en: 'Submit a genuine credential of your own.' },
  },
  rejected: {
    zh: '未通过人工核验。',
    en: 'was not accepted by a reviewer.',
    fix: {
      zh: '按审核理由提交清晰有效的证书。',
      en: 'Submit a legible credential in force, as the reviewer says.',
    },
  },
  suspended: {
    zh: '上次查询时登记状态为被暂停。',
    en: 'was suspended when the registry last answered.',
    fix: { zh: '提交有效的资质。', en: 'Submit a credential in force.' },
  },
  revoked: {
    zh: '上次查询时登记状态为被撤销。',
    en: 'was revoked when the registry last answered.',
    fix: { zh: '提交有效的资质。', en: 'Submit a credential in force.' },
  },
  'needs-review': {
    zh: '超过法定期限未完成重新核验。',
    en: 'was not verified anew within the limit of the law.',
    fix: {
      zh: '核对持有人，上传现行证书以完成核验。',
      en: 'Check the holder and upload the current certificate.',
    },
  },
};
