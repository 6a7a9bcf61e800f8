import type { ReadField } from '../certificate-reading.ts';
import { credentialKind } from '../credentials/parse.ts';
import type { CredentialMention } from '../credentials/port.ts';
import type { Finding } from '../finding.ts';
import type { RegistryAnswer, RegistryQuestion, RegistryRecord } from '../registry/port.ts';
import type { Bilingual } from '../text-pair.ts';
import { compareNames, isConfident, strengthOf } from './certificate-compare.ts';
import type { CertificateFindings } from './certificate-findings.ts';
import { mentionOf, type Paper, type Read, seenAt, titleOf } from './certificate-papers.ts';
import { registryEvidence } from './registry-evidence.ts';

/** A product goes by longer and shorter names; that alone never intercepts. */
const PRODUCT_AT_MOST = 0.7;
/** An unknown number may be too new for the register. */
const UNKNOWN_AT_MOST = 0.7;

/** What to ask of a picture's own number, when it is sure and the declaration did not bring it up already. */
export function pictureQuestion(paper: Paper): RegistryQuestion | undefined {
  const { number } = paper;
  if (!number || number.agreement === 'same' || number.agreement === 'slip' || !isConfident(number.field))
    return undefined;
  const mention = mentionOf(paper);
  const asked = mention && credentialKind(mention.kind)?.registry;
  return mention && asked && asked !== 'gsxt'
    ? { kind: mention.kind, number: mention.normalized }
    : undefined;
}

/** What is printed against what the register knows of that very number. */
export function againstRegistry(
  paper: Paper,
  reading: Read,
  answer: RegistryAnswer | undefined,
  mention: CredentialMention | undefined,
  say: CertificateFindings,
): Finding[] {
  const { number } = paper;
  if (!number || !mention || answer === undefined || answer.state === 'unavailable') return [];
  if (number.agreement === 'slip') return [];
  if (!isConfident(number.field)) return [];
  const title = titleOf(paper);
  if (answer.state === 'absent') {
    // A declared number that nobody knows is reported as such; only the picture's own is new here.
    if (number.agreement === 'same') return [];
    return [
      say.finding(
        'certificate-registry-mismatch',
        Math.min(UNKNOWN_AT_MOST, strengthOf(number.field)),
        {
          zh: `图片 ${paper.certificate.file} 中${title.zh}的编号「${number.field.value}」在登记库中查无。`,
          en: `The registry does not know “${number.field.value}”, the number on the ${title.en} in ${paper.certificate.file}.`,
        },
        {
          zh: '上传登记库中可查的证书图片；如为新近核发，请说明并申请人工核实。',
          en: 'Upload the picture of a certificate the registry knows; if it was issued recently, say so and ask for a review.',
        },
        [seenAt(paper, number.field), registryEvidence(mention, answer, 'absent')],
      ),
    ];
  }
  return differences(reading, answer.record).map(({ field, called, expected, most }) =>
    say.finding(
      'certificate-registry-mismatch',
      Math.min(most, strengthOf(field, number.field)),
      {
        zh: `图片 ${paper.certificate.file} 中${title.zh}「${number.field.value}」的${called.zh}为「${field.value}」，登记为「${expected}」。`,
        en: `The ${called.en} printed on the ${title.en} “${number.field.value}” in ${paper.certificate.file} is “${field.value}”, registered is “${expected}”.`,
      },
      {
        zh: '上传与登记信息一致的证书原件图片；如登记已变更，请上传变更后的证书。',
        en: 'Upload a picture of the original that agrees with the register; after a change, of the new certificate.',
      },
      [
        seenAt(paper, field),
        seenAt(paper, number.field),
        registryEvidence(mention, answer, answer.record.status, answer.record),
      ],
    ),
  );
}

type Difference = { field: ReadField; called: Bilingual; expected: string; most: number };

function differences({ fields }: Read, record: RegistryRecord): Difference[] {
  const found: Difference[] = [];
  const add = (field: ReadField, zh: string, en: string, expected: string, most = 1) =>
    found.push({ field, called: { zh, en }, expected, most });
  const { holder, product, validUntil } = fields;
  if (
    holder &&
    record.holder &&
    isConfident(holder) &&
    compareNames(holder.value, record.holder) === 'different'
  )
    add(holder, '持有人', 'holder', record.holder);
  if (
    product &&
    record.product &&
    isConfident(product) &&
    compareNames(product.value, record.product) === 'different'
  )
    add(product, '产品名称', 'product', record.product, PRODUCT_AT_MOST);
  // A renewal moves the registered day on and leaves old pictures behind; a picture ahead of the register was worked over.
  if (
    validUntil &&
    record.validUntil &&
    validUntil.value !== '长期' &&
    validUntil.value > record.validUntil &&
    isConfident(validUntil)
  )
    add(validUntil, '有效期', 'expiry date', record.validUntil);
  return found;
}
