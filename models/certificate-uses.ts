import type { CertificateUse, SharedUse } from './certificate-reading.ts';
import { hammingDistance, hash256FromHex } from './image/pdq/hash256.ts';
import { matchQuality, matchRadius } from './image/pdq/pdq.ts';
import { levelName, sameName } from './same-name.ts';

/** One picture of a certificate: its content tag and fingerprint. */
export type CertificatePicture = { readonly tag: string; readonly pdq: string; readonly quality: number };

/** Merchants are one party when id, credit code or name agree. What is not known never makes two parties one. */
export function sameParty(a: CertificateUse, b: CertificateUse): boolean {
  if (a.merchantId === b.merchantId) return true;
  if (a.uscc !== undefined && b.uscc !== undefined && levelName(a.uscc) === levelName(b.uscc))
    return levelName(a.uscc) !== '';
  return a.name !== undefined && b.name !== undefined && sameName(a.name, b.name);
}

/** Bits two pictures are apart; undefined when one is too plain to be told by its fingerprint. */
export function pictureDistance(
  a: Pick<CertificatePicture, 'pdq' | 'quality'>,
  b: Pick<CertificatePicture, 'pdq' | 'quality'>,
): number | undefined {
  if (a.quality < matchQuality || b.quality < matchQuality) return undefined;
  return hammingDistance(hash256FromHex(a.pdq), hash256FromHex(b.pdq));
}

/**
 * Whether an earlier picture bearing the same number is this one, shown by another party. Certificates of one form lie within a
 * few bits of each other whatever is printed on them, so a fingerprint speaks only between pictures of one number.
 */
export function samePicture(
  number: string,
  mine: CertificatePicture & { use: CertificateUse },
  first: CertificatePicture & { use: CertificateUse },
): SharedUse | undefined {
  if (first.tag === mine.tag || sameParty(first.use, mine.use)) return undefined;
  const distance = pictureDistance(mine, first);
  if (distance === undefined || distance > matchRadius) return undefined;
  return { how: 'same-picture', by: first.use, number, distance };
}
