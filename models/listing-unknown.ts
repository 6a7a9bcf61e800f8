import type { FieldError } from './field-error.ts';
import { DeclaredCredential, Listing, ListingImage, Sku } from './listing.ts';
import { errorAt } from './listing-errors.ts';

const MOST_WARNINGS = 50;

/** Fields listing/v1 does not have, wherever the document may hold further ones: kept, but nobody screens them. */
export function unknownFields(listing: Listing): FieldError[] {
  const { brand, merchant } = listing;
  const found = [
    ...strange(listing, Listing.shape, ''),
    ...strange(brand ?? {}, { name: true }, 'brand.'),
    ...strange(merchant, { name: true, uscc: true }, 'merchant.'),
    ...listing.skus.flatMap((sku, i) => strange(sku, Sku.shape, `skus[${i}].`)),
    ...listing.images.flatMap((image, i) => strange(image, ListingImage.shape, `images[${i}].`)),
    ...listing.credentials.flatMap((item, i) =>
      strange(item, DeclaredCredential.shape, `credentials[${i}].`),
    ),
  ];
  return found
    .slice(0, MOST_WARNINGS)
    .map((path) =>
      errorAt(
        path,
        'unknown-field',
        'listing/v1 没有这个字段，已保留但不会被检查。',
        'not a listing/v1 field; kept, but not screened.',
      ),
    );
}

const strange = (value: object, known: object, before: string): string[] =>
  Object.keys(value)
    .filter((key) => !Object.hasOwn(known, key))
    .map((key) => `${before}${key}`.slice(0, 100));
