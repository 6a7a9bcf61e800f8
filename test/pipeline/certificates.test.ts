import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { certificateSamples } from '../../samples/listings/certificates.ts';
import { type RegistryServer, startRegistry } from '../../samples/registry-server.ts';
import { bootPipeline } from '../support/pipeline.ts';
import { sampleScreener } from '../support/screen-sample.ts';

let pipeline: Awaited<ReturnType<typeof bootPipeline>>;
let registry: RegistryServer;
beforeAll(async () => {
  registry = await startRegistry(certificateSamples().flatMap((sample) => sample.registry));
  pipeline = await bootPipeline({
    settings: { registryUrl: registry.url },
    // Every message twice, and the reader dies after each of its first writes in turn.
    faults: {
      seed: 9,
      duplicate: 1,
      crashAt: [1, 2, 3, 4].map((k) => ({ function: 'ReadCertificates', afterWrites: k, times: k })),
    },
  });
}, 200_000);
afterAll(async () => {
  await pipeline.dispose();
  await registry.stop();
});

const screened = sampleScreener(certificateSamples(), () => pipeline);
async function verdictAs(role: string, merchantId?: string): Promise<string> {
  const token = await pipeline.runtime.mintToken({
    sub: 'test',
    roles: [role],
    claims: { 'custom:merchant_id': merchantId ?? '' },
  });
  const path = '/v1/listings/sample-certificate-borrowed-licence/verdict';
  const answer = await fetch(`${pipeline.runtime.urls.api}${path}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return answer.text();
}
const readings = () =>
  Object.entries(pipeline.runtime.stats.invocations).find(([name]) =>
    name.startsWith('ReadCertificates'),
  )?.[1].done;
const codesOf = (screening: Awaited<ReturnType<typeof screened>>) =>
  screening?.results.credential?.findings.map((finding) => finding.code) ?? [];

describe('certificate pictures on their way through a pipeline that crashes', () => {
  it('the holder’s own licence passes; the same file in another shop is held; only staff learn of the first shop', async () => {
    const owner = await screened('sample-certificate-own-licence');
    expect(owner?.verdict?.verdict).toBe('pass');
    expect(codesOf(owner)).toEqual([]);
    const borrower = await screened('sample-certificate-borrowed-licence');
    expect(borrower?.verdict?.verdict).toBe('review');
    expect(codesOf(borrower)).toContain('credential.certificate-shared');
    const shared = borrower?.results.credential?.findings.find(({ code }) => code.endsWith('-shared'));
    // Staff learn which shop that is; the shop's rival does not.
    const first = 'shop-certificate-own-licence';
    expect(shared?.evidence).toContainEqual(
      expect.objectContaining({ type: 'other-merchant', merchantId: first }),
    );
    expect(await verdictAs('reviewer')).toContain(first);
    const own = await verdictAs('merchant', borrower?.merchantId);
    expect(own).toContain('credential.certificate-shared');
    expect(own).not.toContain(first);
    expect(pipeline.runtime.stats.faults.crash).toBeGreaterThan(0);
    for (const name of ['ReadCertificates', 'CheckCredential', 'Intake'])
      expect(await pipeline.runtime.queueDepth(`${name}DeadLetters`)).toMatchObject({
        visible: 0,
        inFlight: 0,
      });
  }, 300_000);

  it('a listing without certificate pictures asks nothing of the reader', async () => {
    const before = readings();
    expect(before).toBeGreaterThan(0);
    const plain = await screened('sample-certificate-own-licence', (document) => ({
      ...document,
      listingId: 'no-pictures',
      images: [{ file: 'main.jpg', role: 'main' }],
      credentials: (document.credentials as object[]).map((item) => ({ ...item, image: undefined })),
    }));
    expect(plain?.verdict?.verdict).toBe('pass');
    expect(readings()).toBe(before);
  }, 120_000);

  it('a file that is no picture, named only by the credential, is an outcome with its remedy', async () => {
    const broken = await screened('sample-certificate-own-licence', (document) => ({
      ...document,
      listingId: 'broken-picture',
      images: [{ file: 'main.jpg', role: 'main' }],
      credentials: (document.credentials as object[]).map((item) => ({ ...item, image: 'not-there.jpg' })),
    }));
    expect(broken?.verdict?.verdict).toBe('remind');
    expect(codesOf(broken)).toEqual([
      'credential.certificate-unreadable',
      'credential.certificate-unreadable',
    ]);
  }, 120_000);
});
