import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentKey, imageKey } from '../../models/document-key.ts';
import type { Listing } from '../../models/listing.ts';
import { type MixListing, makeMix } from '../../samples/mix.ts';
import { bootPipeline, recordRows } from '../support/pipeline.ts';

let pipeline: Awaited<ReturnType<typeof bootPipeline>>;
let base: MixListing;
/** Every message comes twice and some late: what is promised here holds under that. */
beforeAll(async () => {
  pipeline = await bootPipeline({ faults: { seed: 19, duplicate: 1, delay: 0.2, delayMs: 200 } });
  [base] = (await makeMix(21, 1)) as [MixListing];
});
afterAll(() => pipeline.dispose());

const REFUSED = '青禾艾草膝盖贴 根治关节炎 自发热护膝贴 12贴';
async function upload(change: Partial<Listing>): Promise<Listing> {
  const listing: Listing = { ...base.listing, merchantId: 'M-again', description: '', ...change };
  for (const [file, bytes] of Object.entries(base.images))
    await pipeline.objects.put(imageKey(listing, file), bytes);
  await pipeline.objects.put(documentKey(listing), JSON.stringify(listing));
  await pipeline.runtime.idle();
  return listing;
}
async function judged({ listingId, revision }: Listing) {
  const screening = await pipeline.records.screening({ listingId, revision, run: '0' });
  const findings = screening?.results['listing-integrity']?.findings ?? [];
  return {
    verdict: screening?.verdict,
    relisting: findings.find(({ code }) => code === 'integrity.relisting'),
  };
}

describe('a refused listing put up again under another id', () => {
  let old: Listing;
  beforeAll(async () => {
    old = await upload({ listingId: 'again-old', title: REFUSED });
  });

  it('is refused once, and remembered once', async () => {
    expect((await judged(old)).verdict?.verdict).toBe('intercept');
    const rows = await recordRows(pipeline, 'MER#M-again');
    expect(rows.filter(({ sk }) => sk?.S?.startsWith('REF#'))).toHaveLength(1);
  });

  it('is held by its resemblance though the word is disguised, with the earlier listing named', async () => {
    const again = await upload({
      listingId: 'again-new',
      title: '艾草膝盖贴 哏智关劫炎 自发热护膝贴 青禾 12贴',
    });
    const { verdict, relisting } = await judged(again);
    expect(relisting?.message.zh).toContain('again-old');
    expect(relisting?.evidence[0]).toMatchObject({
      type: 'earlier-listing',
      listingId: 'again-old',
      revision: 1,
      title: REFUSED,
    });
    const reason = verdict?.reasons.find(({ code }) => code === 'integrity.relisting');
    expect(reason).toMatchObject({ ruleId: 'LI-009', outcome: 'review' });
    expect(reason?.law.length).toBeGreaterThan(0);
  });

  it('is not held for resembling once the reason is mended, nor for another merchant’s refusal', async () => {
    const mended = { title: REFUSED.replace('根治关节炎', '温热舒适') };
    expect((await judged(await upload({ listingId: 'again-mended', ...mended }))).relisting).toBeUndefined();
    const stranger = await upload({ listingId: 'again-stranger', merchantId: 'M-other', title: REFUSED });
    expect((await judged(stranger)).relisting).toBeUndefined();
  });

  it('is never found in a revision of the same listing', async () => {
    const next = await upload({ listingId: 'again-old', revision: 2, title: `${REFUSED} 送礼` });
    expect((await judged(next)).relisting).toBeUndefined();
  });

  it('is told by a dry run as well', async () => {
    const token = await pipeline.runtime.mintToken({ sub: 'p', roles: ['pipeline'] });
    const document = { ...base.listing, merchantId: 'M-again', listingId: 'again-dry', title: REFUSED };
    const images = Object.fromEntries(
      Object.entries(base.images).map(([file, bytes]) => [file, Buffer.from(bytes).toString('base64')]),
    );
    const answer = await fetch(`${pipeline.runtime.urls.api}/v1/dry-run`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ document, images }),
    });
    const { verdict } = (await answer.json()) as { verdict: { reasons: { code: string }[] } };
    expect(verdict.reasons.map(({ code }) => code)).toContain('integrity.relisting');
  });
});
