import type { FieldGroup } from './screening.ts';
import type { Subject } from './subject.ts';

/** A digest of each group of fields: equal digests mean that an edit did not touch the group. */
export function digestsOf(subject: Subject): Record<FieldGroup, string> {
  const { listing, images } = subject;
  // A paper's picture replaced under its name is another paper.
  const named = new Set(listing.credentials.map((item) => item.image));
  const papers = images
    .filter((image) => image.role === 'credential' || named.has(image.file))
    .map((image) => [image.file, image.tag]);
  const digest = (value: unknown) => digestText(JSON.stringify(value));
  return {
    text: digest([listing.title, listing.description, listing.attributes]),
    brand: digest(listing.brand?.name ?? ''),
    category: digest(listing.category),
    price: digest(listing.skus),
    images: digest(images.map((image) => [image.role, image.file, image.tag])),
    credentials: digest([listing.credentials, papers]),
    store: digest([listing.storeType, listing.merchant]),
  };
}

/** 106-bit digest of a string (two cyrb53 passes): collisions by accident do not occur at our size. */
export function digestText(text: string): string {
  return cyrb53(text, 1).toString(36) + cyrb53(text, 2).toString(36);
}

function cyrb53(text: string, seed: number): number {
  let a = 0xdeadbeef ^ seed;
  let b = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return 4294967296 * (2097151 & b) + (a >>> 0);
}
