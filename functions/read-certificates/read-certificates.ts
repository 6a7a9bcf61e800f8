import { certificatesOf } from '../../models/certificate-pictures.ts';
import type { CertificateUse, SharedUse, SubjectCertificate } from '../../models/certificate-reading.ts';
import { sameParty, samePicture } from '../../models/certificate-uses.ts';
import { checkNamed } from '../../models/checks/index.ts';
import { CheckMessage } from '../../models/messages.ts';
import { type Subject, subjectFor } from '../../models/subject.ts';
import type { Objects } from '../shared/objects.ts';
import type { Queues } from '../shared/queues.ts';
import type { QueueOf } from '../shared/stage-queues.ts';
import { handOn, subjectOf } from '../shared/subject-message.ts';
import type { CertificateStore } from './certificate-store.ts';
import type { ReadPicture, Seen } from './picture-reader.ts';

export type ReadCertificatesDependencies = {
  objects: Objects;
  store: CertificateStore;
  queues: Queues;
  picture: ReadPicture;
  queueOf: QueueOf;
};

/** A number this sure is kept as the certificate's name; a misreading would make strangers of one certificate. */
const NAMING_CONFIDENCE = 0.6;

/**
 * Reads the certificate pictures a check waits for, adds what they say and who else showed them, and hands the message on to
 * the check. Nothing is stored of the screening: a repeat finds the readings and sends again, and the check decides once.
 */
export async function readCertificates(body: unknown, deps: ReadCertificatesDependencies): Promise<number> {
  const message = CheckMessage.parse(body);
  const whole = await subjectOf(message, deps.objects);
  const named = whole.certificates ?? certificatesOf(whole.listing, whole.images, message.check);
  const certificates: SubjectCertificate[] = [];
  // One engine reads one page at a time, so there is nothing to win by asking for two.
  for (const certificate of named) certificates.push(await complete(certificate, whole, deps));
  const subject = { ...subjectFor(whole, checkNamed(message.check).sight), certificates };
  await handOn(message, subject, deps);
  return certificates.length;
}

async function complete(
  certificate: SubjectCertificate,
  { listing }: Subject,
  { store, picture }: ReadCertificatesDependencies,
): Promise<SubjectCertificate> {
  const { merchantId, merchant } = listing;
  const use: CertificateUse = {
    merchantId,
    ...(merchant.name ? { name: merchant.name } : {}),
    ...(merchant.uscc ? { uscc: merchant.uscc } : {}),
  };
  const seen = await picture(certificate, listing);
  const shared = seen.tag === '' ? [] : await sharedUses(certificate, seen, use, store);
  const { tag, pdq, quality, reading } = seen;
  return { ...certificate, tag, pdq, quality, reading, ...(shared.length > 0 ? { shared } : {}) };
}

/** Who else showed this file, or another picture of the certificate with this number. */
async function sharedUses(
  certificate: SubjectCertificate,
  seen: Seen,
  use: CertificateUse,
  store: CertificateStore,
): Promise<SharedUse[]> {
  const first = seen.first ?? (await store.firstUse(seen.tag, use));
  const shared: SharedUse[] = [];
  if (!sameParty(first, use)) shared.push({ how: 'same-file', by: first });
  else if (certificate.firstMerchant !== use.merchantId && first.merchantId === use.merchantId) {
    // The picture was known before certificates were read; of that merchant only the id is known.
    shared.push({ how: 'same-file', by: { merchantId: certificate.firstMerchant } });
  }
  if (seen.reading.state !== 'read') return shared;
  for (const { value, sure, confidence } of seen.reading.numbers.slice(0, 3)) {
    if (!sure || confidence < NAMING_CONFIDENCE) continue;
    const mine = { use, tag: seen.tag, pdq: seen.pdq, quality: seen.quality };
    const other = samePicture(value, mine, await store.firstPicture(value, mine));
    if (other) shared.push(other);
  }
  return shared.slice(0, 4);
}
