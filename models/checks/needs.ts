/**
 * What each check reads of the knowledge. The pipeline loads just this for its function, and the compiler holds each
 * check to it: a part that is not named here cannot be read.
 */
export const CHECK_NEEDS = {
  counterfeit: ['lexicon', 'phrases', 'brands', 'features'],
  'brand-qualification': ['brands', 'forgeries', 'terms'],
  credential: ['goods', 'claims', 'forgeries', 'terms'],
  'three-products': ['goods', 'claims'],
  'marketing-claims': ['claims'],
  'listing-integrity': ['goods', 'terms'],
} as const;

/** Parts one check may read. */
export type PartsOf<N extends keyof typeof CHECK_NEEDS> = (typeof CHECK_NEEDS)[N][number];
