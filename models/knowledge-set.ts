import { type BrandBook, loadBrandBook } from './brands/brand-book.ts';
import { loadClaims } from './claims/load.ts';
import type { ClaimRules } from './claims/port.ts';
import { type FeatureIndex, loadFeatures } from './features/feature-index.ts';
import { type ForgeryBank, loadForgeries } from './forgeries/forgery-bank.ts';
import { loadGoods } from './goods/load.ts';
import type { Goods } from './goods/port.ts';
import type { KnowledgePart } from './knowledge.ts';
import { loadMarks, type MarkIndex } from './marks/mark-index.ts';
import { loadPhrases, type PhraseBook } from './phrases/phrase-book.ts';
import { Policy } from './policy/table.ts';
import { Catalogue } from './stock/catalogue.ts';
import { Terms } from './terms.ts';
import { type Lexicon, loadLexicon } from './text/lexicon.ts';

/** Everything the checks judge by, opened. */
export type KnowledgeSet = {
  lexicon: Lexicon;
  phrases: PhraseBook;
  goods: Goods;
  claims: ClaimRules;
  brands: BrandBook;
  features: FeatureIndex;
  forgeries: ForgeryBank;
  policy: Policy;
  terms: Terms;
};

/** Every part as it opens. */
export type Decoded = KnowledgeSet & { marks: MarkIndex; catalogue: Catalogue };

const json = (bytes: Uint8Array): unknown => JSON.parse(new TextDecoder().decode(bytes));

const DECODERS: { [P in KnowledgePart]: (bytes: Uint8Array) => Decoded[P] } = {
  lexicon: loadLexicon,
  phrases: loadPhrases,
  goods: loadGoods,
  claims: loadClaims,
  brands: loadBrandBook,
  features: loadFeatures,
  marks: loadMarks,
  forgeries: loadForgeries,
  policy: (bytes) => Policy.parse(json(bytes)),
  terms: (bytes) => Terms.parse(json(bytes)),
  catalogue: (bytes) => Catalogue.parse(json(bytes)),
};

/** An artefact's bytes to what they mean; throws when they are not sound, so that nothing unsound is published. */
export function decodePart<P extends KnowledgePart>(part: P, bytes: Uint8Array): Decoded[P] {
  return DECODERS[part](bytes);
}
