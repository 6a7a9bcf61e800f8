import { credentialKind } from '../credentials/parse.ts';
import type { CredentialMention } from '../credentials/port.ts';
import type { Evidence, Finding } from '../finding.ts';
import type { DeclaredCredential } from '../listing.ts';
import type { RegistryAnswer, RegistryRecord } from '../registry/port.ts';
import { levelName, sameName } from '../same-name.ts';
import type { Subject } from '../subject.ts';
import type { Terms } from '../terms.ts';
import { daysBetween } from './brand-claims.ts';
import { findingOf } from './check.ts';

const finding = findingOf('credential');

/** A credential the listing shows, and where. */
export type Shown = { declared?: DeclaredCredential; where: Evidence; mention: CredentialMention };

/** What the registry says of a credential, field by field; no answer is missing, never absent. */
export function checkAgainstRegistry(
  shown: Shown,
  subject: Subject,
  answer: RegistryAnswer | undefined,
  terms: Terms,
): { findings: Finding[]; missing: string[]; retryable?: boolean } {
  const { mention } = shown;
  const title = credentialKind(mention.kind)?.title ?? { zh: mention.kind, en: mention.kind };
  const findings = declaredTerm(shown, title, terms, subject.today);
  if (mention.state === 'malformed' || answer === undefined) return { findings, missing: [] };
  if (answer.state === 'unavailable') {
    return {
      findings,
      missing: [`${title.zh} ${mention.normalized}: ${answer.reason}`],
      retryable: answer.permanent !== true,
    };
  }
  const evidence = (text: string, record?: RegistryRecord): Evidence[] => [
    shown.where,
    {
      type: 'registry',
      kind: mention.kind,
      number: mention.normalized,
      // An outage may be bridged with what was known before; then the evidence says so.
      answer: answer.stale ? `${text} (stale)` : text,
      ageSeconds: answer.ageSeconds,
      ...(record ? { record: recordFields(record) } : {}),
    },
  ];
  if (answer.state === 'absent') {
    findings.push(
      finding(
        'credential.not-found',
        0.92,
        {
          zh: `登记库中查无${title.zh}「${mention.number}」。`,
          en: `The registry does not know the ${title.en} “${mention.number}”.`,
        },
        {
          zh: '核对编号；如为新近核发，请上传证书并申请人工核实。',
          en: 'Check the number; if it was issued recently, upload the certificate and ask for a review.',
        },
        evidence('absent'),
        { kind: mention.kind },
      ),
    );
    return { findings, missing: [] };
  }
  const { record } = answer;
  const add = (code: string, strength: number, zh: string, en: string, fixZh: string, fixEn: string) =>
    findings.push(
      finding(
        code,
        strength,
        { zh: `${title.zh}「${mention.number}」${zh}`, en: `${title.en} “${mention.number}” ${en}` },
        { zh: fixZh, en: fixEn },
        evidence(record.status, record),
        {
          kind: mention.kind,
        },
      ),
    );
  if (record.status !== 'valid') {
    const zh = { expired: '已过期', suspended: '被暂停', revoked: '被撤销', cancelled: '已注销' }[
      record.status
    ];
    add(
      `credential.${record.status}`,
      0.97,
      `登记状态为${zh}。`,
      `is ${record.status} in the registry.`,
      '提交有效的资质。',
      'Submit a credential in force.',
    );
  } else if (record.validUntil !== undefined && record.validUntil < subject.today) {
    add(
      'credential.expired',
      0.95,
      `登记有效期至 ${record.validUntil}。`,
      `was valid until ${record.validUntil}.`,
      '提交续展后的资质。',
      'Submit the renewed credential.',
    );
  }
  const holder = shown.declared?.holder;
  if (holder !== undefined && record.holder !== undefined && !sameName(holder, record.holder)) {
    add(
      'credential.holder-mismatch',
      0.88,
      `登记持有人为「${record.holder}」，申报为「${holder}」。`,
      `belongs to “${record.holder}”, not “${holder}”.`,
      '更正持有人，或提交自己的资质。',
      'Correct the holder, or submit your own credential.',
    );
  }
  const product = productMismatch(record, subject);
  if (product) {
    add(
      'credential.product-mismatch',
      product.strength,
      `登记产品为「${record.product}」，与商品「${subject.listing.title.slice(0, 40)}」不符。`,
      `is for “${record.product}”, not for these goods.`,
      '提交该商品自己的资质。',
      'Submit the credential of these very goods.',
    );
  }
  return { findings, missing: [] };
}

function recordFields(record: RegistryRecord): Record<string, string> {
  const { fields, ...rest } = record;
  return {
    ...fields,
    ...(Object.fromEntries(Object.entries(rest).filter(([, value]) => typeof value === 'string')) as Record<
      string,
      string
    >),
  };
}

/**
 * How far the registered product name and the listing's title agree: share of the name's character pairs that
 * occur in title and attributes. Titles carry the name in another order, so equality would be too strict.
 */
function productMismatch(record: RegistryRecord, subject: Subject): { strength: number } | undefined {
  if (record.product === undefined) return undefined;
  const name = levelName(record.product);
  const text = levelName([subject.listing.title, ...Object.values(subject.listing.attributes)].join(' '));
  if (name.length < 2 || text.includes(name)) return undefined;
  let shared = 0;
  for (let i = 0; i + 1 < name.length; i++) if (text.includes(name.slice(i, i + 2))) shared++;
  const share = shared / (name.length - 1);
  if (share >= 0.5) return undefined;
  return { strength: share < 0.2 ? 0.85 : 0.6 };
}

/** The term the merchant declared, against today. */
function declaredTerm(
  { declared, where, mention }: Shown,
  title: { zh: string; en: string },
  terms: Terms,
  today: string,
): Finding[] {
  if (declared?.validUntil === undefined) return [];
  const left = daysBetween(today, declared.validUntil);
  const evidence: Evidence[] = [
    where,
    { type: 'field', field: 'credentials.validUntil', value: declared.validUntil, expected: `≥ ${today}` },
  ];
  if (declared.validFrom !== undefined && declared.validFrom > declared.validUntil) {
    return [
      finding(
        'credential.dates-impossible',
        0.85,
        {
          zh: `${title.zh}「${mention.number}」的起始日 ${declared.validFrom} 晚于截止日 ${declared.validUntil}。`,
          en: `${title.en} “${mention.number}” begins on ${declared.validFrom}, after it ends on ${declared.validUntil}.`,
        },
        { zh: '按证书更正日期。', en: 'Correct the dates from the certificate.' },
        evidence,
        { kind: mention.kind },
      ),
    ];
  }
  if (left >= (terms.reminders[0] ?? 30)) return [];
  const expired = left < 0;
  return [
    finding(
      expired ? 'credential.expired' : 'credential.expiring',
      expired ? 0.95 : 0.9,
      {
        zh: `${title.zh}「${mention.number}」${expired ? '已于' : '将于'} ${declared.validUntil} 到期。`,
        en: `${title.en} “${mention.number}” ${expired ? 'expired' : 'expires'} on ${declared.validUntil}.`,
      },
      { zh: '上传续展后的证书。', en: 'Upload the renewed certificate.' },
      evidence,
      { kind: mention.kind },
    ),
  ];
}
