import type { Listing } from '../listing.ts';

/** Whether a listing declares the approval of a drug or a device: then what it says of disease may be what that approval says. */
export const showsApproval = ({ credentials }: Pick<Listing, 'credentials'>): boolean =>
  credentials.some(({ kind }) => /^(?:drug|device|pesticide|vet-drug)-/.test(kind));
