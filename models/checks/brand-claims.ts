import type { Evidence } from '../finding.ts';
import type { BrandMention } from '../recognition.ts';
import { sameName } from '../same-name.ts';
import type { Subject } from '../subject.ts';
import { saysNoBrand } from './no-brand.ts';

/** `brand` is the lexicon's name, or the declared one where the lexicon has none; `shown` is as people wrote it. */
export type ClaimedBrand = {
  brand: string;
  shown: string;
  evidence: Evidence;
  declared: boolean;
  mention?: BrandMention;
};

/** Disguises that may be a slip, another word, or a name of its own that merely resembles the brand. */
export const DOUBTFUL_LAYERS = new Set(['pinyin', 'shape', 'edit', 'leet']);

/** Below this a brand word is a hint for other checks, not a claim that the goods are of the brand. */
const CLAIM_CONFIDENCE = 0.6;

/** Roles that draw the brand's buyers; a denial (非 Nike) or an imitation does as much as a claim. */
const CLAIMING = new Set(['claim', 'negation', 'imitation']);

/**
 * Brands the listing says its goods are of: the declared one, and every mention that is a claim. A declared
 * brand the lexicon knows under another word appears once, under the lexicon's name. One that merely resembles a known
 * brand (云禾, 云米) is a name of its own, and the likeness a claim beside it — unless a certificate bears that very name.
 */
export function claimedBrands(subject: Subject): ClaimedBrand[] {
  const { listing, recognition } = subject;
  const claims = new Map<string, ClaimedBrand>();
  for (const mention of recognition.brands) {
    if (!CLAIMING.has(mention.role) || mention.confidence < CLAIM_CONFIDENCE) continue;
    const doubtful = DOUBTFUL_LAYERS.has(mention.layer);
    if (doubtful && bearsCertificate(mention.text, listing)) continue;
    const declared = mention.field === 'brand.name' && !doubtful;
    const known = claims.get(mention.brand);
    // A brand named in disguise and plainly is named plainly: the disguise must not spare its papers.
    const plainer = !doubtful && known?.mention !== undefined && DOUBTFUL_LAYERS.has(known.mention.layer);
    if (!known || (declared && !known.declared) || (plainer && !known.declared)) {
      claims.set(mention.brand, {
        brand: mention.brand,
        shown: mention.layer === 'exact' ? mention.text : mention.brand,
        evidence: mentionEvidence(mention),
        declared,
        mention,
      });
    }
  }
  const name = listing.brand?.name.trim() ?? '';
  const declaredKnown = [...claims.values()].some((claim) => claim.declared || sameName(claim.brand, name));
  if (!saysNoBrand(name) && !declaredKnown) {
    claims.set(name, {
      brand: name,
      shown: name,
      declared: true,
      evidence: { type: 'field', field: 'brand.name', value: name },
    });
  }
  return [...claims.values()];
}

function bearsCertificate(name: string, { credentials }: Subject['listing']): boolean {
  return credentials.some(
    ({ kind, brand }) => kind === 'trademark' && brand !== undefined && sameName(brand, name),
  );
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
