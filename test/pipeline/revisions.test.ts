import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentKey, imageKey } from '../../models/document-key.ts';
import type { Listing } from '../../models/listing.ts';
import { type MixListing, makeMix } from '../../samples/mix.ts';
import { bootPipeline } from '../support/pipeline.ts';

let pipeline: Awaited<ReturnType<typeof bootPipeline>>;
let base: MixListing;
beforeAll(async () => {
  pipeline = await bootPipeline();
  [base] = (await makeMix(21, 1)) as [MixListing];
  for (const [file, bytes] of Object.entries(base.images))
    await pipeline.objects.put(imageKey(base.listing, file), bytes);
});
afterAll(() => pipeline.dispose());

async function upload(changes: Partial<Listing>, body?: string): Promise<void> {
  const listing = { ...base.listing, ...changes };
  await pipeline.objects.put(documentKey(listing), body ?? JSON.stringify(listing));
  await pipeline.runtime.idle();
}
const screening = (revision: number) =>
  pipeline.records.screening({ listingId: base.listing.listingId, revision, run: '0' });

describe('revisions of one listing', () => {
  it('the same revision again changes nothing', async () => {
    await upload({});
    const before = await screening(1);
    expect(before?.verdict).toBeDefined();
    await upload({});
    expect(await screening(1)).toEqual(before);
  });

  it('the same revision with other content is a stored rejection that names the field', async () => {
    const before = await screening(1);
    await upload({ title: `${base.listing.title} 改` });
    const [rejection] = await pipeline.records.rejections(base.listing.listingId);
    expect(rejection?.errors).toMatchObject([{ path: 'revision', code: 'revision-used' }]);
    expect(await screening(1)).toEqual(before);
  });

  it('a new revision runs only the checks its change touches, and says which it reused', async () => {
    const [sku] = base.listing.skus;
    if (!sku) throw new Error('no sku');
    await upload({ revision: 2, skus: [{ ...sku, price: '61.00' }, ...base.listing.skus.slice(1)] });
    const second = await screening(2);
    expect(second?.origin).toBe('edit');
    const reused = Object.values(second?.results ?? {})
      .filter((result) => result.reusedFrom === 1)
      .map((result) => result.check);
    expect(reused).toContain('marketing-claims');
    expect(reused).not.toContain('listing-integrity');
    expect(reused).not.toContain('counterfeit');
    expect(second?.verdict?.checks['marketing-claims']).toMatchObject({ reusedFrom: 1 });
  });

  it('an unchanged new revision reuses everything and still gets a verdict of its own', async () => {
    const [sku] = base.listing.skus;
    if (!sku) throw new Error('no sku');
    await upload({ revision: 3, skus: [{ ...sku, price: '61.00' }, ...base.listing.skus.slice(1)] });
    const third = await screening(3);
    expect(Object.values(third?.results ?? {}).every((result) => result.reusedFrom !== undefined)).toBe(true);
    expect(third?.verdict?.verdict).toBe((await screening(2))?.verdict?.verdict);
  });

  it('the current verdict is the newest revision’s, also when an older one arrives late', async () => {
    await upload({ revision: 5 });
    await upload({ revision: 4 });
    expect((await pipeline.records.latestJudged(base.listing.listingId))?.revision).toBe(5);
  });

  it('another merchant cannot take the listing over', async () => {
    const stranger = { ...base.listing, merchantId: 'M-stranger', revision: 9, images: [] };
    await pipeline.objects.put(documentKey(stranger), JSON.stringify(stranger));
    await pipeline.runtime.idle();
    expect((await pipeline.records.rejections(base.listing.listingId))[0]?.errors).toMatchObject([
      { code: 'listing-taken' },
    ]);
  });
});
