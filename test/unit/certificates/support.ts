import type {
  CertificateReading,
  ReadField,
  SubjectCertificate,
} from '../../../models/certificate-reading.ts';
import { checkCertificates } from '../../../models/checks/certificates.ts';
import { credential } from '../../../models/checks/credential.ts';
import type { Finding } from '../../../models/finding.ts';
import { buildForgeries, loadForgeries, parseForgeries } from '../../../models/forgeries/forgery-bank.ts';
import type { DeclaredCredential } from '../../../models/listing.ts';
import type { RegistryAnswer } from '../../../models/registry/port.ts';
import type { Subject } from '../../../models/subject.ts';

export const TODAY = '2026-11-22';
export const PDQ = 'ab'.repeat(32);
type Read = Extract<CertificateReading, { state: 'read' }>;

export const field = (value: string, change: Partial<ReadField> = {}): ReadField => ({
  value,
  raw: value,
  region: { x: 10, y: 20, width: 200, height: 24 },
  confidence: 0.92,
  passes: 2,
  sure: false,
  ...change,
});

/** A filing certificate read without a doubt; `change` replaces fields, undefined takes one away. */
export function reading(change: Partial<Record<keyof Read['fields'], ReadField | undefined>> = {}): Read {
  const fields = {
    kind: field('国产普通化妆品备案凭证'),
    number: field('粤G妆网备字2026900401', { sure: true }),
    holder: field('示例澄心化妆品有限公司'),
    product: field('烟酰胺保湿面霜'),
    issuedAt: field('2026-03-12'),
    ...change,
  };
  const kept = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
  return { state: 'read', fields: kept, numbers: fields.number ? [fields.number] : [], alterations: [] };
}

export const picture = (
  said: CertificateReading | undefined,
  change: Partial<SubjectCertificate> = {},
): SubjectCertificate => ({
  file: 'credential-1.jpg',
  tag: 't1',
  pdq: PDQ,
  quality: 100,
  firstMerchant: 'm1',
  ...(said ? { reading: said } : {}),
  ...change,
});

export const DECLARED: DeclaredCredential = {
  kind: 'cosmetic-filing',
  number: '粤G妆网备字2026900401',
  holder: '示例澄心化妆品有限公司',
  product: '烟酰胺保湿面霜',
  image: 'credential-1.jpg',
};

export function subjectWith(
  certificates: SubjectCertificate[] | undefined,
  credentials: DeclaredCredential[] = [DECLARED],
  merchant = '示例澄心化妆品有限公司',
): Subject {
  return {
    listing: {
      schema: 'listing/v1',
      listingId: 'l1',
      merchantId: 'm1',
      revision: 1,
      title: '烟酰胺保湿面霜 50克',
      description: '',
      category: [],
      storeType: 'ordinary',
      attributes: {},
      skus: [{ skuId: 's1', spec: {}, price: '10.00' }],
      images: [{ file: 'credential-1.jpg', role: 'credential' }],
      credentials,
      merchant: { name: merchant },
    },
    recognition: {} as Subject['recognition'],
    images: [],
    ...(certificates ? { certificates } : {}),
    today: TODAY,
  };
}

const HEAD = 'id,kind,number,pdq,reason,source,added,until,disabled';
export const bankOf = (...rows: string[]) => {
  const parsed = parseForgeries([HEAD, ...rows].join('\n'));
  if (parsed.problems.length > 0) throw new Error(JSON.stringify(parsed.problems));
  return loadForgeries(buildForgeries(parsed.rows));
};

/** What the credential check says of the pictures alone. */
export function judge(
  certificates: SubjectCertificate[] | undefined,
  options: {
    credentials?: DeclaredCredential[];
    answer?: RegistryAnswer;
    bank?: ReturnType<typeof bankOf>;
    merchant?: string;
  } = {},
): { codes: string[]; findings: Finding[]; missing: string[]; retryable: boolean } {
  const subject = subjectWith(certificates, options.credentials, options.merchant);
  const answerFor = () => options.answer;
  const said = checkCertificates(subject, credential.name, 'credential', options.bank ?? bankOf(), answerFor);
  return { ...said, codes: said.findings.map(({ code }) => code.replace('credential.certificate-', '')) };
}
