import { benchAlterations } from './alterations.ts';
import { benchDisguises } from './disguises.ts';
import { benchPdq, benchViews } from './image-accuracy.ts';
import { benchImageCosts } from './image-costs.ts';
import { benchHostile } from './image-hostile.ts';
import { benchSearch } from './image-search.ts';
import { benchListing } from './listing.ts';
import { benchPolicy } from './policy.ts';
import { benchRelisting } from './relisting.ts';
import type { Row } from './row.ts';
import { benchFold } from './text-fold.ts';
import { benchMatching } from './text-match.ts';

/** What is measured, by name; each in a process of its own (group-process.ts). */
export const GROUPS: Record<string, (full: boolean) => Row[] | Promise<Row[]>> = {
  matching: benchMatching,
  fold: () => benchFold(),
  disguises: () => benchDisguises(),
  relisting: () => benchRelisting(),
  listing: () => benchListing(),
  policy: benchPolicy,
  search: benchSearch,
  images: benchImageCosts,
  accuracy: async () => [...(await benchPdq()), ...(await benchViews())],
  hostile: () => benchHostile(),
  alterations: () => benchAlterations(),
};
