import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { documentKey, imageKey } from '../../models/document-key.ts';
import type { Listing } from '../../models/listing.ts';
import { type MixListing, makeMix } from '../../samples/mix.ts';
import { buildKnowledge } from '../../tools/knowledge/build.ts';
import { publishTo } from '../../tools/knowledge/publish.ts';
import { bootPipeline } from '../support/pipeline.ts';

type Shown = {
  sweepId: string;
  state: string;
  run: string;
  cause: { en: string };
  progress: Record<string, number>;
};
let pipeline: Awaited<ReturnType<typeof bootPipeline>>;
let mix: MixListing[];
let token: string;
const work = mkdtempSync(join(tmpdir(), 'touchstone-sweep-'));

beforeAll(async () => {
  pipeline = await bootPipeline();
  token = await pipeline.runtime.mintToken({ sub: 'lead-1', roles: ['lead'] });
  mix = (await makeMix(77, 30)).filter(({ listing }) => listing.revision === 1);
  // One listing in three says a word no rule knows yet.
  mix.forEach((one, i) => {
    if (i % 3 === 0) one.listing = { ...one.listing, title: `佐梵同款 ${one.listing.title}` };
  });
  for (const one of mix) await upload(one.listing, one.images);
  await pipeline.runtime.idle();
});
afterAll(async () => {
  await pipeline.dispose();
  rmSync(work, { recursive: true, force: true });
});

async function upload(listing: Listing, images: MixListing['images']): Promise<void> {
  for (const [file, bytes] of Object.entries(images))
    await pipeline.objects.put(imageKey(listing, file), bytes);
  await pipeline.objects.put(documentKey(listing), JSON.stringify(listing));
}
async function api(
  method: string,
  path: string,
  body?: unknown,
  as = token,
): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${pipeline.runtime.urls.api}${path}`, {
    method,
    headers: { authorization: `Bearer ${as}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: await answer.json() };
}
const sweeps = async () => ((await api('GET', '/v1/sweeps')).body as { sweeps: Shown[] }).sweeps;
async function until(sweepOf: (sweep: Shown) => boolean): Promise<Shown> {
  for (let tries = 0; tries < 300; tries++) {
    const found = (await sweeps()).find(sweepOf);
    if (found) return found;
    await sleep(100);
  }
  throw new Error(`no such sweep: ${JSON.stringify(await sweeps())}`);
}
const current = (listing: Listing) => pipeline.records.latestJudged(listing.listingId);
const touched = () => mix.filter(({ listing }) => listing.title.startsWith('佐梵'));

describe('a stock sweep', () => {
  it('a new brand word screens again exactly the listings it touches, under the new knowledge', async () => {
    const folder = join(work, 'knowledge');
    cpSync('knowledge', folder, { recursive: true });
    const csv = readFileSync(join(folder, 'brands.csv'), 'utf8').trimEnd();
    writeFileSync(join(folder, 'brands.csv'), `${csv}\nZORVANE,佐梵,distinctive,\n`);
    const built = await buildKnowledge(process.cwd(), folder);
    await publishTo(pipeline.objects, built);
    const done = await until((sweep) => sweep.cause.en.includes(built.id) && sweep.state === 'done');
    // What waits for a person is left to that person.
    const before = await Promise.all(
      mix.map(({ listing }) => pipeline.records.screening({ ...listing, run: '0' })),
    );
    const waiting = new Set(
      before.filter((one) => one?.verdict?.verdict === 'review').map((one) => one?.listingId),
    );
    const expected = touched().filter(({ listing }) => !waiting.has(listing.listingId));
    expect(expected.length).toBeGreaterThan(3);
    expect(done.progress).toMatchObject({
      total: touched().length,
      screened: expected.length,
      unfinished: 0,
    });
    for (const { listing } of mix) {
      const screening = await current(listing);
      const again = expected.some((one) => one.listing.listingId === listing.listingId);
      expect(screening?.run, listing.title).toBe(again ? done.run : '0');
      if (again) {
        expect(screening?.origin).toBe('sweep');
        expect(screening?.results.counterfeit?.knowledge).toBe(built.id);
        const brands = screening?.results['brand-qualification']?.findings.map(({ values }) => values?.brand);
        expect(brands).toContain('ZORVANE');
      }
    }
  });

  it('the same publication delivered again orders nothing new', async () => {
    const before = (await sweeps()).length;
    const pointer = await pipeline.objects.get('knowledge/current.json');
    const { manifest } = JSON.parse(new TextDecoder().decode(pointer?.body)) as { manifest: string };
    const stored = await pipeline.objects.get(`knowledge/manifests/${manifest}.json`);
    await pipeline.objects.put(`knowledge/manifests/${manifest}.json`, stored?.body ?? '');
    await pipeline.runtime.idle();
    expect(await sweeps()).toHaveLength(before);
  });

  it('is counted by a dry run, ordered once by its id, and charges no merchant twice', async () => {
    const select = [{ by: 'term', term: 'any:listing' }];
    const counted = await api('POST', '/v1/sweeps/dry-run', { select });
    expect(counted.body).toMatchObject({ listings: mix.length });
    const merchants = [...new Set(mix.map(({ listing }) => listing.merchantId))];
    const records = () => Promise.all(merchants.map((id) => pipeline.records.violations(id)));
    const before = await records();
    const order = { id: 'quarterly', cause: { zh: '季度排查', en: 'quarterly check' }, select };
    expect((await api('POST', '/v1/sweeps', order)).body).toEqual({ ordered: true });
    expect((await api('POST', '/v1/sweeps', order)).body).toEqual({ ordered: false });
    const done = await until((sweep) => sweep.cause.en === 'quarterly check' && sweep.state === 'done');
    expect(done.progress).toMatchObject({ total: mix.length, unfinished: 0 });
    const charged = (lists: Awaited<ReturnType<typeof records>>) =>
      lists.flat().map(({ key, points }) => `${key} ${points}`);
    expect(charged(await records())).toEqual(charged(before));
  });

  it('survives the loss of its steps, stops when paused, and goes on when resumed', async () => {
    const select = [{ by: 'term', term: 'any:listing' }];
    await api('POST', '/v1/sweeps', { id: 'paused', cause: { zh: '暂停', en: 'to be paused' }, select });
    const ordered = await until((sweep) => sweep.cause.en === 'to be paused');
    for (let tries = 0; tries < 200; tries++) {
      const paused = await api('POST', `/v1/sweeps/${ordered.sweepId}/pause`);
      if (paused.status === 200) break;
      await sleep(20);
    }
    await pipeline.runtime.idle();
    const paused = await until((sweep) => sweep.sweepId === ordered.sweepId);
    expect(paused.state).toBe('paused');
    await pipeline.runtime.idle();
    expect(await until((sweep) => sweep.sweepId === ordered.sweepId)).toEqual(paused);
    expect((await api('POST', `/v1/sweeps/${ordered.sweepId}/resume`)).status).toBe(200);
    const done = await until((sweep) => sweep.sweepId === ordered.sweepId && sweep.state === 'done');
    expect(done.progress).toMatchObject({ total: mix.length, unfinished: 0 });
    expect((await api('POST', `/v1/sweeps/${ordered.sweepId}/resume`)).status).toBe(409);
  });

  it('never judges what was overwritten under its own revision: that was refused, and is not what is on sale', async () => {
    const { listing } = mix[1] as MixListing;
    await pipeline.objects.put(
      documentKey(listing),
      JSON.stringify({ ...listing, title: `${listing.title} 换` }),
    );
    await pipeline.runtime.idle();
    const body = JSON.stringify({ documentKey: documentKey(listing), run: 's-overwritten', origin: 'sweep' });
    const Records = [
      { messageId: 'm-1', receiptHandle: 'r', body, eventSource: 'aws:sqs', eventSourceARN: 'arn:x' },
    ];
    expect(await pipeline.runtime.invoke('Rescreen', { Records })).toEqual({ batchItemFailures: [] });
    expect(await pipeline.records.screening({ ...listing, run: 's-overwritten' })).toBeUndefined();
    // The same question about a listing that stands as accepted does screen it.
    const { listing: sound } = mix[2] as MixListing;
    const again = JSON.stringify({ documentKey: documentKey(sound), run: 's-sound', origin: 'sweep' });
    await pipeline.runtime.invoke('Rescreen', { Records: [{ ...Records[0], body: again }] });
    expect(await pipeline.records.screening({ ...sound, run: 's-sound' })).toBeDefined();
    await pipeline.runtime.idle();
  });

  it('merging the index changes no answer, and merchants have no business with sweeps', async () => {
    const select = [{ by: 'text', text: '佐梵' }];
    const before = await api('POST', '/v1/sweeps/dry-run', { select });
    await pipeline.runtime.invoke('Overdue', { task: 'compact' });
    await pipeline.runtime.idle();
    expect(await api('POST', '/v1/sweeps/dry-run', { select })).toEqual(before);
    const merchant = await pipeline.runtime.mintToken({
      sub: 'm',
      roles: ['merchant'],
      merchantId: 'M-1',
    } as never);
    expect((await api('GET', '/v1/sweeps', undefined, merchant)).status).toBe(403);
  });
});
