import type { KnowledgeSet } from './knowledge-set.ts';
import type { Listing } from './listing.ts';
import type { BrandMention, Recognition } from './recognition.ts';
import { screenBrands } from './text/brands.ts';

const MAX_MENTIONS = 40;

/** What a listing's words say it is: its brands, seen through disguises, and what the goods really are. */
export function recognise(
  listing: Listing,
  { lexicon, goods }: Pick<KnowledgeSet, 'lexicon' | 'goods'>,
): Recognition {
  const { title, description, category, attributes } = listing;
  const screened = screenBrands({ title, description, category, attributes }, lexicon);
  const brands = [
    ...declaredBrand(listing, lexicon),
    ...screened.mentions,
    ...screened.suppressed.filter((m) => m.role === 'compatibility'),
  ];
  return {
    brands: brands
      .slice(0, MAX_MENTIONS)
      .map(({ brand, term, layer, field, start, end, text, confidence, role }) => ({
        brand,
        term,
        layer,
        field,
        start,
        end,
        text,
        confidence,
        role,
      })),
    goods: goods.recognise({ title, description, category, attributes }),
    paperBrands: paperBrands(listing, lexicon),
    truncated: screened.truncated || brands.length > MAX_MENTIONS,
  };
}

/** The brand field is a statement by itself: what it names is claimed, whatever the words around it. */
function declaredBrand({ brand, category }: Listing, lexicon: KnowledgeSet['lexicon']): BrandMention[] {
  const best = brandNamed(brand?.name ?? '', category, lexicon);
  return best ? [{ ...best, field: 'brand.name', role: 'claim', confidence: 0.97 }] : [];
}

/** A certificate of 安踏 is one of Anta: checks compare brands by the lexicon's name, papers bear any of them. */
function paperBrands(
  { credentials, category }: Listing,
  lexicon: KnowledgeSet['lexicon'],
): Record<string, string> {
  const names = new Set(credentials.flatMap(({ brand }) => brand ?? []));
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const best = brandNamed(name, category, lexicon);
      return best?.layer === 'exact' ? [[name, best.brand]] : [];
    }),
  );
}

/** The brand a short text is the name of, or half the name of. */
function brandNamed(name: string, category: Listing['category'], lexicon: KnowledgeSet['lexicon']) {
  if (name === '') return undefined;
  const { mentions, suppressed } = screenBrands({ title: name, category }, lexicon);
  return [...mentions, ...suppressed]
    .filter((mention) => mention.end - mention.start >= name.trim().length / 2)
    .sort((a, b) => b.end - b.start - (a.end - a.start))[0];
}
