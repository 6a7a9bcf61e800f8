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
    truncated: screened.truncated || brands.length > MAX_MENTIONS,
  };
}

/** The brand field is a statement by itself: what it names is claimed, whatever the words around it. */
function declaredBrand({ brand, category }: Listing, lexicon: KnowledgeSet['lexicon']): BrandMention[] {
  const name = brand?.name ?? '';
  if (name === '') return [];
  const { mentions, suppressed } = screenBrands({ title: name, category }, lexicon);
  const seen = [...mentions, ...suppressed].filter(
    (mention) => mention.end - mention.start >= name.trim().length / 2,
  );
  const [best] = seen.sort((a, b) => b.end - b.start - (a.end - a.start));
  return best ? [{ ...best, field: 'brand.name', role: 'claim', confidence: 0.97 }] : [];
}
