import type { SubjectCertificate } from './certificate-reading.ts';
import type { CheckName } from './check-name.ts';
import type { DeclaredCredential, Listing } from './listing.ts';
import type { SubjectImage } from './subject.ts';

/** Checks that compare certificate pictures; the others never wait for a reading. */
export const READS_CERTIFICATES = ['credential', 'brand-qualification'] as const satisfies CheckName[];

/** Pictures of one listing that are read; a listing with more is held for a person. */
export const MOST_CERTIFICATES = 12;

/** Papers about a brand belong to the brand-qualification check. */
export function isBrandPaper({ kind }: Pick<DeclaredCredential, 'kind'>): boolean {
  return kind === 'trademark' || kind === 'brand-authorization';
}

/**
 * Files of the pictures a check must have read: those its papers name, and for the credential check also pictures with
 * the role of a credential that no brand paper names.
 */
export function certificateFiles(listing: Listing, check: CheckName): string[] {
  const named = (brandPapers: boolean) =>
    listing.credentials.flatMap((item) =>
      item.image !== undefined && isBrandPaper(item) === brandPapers ? [item.image] : [],
    );
  if (check === 'brand-qualification') return [...new Set(named(true))];
  if (check !== 'credential') return [];
  const ofBrands = new Set(named(true));
  const loose = listing.images.filter((image) => image.role === 'credential' && !ofBrands.has(image.file));
  return [...new Set([...named(false), ...loose.map((image) => image.file)])];
}

/** The pictures to be read, with what is known of them already. A file no image entry names is known by its name alone. */
export function certificatesOf(
  listing: Listing,
  images: readonly SubjectImage[],
  check: CheckName,
): SubjectCertificate[] {
  return certificateFiles(listing, check)
    .slice(0, MOST_CERTIFICATES)
    .map((file) => {
      const image = images.find((candidate) => candidate.file === file);
      return image
        ? {
            file,
            tag: image.tag,
            pdq: image.facts.pdq,
            quality: image.facts.quality,
            firstMerchant: image.firstMerchant,
          }
        : { file, tag: '', pdq: '0'.repeat(64), quality: 0, firstMerchant: listing.merchantId };
    });
}
