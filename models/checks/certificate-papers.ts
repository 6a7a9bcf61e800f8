import { certificateFiles, isBrandPaper } from '../certificate-pictures.ts';
import type { CertificateReading, ReadField, SubjectCertificate } from '../certificate-reading.ts';
import type { CheckName } from '../check-name.ts';
import { credentialKind, parseCredential } from '../credentials/parse.ts';
import type { CredentialMention } from '../credentials/port.ts';
import type { Evidence } from '../finding.ts';
import type { DeclaredCredential } from '../listing.ts';
import type { Subject } from '../subject.ts';
import { type Agreement, compareNumbers, isConfident } from './certificate-compare.ts';
import { kindsOfTitle } from './certificate-titles.ts';

export type Read = Extract<CertificateReading, { state: 'read' }>;

/** A certificate picture beside the declaration it stands for, when one does. */
export type Paper = {
  readonly certificate: SubjectCertificate;
  readonly declared?: { readonly item: DeclaredCredential; readonly index: number };
  /** The number on the picture that answers the declared one, or the picture's own when none is declared. */
  readonly number?: { readonly field: ReadField; readonly agreement?: Agreement };
};

/** The pictures of a check, each with its declaration, and files that should have been read and were not. */
export function papersOf(subject: Subject, check: CheckName): { papers: Paper[]; unread: string[] } {
  const certificates = subject.certificates ?? [];
  const unread = certificateFiles(subject.listing, check).filter(
    (file) => !certificates.some((item) => item.file === file && item.reading !== undefined),
  );
  const own = certificates.filter((certificate) => concerns(certificate, subject, check));
  const papers = own.flatMap((certificate) => {
    const declared = declarationsOf(certificate, subject, check);
    const all = declared.length > 0 ? declared : [undefined];
    return all.map((one): Paper => {
      const number = numberFor(certificate.reading, one?.item);
      return { certificate, ...(one ? { declared: one } : {}), ...(number ? { number } : {}) };
    });
  });
  return { papers, unread };
}

/** A picture no paper names goes by what it shows: papers about a brand to their own check, everything else here. */
function concerns({ file, reading }: SubjectCertificate, { listing }: Subject, check: CheckName): boolean {
  if (listing.credentials.some((item) => item.image === file)) return true;
  return aboutBrand(reading, listing.credentials) === (check === 'brand-qualification');
}

function aboutBrand(
  reading: CertificateReading | undefined,
  credentials: readonly DeclaredCredential[],
): boolean {
  if (reading?.state !== 'read') return false;
  const title = reading.fields.kind?.value;
  if (title !== undefined && kindsOfTitle(title).some((kind) => isBrandPaper({ kind }))) return true;
  return credentials.some(
    ({ kind, number }) =>
      isBrandPaper({ kind }) &&
      number !== undefined &&
      reading.numbers.some(({ value }) => compareNumbers(value, number) === 'same'),
  );
}

/** By the file it names; else by the number on it; else the only one of that title's kind without a picture. */
function declarationsOf({ file, reading }: SubjectCertificate, { listing }: Subject, check: CheckName) {
  const own = listing.credentials
    .map((item, index) => ({ item, index }))
    .filter(({ item }) => isBrandPaper(item) === (check === 'brand-qualification'));
  const naming = own.filter(({ item }) => item.image === file);
  if (naming.length > 0 || reading?.state !== 'read') return naming;
  const loose = own.filter(({ item }) => item.image === undefined);
  const numbered = loose.filter(
    ({ item: { number } }) =>
      number !== undefined &&
      reading.numbers.some(({ value }) => compareNumbers(value, number) !== 'different'),
  );
  if (numbered.length > 0) return numbered;
  const kinds = reading.fields.kind ? kindsOfTitle(reading.fields.kind.value) : [];
  const alike = loose.filter(({ item }) => kinds.includes(credentialKind(item.kind)?.id ?? item.kind));
  return alike.length === 1 ? alike : [];
}

/** Which number of the picture speaks of the declared one; a holder's credit code beside it does not contradict it. */
function numberFor(
  reading: CertificateReading | undefined,
  item: DeclaredCredential | undefined,
): Paper['number'] {
  if (reading?.state !== 'read') return undefined;
  const declared = item?.number;
  const own = reading.numbers.filter((field) => !isCreditCode(field));
  if (declared === undefined) {
    const field = own[0] ?? reading.numbers[0];
    return field ? { field } : undefined;
  }
  for (const agreement of ['same', 'slip'] as const) {
    const field = reading.numbers.find(({ value }) => compareNumbers(value, declared) === agreement);
    if (field) return { field, agreement };
  }
  const kind = item && credentialKind(item.kind) ? item.kind : undefined;
  const fitting =
    kind === undefined
      ? undefined
      : reading.numbers.find(({ value }) => parseCredential(kind, value).state === 'well-formed');
  const field = fitting ?? own.find(isConfident) ?? own[0];
  return field ? { field, agreement: 'different' } : undefined;
}

function isCreditCode({ value }: ReadField): boolean {
  return parseCredential('uscc', value).state === 'well-formed' && value.length === 18;
}

/**
 * The number of a picture as a credential, under the declared kind where it has that form, else under its own. Nothing for a
 * number no kind knows.
 */
export function mentionOf({ number, declared, certificate }: Paper): CredentialMention | undefined {
  if (!number) return undefined;
  // Read and declared agree: the declared spelling is the better one.
  const value = (number.agreement === 'same' ? declared?.item.number : undefined) ?? number.field.value;
  const { reading } = certificate;
  const titled =
    reading?.state === 'read' && reading.fields.kind ? kindsOfTitle(reading.fields.kind.value) : [];
  for (const kind of [...(declared ? [declared.item.kind] : []), ...titled]) {
    const mention = credentialKind(kind) ? parseCredential(kind, value) : undefined;
    if (mention?.state === 'well-formed') return mention;
  }
  const mention = parseCredential(undefined, value);
  return mention.state === 'well-formed' && credentialKind(mention.kind) ? mention : undefined;
}

/** What people call the paper. */
export function titleOf({ declared, certificate }: Paper): { zh: string; en: string } {
  const known = declared && credentialKind(declared.item.kind)?.title;
  if (known) return known;
  if (declared?.item.kind === 'brand-authorization') return { zh: '品牌授权书', en: 'brand authorisation' };
  const printed = certificate.reading?.state === 'read' ? certificate.reading.fields.kind?.value : undefined;
  return printed === undefined
    ? { zh: '证书', en: 'certificate' }
    : { zh: printed, en: `certificate “${printed}”` };
}

/** Where on the picture a value stands. */
export function seenAt(
  { certificate }: Paper,
  field: Pick<ReadField, 'region' | 'value' | 'confidence'>,
): Evidence {
  return {
    type: 'image',
    file: certificate.file,
    region: field.region,
    note: `${field.value} (${Math.round(field.confidence * 100)}%)`,
  };
}
