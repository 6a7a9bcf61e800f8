import type {
  CertificateReading,
  CertificateUse,
  SubjectCertificate,
} from '../../models/certificate-reading.ts';
import { imageKey } from '../../models/document-key.ts';
import { UnavailableError } from '../shared/errors.ts';
import type { Objects } from '../shared/objects.ts';
import type { CertificateStore } from './certificate-store.ts';

/** What is known of a picture after it was looked at; an empty tag when it is not there. */
export type Seen = {
  tag: string;
  pdq: string;
  quality: number;
  reading: CertificateReading;
  /** Who showed this file first, when that was known already. */
  first?: CertificateUse;
};
export type ReadPicture = (
  certificate: SubjectCertificate,
  owner: { merchantId: string; listingId: string },
) => Promise<Seen>;

/** The engine: pixels to what they say, and to a fingerprint. `read` throws only when the engine itself breaks down. */
export type CertificateEngine = {
  read(bytes: Uint8Array): Promise<CertificateReading>;
  fingerprint(bytes: Uint8Array): Promise<{ pdq: string; quality: number }>;
};

/** Tries at a picture over which the engine breaks down; then the listing goes to a person. */
const MOST_FAILURES = 3;

/** Readings by content: from the store, else read once and kept. */
export function pictureReader(
  objects: Objects,
  store: CertificateStore,
  engine: CertificateEngine,
): ReadPicture {
  /** Listings of one batch often show the same certificate: each content is read once. */
  const running = new Map<string, Promise<CertificateReading>>();

  async function readOnce(tag: string, body: Uint8Array): Promise<CertificateReading> {
    try {
      const reading = await engine.read(body);
      await store.keepReading(tag, reading);
      return reading;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      // Engine trouble is retried by the queue; a picture that breaks it each time must not come back for ever.
      if ((await store.countFailure(tag)) < MOST_FAILURES)
        throw new UnavailableError(`the reader broke down: ${reason}`);
      return { state: 'failed', reason: reason.slice(0, 200) };
    }
  }

  return async (certificate, owner) => {
    const { tag, pdq, quality } = certificate;
    const known = tag === '' ? {} : await store.known(tag);
    if (known.reading) return { tag, pdq, quality, ...known, reading: known.reading };
    const object = await objects.get(imageKey(owner, certificate.file));
    if (!object) return { tag: '', pdq, quality, reading: { state: 'unreadable', reason: 'image-missing' } };
    // The object may have been replaced since it was named: what counts is what was read.
    const standing = object.tag === tag ? known : await store.known(object.tag);
    const fingerprint = object.tag === tag ? { pdq, quality } : await engine.fingerprint(object.body);
    if (standing.reading) return { tag: object.tag, ...fingerprint, ...standing, reading: standing.reading };
    const reading =
      running.get(object.tag) ?? readOnce(object.tag, object.body).finally(() => running.delete(object.tag));
    running.set(object.tag, reading);
    return { tag: object.tag, ...fingerprint, ...standing, reading: await reading };
  };
}
