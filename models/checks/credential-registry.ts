import type { LifeTruth } from '../credentials/life/truth.ts';
import { credentialKind } from '../credentials/parse.ts';
import type { Evidence, Finding } from '../finding.ts';
import type { RegistryAnswer, RegistryRecord } from '../registry/port.ts';
import { levelName, sameName } from '../same-name.ts';
import type { Subject } from '../subject.ts';
import type { Terms } from '../terms.ts';
import { findingOf } from './check.ts';
import { confirmedUntil, recordedFindings, type Shown, termFindings } from './credential-term.ts';
import { registryEvidence } from './registry-evidence.ts';

const finding = findingOf('credential');

/**
 * What the registry says of a credential, field by field; no answer is missing, never absent. `truth` is what the
 * credential's own record knows: it counts where the registry is silent, and where a person overruled a date.
 */
export function checkAgainstRegistry(
  shown: Shown,
  subject: Subject,
  answer: RegistryAnswer | undefined,
  terms: Terms,
  truth?: LifeTruth,
): { findings: Finding[]; missing: string[]; retryable?: boolean } {
  const { mention } = shown;
  const title = credentialKind(mention.kind)?.title ?? { zh: mention.kind, en: mention.kind };
  const findings = [
    ...termFindings(shown, title, answer, truth, terms, subject.today),
    ...(mention.state === 'malformed' ? [] : recordedFindings(shown, title, answer, truth, subject.today)),
  ];
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
    registryEvidence(mention, answer, text, record),
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
  const confirmed = confirmedUntil(answer, truth);
  if (record.status !== 'valid' && !(record.status === 'expired' && confirmed !== undefined)) {
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
