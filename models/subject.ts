import * as z from 'zod';
import { SubjectCertificate } from './certificate-reading.ts';
import { ImageFacts } from './image-facts.ts';
import { Listing } from './listing.ts';
import { MarkAnswer } from './marks/mark-answer.ts';
import { Recognition } from './recognition.ts';

/** What is kept of an image by its content. */
export const StoredImage = z.object({
  facts: ImageFacts,
  /** Who used this very picture first; another merchant's use of it is a sign. */
  firstMerchant: z.string(),
  firstSeen: z.string(),
});
export type StoredImage = z.infer<typeof StoredImage>;

/** An image of the listing under screening. `tag` names its content. */
export const SubjectImage = z.object({
  file: z.string(),
  role: z.string(),
  tag: z.string(),
  facts: ImageFacts,
  firstMerchant: z.string(),
  /** What of registered pictures and marks was seen in it; absent where nothing has to be looked for. */
  marks: MarkAnswer.optional(),
});
export type SubjectImage = z.infer<typeof SubjectImage>;

/** All a check may look at: the listing as uploaded, what it was recognised to be, and its images' facts. */
export const Subject = z.object({
  listing: Listing,
  recognition: Recognition,
  images: z.array(SubjectImage),
  /** Certificate pictures a check waits for; absent when the listing has none. */
  certificates: z.array(SubjectCertificate).optional(),
  /** Day of the screening in China, so that dates compare without a clock. */
  today: z.iso.date(),
});
export type Subject = z.infer<typeof Subject>;

/** How much of the images a check looks at; what it does not look at does not travel to it. */
export type ImageSight = 'fingerprints' | 'quality' | 'none';

/** The subject as a check sees it. */
export function subjectFor(subject: Subject, sight: ImageSight): Subject {
  if (sight === 'fingerprints') return subject;
  const images = subject.images.map(({ marks: _, ...image }) => ({
    ...image,
    facts: { ...image.facts, looks: '' },
  }));
  return { ...subject, images: sight === 'quality' ? images : [] };
}
