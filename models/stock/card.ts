import * as z from 'zod';
import { isBrandPaper } from '../certificate-pictures.ts';
import { shownCredentials } from '../checks/credential.ts';
import { parseCredential } from '../credentials/parse.ts';
import type { ListingEvent } from '../event.ts';
import { keyOf, ScreeningKey } from '../screening.ts';
import type { Subject } from '../subject.ts';
import { credentialTerm } from './selector.ts';

/**
 * What the stock index is told of a listing. Intake sends what it is (run 0 of a revision), publishing sends what was
 * found (terms `finding:`, which hold for their run alone). Two cards of one listing are one row of the index.
 */
export const StockCard = z.strictObject({
  key: ScreeningKey,
  terms: z.array(z.string()),
  /** Title and description; the index keeps their character pairs (models/stock/words.ts). */
  text: z.string().optional(),
});
export type StockCard = z.infer<typeof StockCard>;

/** A description's later part is seldom where a brand or a claim first stands; the index is for finding, not judging. */
const INDEXED_TEXT = 2_000;
const FINDING = 'finding:';
export const findingTerm = (code: string): string => `${FINDING}${code}`;
export const isFindingTerm = (term: string): boolean => term.startsWith(FINDING);

/** Every listing carries it: what touches all of them asks for it. */
export const EVERY_LISTING = 'any:listing';
export const WITH_BRAND = 'any:brand';
export const WITH_CREDENTIAL = 'any:credential';

/** The card of a listing as intake recognised it. */
export function cardOf(key: ScreeningKey, { listing, recognition, images }: Subject): StockCard {
  const { goods, brands } = recognition;
  // The credential check leaves brand papers out. By the normalised number, which the clock and registries ask by.
  const papers = listing.credentials.flatMap((paper) =>
    isBrandPaper(paper) && paper.number !== undefined ? [parseCredential(paper.kind, paper.number)] : [],
  );
  const shown = [...shownCredentials(listing).map(({ mention }) => mention), ...papers].map((mention) =>
    credentialTerm(mention.kind, mention.normalized),
  );
  const terms = [
    EVERY_LISTING,
    `category:${goods.code}`,
    `class:${goods.class}`,
    ...brands.map(({ brand }) => `brand:${brand}`),
    ...(brands.length > 0 ? [WITH_BRAND] : []),
    ...shown,
    ...(shown.length > 0 ? [WITH_CREDENTIAL] : []),
    ...images.map(({ facts }) => `image:${facts.pdq}`),
  ];
  return { key, terms: [...new Set(terms)], text: indexedText(listing.title, listing.description) };
}

function indexedText(title: string, description: string): string {
  return `${title}\n${description}`.slice(0, INDEXED_TEXT);
}

/** What a verdict adds: the codes its reasons stand on. A later run replaces them, so it says so even with none. */
export function cardOfVerdict(event: ListingEvent & { type: 'listing.judged' }): StockCard | undefined {
  const { run, reasons } = event;
  if (reasons.length === 0 && run === '0') return undefined;
  const terms = [...new Set(reasons.map(({ code }) => findingTerm(code)))];
  return { key: keyOf(event), terms };
}
