import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { featurePictureKey } from '../../models/document-key.ts';
import { type MixListing, makeMix } from '../../samples/mix.ts';
import { bootPipeline } from '../support/pipeline.ts';

let pipeline: Awaited<ReturnType<typeof bootPipeline>>;
let mix: MixListing[];
beforeAll(async () => {
  pipeline = await bootPipeline();
  mix = await makeMix(41, 3);
});
afterAll(() => pipeline.dispose());

async function call(
  method: string,
  path: string,
  roles: string[] | undefined,
  body?: unknown,
  merchantId?: string,
) {
  const token =
    roles &&
    (await pipeline.runtime.mintToken({
      sub: 'someone',
      roles,
      ...(merchantId ? { claims: { 'custom:merchant_id': merchantId } } : {}),
    }));
  const response = await fetch(`${pipeline.runtime.urls.api}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
}
const base64 = ({ images }: MixListing) =>
  Object.fromEntries(
    Object.entries(images).map(([file, bytes]) => [file, Buffer.from(bytes).toString('base64')]),
  );
const item = (i: number) => mix[i] as MixListing;

describe('the HTTP API over the deployed wiring', () => {
  it('answers health and documentation to anybody, and nothing else', async () => {
    expect(await call('GET', '/v1/health', undefined)).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect((await call('GET', '/openapi.json', undefined)).body.paths).toHaveProperty('/v1/listings');
    expect((await call('GET', '/docs', undefined)).status).toBe(200);
    expect((await call('GET', '/v1/listings/x/verdict', undefined)).status).toBe(401);
    expect((await call('GET', '/v1/listings/x/verdict', ['brand-owner'])).status).toBe(403);
  });

  it('takes a listing in by signed URLs and gives its verdict', async () => {
    const { listing, images, document } = item(0);
    const files = Object.entries(images).map(([file, bytes]) => ({
      file,
      type: 'image/jpeg',
      bytes: bytes.length,
    }));
    const { merchantId, listingId, revision } = listing;
    const tickets = await call('POST', '/v1/uploads', ['pipeline'], {
      merchantId,
      listingId,
      revision,
      documentBytes: Buffer.byteLength(document),
      images: files,
    });
    expect(tickets.status).toBe(200);
    for (const ticket of tickets.body.images) {
      const bytes = images[ticket.file] as Uint8Array<ArrayBuffer>;
      expect(
        (await fetch(ticket.url, { method: 'PUT', body: bytes, headers: { 'content-type': 'image/jpeg' } }))
          .status,
      ).toBe(200);
    }
    expect(
      (
        await fetch(tickets.body.document.url, {
          method: 'PUT',
          body: document,
          headers: { 'content-type': 'application/json' },
        })
      ).status,
    ).toBe(200);
    await pipeline.runtime.idle();
    const answer = await call('GET', `/v1/listings/${listingId}/verdict`, ['pipeline']);
    expect(answer).toMatchObject({
      status: 200,
      body: { listingId, revision: 1, state: 'judged', current: true },
    });
    expect(answer.body.verdict.explanation.kind).toBe('policy');
  });

  it('refuses at a signed URL what was not signed: another type or length', async () => {
    const { merchantId, listingId } = item(0).listing;
    const { body } = await call('POST', '/v1/uploads', ['pipeline'], {
      merchantId,
      listingId,
      revision: 7,
      documentBytes: 10,
      images: [],
    });
    expect(
      (
        await fetch(body.document.url, {
          method: 'PUT',
          body: 'x'.repeat(500),
          headers: { 'content-type': 'application/json' },
        })
      ).status,
    ).toBeGreaterThanOrEqual(400);
    expect(
      (
        await fetch(body.document.url, {
          method: 'PUT',
          body: 'x'.repeat(10),
          headers: { 'content-type': 'text/html' },
        })
      ).status,
    ).toBeGreaterThanOrEqual(400);
  });

  it('takes a small listing in with one request, and a dry run stores nothing', async () => {
    const { listing, document } = item(1);
    const upload = { document: JSON.parse(document), images: base64(item(1)) };
    const dry = await call('POST', '/v1/dry-run', ['merchant'], upload, listing.merchantId);
    expect(dry.status).toBe(200);
    expect(dry.body.verdict.verdict).toMatch(/pass|remind|review|intercept/);
    expect((await call('GET', `/v1/listings/${listing.listingId}/verdict`, ['pipeline'])).status).toBe(404);

    expect((await call('POST', '/v1/listings', ['pipeline'], upload)).status).toBe(202);
    await pipeline.runtime.idle();
    const real = await call('GET', `/v1/listings/${listing.listingId}/verdict?revision=1`, ['pipeline']);
    expect(real.body.verdict.verdict).toBe(dry.body.verdict.verdict);
  });

  it('names the field of what it refuses', async () => {
    const { document } = item(2);
    const broken = { ...JSON.parse(document), title: 'x'.repeat(300) };
    expect(await call('POST', '/v1/listings', ['pipeline'], { document: broken, images: {} })).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'title', code: 'too-long' }] },
    });
  });

  it('shows a reviewer both pictures of a match by signed URLs', async () => {
    const { listing, images } = item(0);
    const [file = ''] = Object.keys(images);
    await pipeline.objects.put(featurePictureKey('some-feature'), images[file] as Uint8Array);
    const token = await pipeline.runtime.mintToken({ sub: 'r', roles: ['reviewer'] });
    for (const path of [
      `/v1/listings/${listing.listingId}/pictures/${file}`,
      '/v1/features/some-feature/picture',
    ]) {
      const answer = await fetch(`${pipeline.runtime.urls.api}${path}`, {
        headers: { authorization: `Bearer ${token}` },
        redirect: 'manual',
      });
      expect(answer.status, path).toBe(302);
      const picture = await fetch(answer.headers.get('location') ?? '');
      expect(new Uint8Array(await picture.arrayBuffer()), path).toEqual(
        new Uint8Array(images[file] as Uint8Array),
      );
    }
    expect((await call('GET', '/v1/features/unknown/picture', ['reviewer'])).status).toBe(404);
  });
});
