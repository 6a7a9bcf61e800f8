import { noRegistry } from '../../../functions/shared/registry/registry.ts';
import { screenOnce } from '../../../functions/shared/screen-once.ts';
import type { Listing, Sku } from '../../../models/listing.ts';
import { compilePolicy } from '../../../models/policy/compile.ts';
import { evaluate } from '../../../models/policy/evaluate.ts';
import { recognise } from '../../../models/recognise.ts';
import type { Reason } from '../../../models/verdict.ts';
import type { OpenKnowledge } from '../samples/screen-sample.ts';

export const TODAY = '2026-11-23';

export type Change = Partial<Omit<Listing, 'skus'>> & { skus?: (Pick<Sku, 'price'> & Partial<Sku>)[] };

/** A listing with nothing but what is said of it. */
export function listingOf(title: string, { skus = [{ price: '59.00' }], ...change }: Change = {}): Listing {
  return {
    schema: 'listing/v1',
    listingId: 'L-1',
    merchantId: 'M-1',
    revision: 1,
    title,
    description: '',
    category: [],
    storeType: 'ordinary',
    attributes: {},
    images: [],
    credentials: [],
    merchant: { name: '示例云峦有限公司' },
    ...change,
    skus: skus.map((sku, i) => ({ skuId: `S${i}`, spec: {}, ...sku })),
  };
}

/** The reasons a listing without pictures gets, by code; what no registry answered is left out. */
export async function reasonsFor(
  knowledge: OpenKnowledge,
  title: string,
  change: Change = {},
): Promise<Map<string, Reason>> {
  const listing = listingOf(title, change);
  const subject = { listing, recognition: recognise(listing, knowledge.set), images: [], today: TODAY };
  const results = await screenOnce(subject, knowledge, noRegistry);
  const { reasons: told } = evaluate(compilePolicy(knowledge.set.policy, TODAY), results, {}, knowledge.id);
  return new Map(told.map((reason) => [reason.code, reason]));
}
