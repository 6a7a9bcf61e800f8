import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parseListing } from '../../../models/listing-parse.ts';
import { analyser } from '../../../samples/mix/analyser.ts';
import { makeMix } from '../../../samples/mix.ts';

const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');

describe('the mix', () => {
  it('is the same for a seed, another for another', async () => {
    const [a, b, c] = await Promise.all([makeMix(3, 60), makeMix(3, 60), makeMix(4, 60)]);
    const content = (mix: typeof a) =>
      mix.map(({ document, images, facts }) => [document, Object.values(images).map(digest), facts]);
    expect(content(b)).toEqual(content(a));
    expect(c.map((item) => item.listing.title)).not.toEqual(a.map((item) => item.listing.title));
  });

  it('holds valid first revisions with three pictures each, analysed', async () => {
    const mix = await makeMix(9, 400);
    expect(new Set(mix.map(({ listing }) => listing.listingId)).size).toBe(400);
    for (const { document, images, facts, listing } of mix) {
      expect(parseListing(document)).toMatchObject({ ok: true, listing: { revision: 1 } });
      const files = listing.images.map((image) => image.file);
      expect(files).toHaveLength(3);
      expect([Object.keys(images), Object.keys(facts)]).toEqual([files, files]);
    }
    const first = mix[0];
    const analyse = await analyser();
    const bytes = first?.images['main.jpg'];
    if (!first || !bytes) throw new Error('the mix is empty');
    expect(await analyse(bytes)).toEqual(first.facts['main.jpg']);
  });

  it('no two merchants show the same picture, and a merchant shows its own again and again', async () => {
    const owners = new Map<string, Set<string>>();
    const mix = await makeMix(9, 400);
    for (const { listing, images } of mix)
      for (const bytes of Object.values(images)) {
        const key = digest(bytes);
        owners.set(key, (owners.get(key) ?? new Set()).add(listing.merchantId));
      }
    expect([...owners.values()].every((merchants) => merchants.size === 1)).toBe(true);
    expect(owners.size).toBe(2 * new Set(mix.map(({ listing }) => listing.merchantId)).size);
  });
});
