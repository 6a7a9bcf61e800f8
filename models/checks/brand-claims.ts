import type { Evidence } from '../finding.ts';
import type { BrandMention } from '../recognition.ts';
import { sameName } from '../same-name.ts';
import type { Subject } from '../subject.ts';

export type ClaimedBrand = { brand: string; evidence: Evidence; declared: boolean; mention?: BrandMention };

/** Below this a brand word is a hint for other checks, not a claim that the goods are of the brand. */
const CLAIM_CONFIDENCE = 0.6;

/** Roles that draw the brand's buyers; a denial (非 Nike) or an imitation does as much as a claim. */
const CLAIMING = new Set(['claim', 'negation', 'imitation']);

/** The words merchants write where they have no brand. */
const NO_BRAND = new Set([
  '无',
  '无品牌',
  '其他',
  '其他/other',
  'other',
  '自有',
  '自制',
  'none',
  'no brand',
  'oem',
  '暂无',
  '/',
]);

/**
 * Brands the listing says its goods are of: the declared one, and every mention that is a claim. A declared
 * brand the lexicon knows under another word appears once, under the lexicon's name.
 */
export function claimedBrands(subject: Subject): ClaimedBrand[] {
  const { listing, recognition } = subject;
  const claims = new Map<string, ClaimedBrand>();
  for (const mention of recognition.brands) {
    if (!CLAIMING.has(mention.role) || mention.confidence < CLAIM_CONFIDENCE) continue;
    const declared = mention.field === 'brand.name';
    const known = claims.get(mention.brand);
    if (!known || (declared && !known.declared)) {
      claims.set(mention.brand, {
        brand: mention.brand,
        evidence: mentionEvidence(mention),
        declared,
        mention,
      });
    }
  }
  const name = listing.brand?.name.trim() ?? '';
  const declaredKnown = [...claims.values()].some((claim) => claim.declared || sameName(claim.brand, name));
  if (name !== '' && !NO_BRAND.has(name.toLowerCase()) && !declaredKnown) {
    claims.set(name, {
      brand: name,
      declared: true,
      evidence: { type: 'field', field: 'brand.name', value: name },
    });
  }
  return [...claims.values()];
}

export function mentionEvidence(mention: BrandMention): Evidence {
  const note = mention.layer === 'exact' ? undefined : `${mention.term} (${mention.layer})`;
  return {
    type: 'text',
    field: mention.field,
    start: mention.start,
    end: mention.end,
    text: mention.text,
    ...(note ? { note } : {}),
  };
}

/** Whole days from one ISO day to another; negative when the other is past. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
