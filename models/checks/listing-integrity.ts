import type { Check } from './check.ts';
import { gtinFindings } from './integrity-gtins.ts';
import { imageFindings, noMainImage } from './integrity-images.ts';
import { priceFindings } from './integrity-prices.ts';
import { relistingFindings } from './integrity-relisting.ts';
import { subjectFindings } from './integrity-subject.ts';
import type { PartsOf } from './needs.ts';

/** Title, brand, attributes, SKUs and pictures must speak of the same goods; pictures and prices must be fit to show. */
export const listingIntegrity: Check<PartsOf<'listing-integrity'>> = {
  name: 'listing-integrity',
  // Credentials: a listing refused for want of papers and put up again is mended by them.
  reads: ['text', 'brand', 'category', 'price', 'images', 'credentials'],
  sight: 'quality',
  applies: () => true,
  run(subject, { goods, terms }, _answers, _truths, earlier = []) {
    return {
      findings: [
        ...subjectFindings(subject, goods, terms),
        ...gtinFindings(subject),
        ...priceFindings(subject, terms.prices),
        ...relistingFindings(subject.listing, earlier),
        ...subject.images.flatMap((image) => imageFindings(image, subject.listing.merchantId)),
        ...(subject.images.some((image) => image.role === 'main')
          ? []
          : [noMainImage(subject.images.length)]),
      ],
      ...(subject.recognition.truncated ? { missing: ['text beyond the reading limit'] } : {}),
    };
  },
};
