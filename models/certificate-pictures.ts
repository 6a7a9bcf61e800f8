import type { SubjectCertificate } from './certificate-reading.ts';
import type { CheckName } from './check-name.ts';
import type { DeclaredCredential, Listing } from './listing.ts';
import { sameName } from './same-name.ts';
import type { Subject, SubjectImage } from './subject.ts';

/** Checks that compare certificate pictures; the others never wait for a reading. */
export const READS_CERTIFICATES = ['credential', 'brand-qualification'] as const satisfies CheckName[];

/** Pictures of one listing that are read; a listing with more is held for a person. */
export const MOST_CERTIFICATES = 12;

/** Papers about a brand belong to the brand-qualification check. */
export function isBrandPaper({ kind }: Pick<DeclaredCredential, 'kind'>): boolean {
  return kind === 'trademark' || kind === 'brand-authorization';
}

/** The papers of a listing that are about a brand, under whichever of its names; one that names no brand may be about any. */
export function brandPapers(
  { listing, recognition }: Pick<Subject, 'listing' | 'recognition'>,
  brand: string,
): DeclaredCredential[] {
  const isAbout = (name: string) => sameName(name, brand) || recognition.paperBrands?.[name] === brand;
  return listing.credentials.filter(
    (paper) => isBrandPaper(paper) && (paper.brand === undefined || isAbout(paper.brand)),
  );
}

/**
 * Files of the pictures a check must have read: those its papers name, and pictures with the role of a credential that no paper
 * names. What such a picture is shows only when it is read, so the brand check reads it too where a brand paper came
 * without one (papersOf tells them apart).
 */
export function certificateFiles(listing: Listing, check: CheckName): string[] {
  if (check !== 'credential' && check !== 'brand-qualification') return [];
  const forBrands = check === 'brand-qualification';
  const named = listing.credentials.flatMap((item) =>
    item.image !== undefined && isBrandPaper(item) === forBrands ? [item.image] : [],
  );
  const wanting = listing.credentials.some((item) => isBrandPaper(item) && item.image === undefined);
  const loose = forBrands && !wanting ? [] : looseFiles(listing);
  return [...new Set([...named, ...loose])];
}

function looseFiles(listing: Listing): string[] {
  const named = new Set(listing.credentials.map((item) => item.image));
  return listing.images
    .filter(({ file, role }) => role === 'credential' && !named.has(file))
    .map(({ file }) => file);
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
