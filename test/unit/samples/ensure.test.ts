import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { ensureSamples } from '../../../samples/ensure.ts';
import { allSamples } from '../../../samples/listings/index.ts';
import { documentsIn } from '../../../tools/lib/documents.ts';

const root = mkdtempSync(join(tmpdir(), 'touchstone-samples-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('ensureSamples', () => {
  it('draws once, writes documents that are found again with their images, and knows their answers', async () => {
    const { folder, expected } = await ensureSamples(root, '2026-11-22');
    const found = [];
    for await (const document of documentsIn(folder)) found.push(document);
    expect(found.map((item) => (item.ok ? item.listing.listingId : item.listingId)).sort()).toEqual(
      [...expected.keys()].sort(),
    );
    for (const item of found) {
      if (!item.ok) continue;
      const { listingId, images } = item.listing;
      const lying = new Set(readdirSync(item.imageDir));
      const absent = images.filter((image) => !lying.has(image.file));
      if (absent.length > 0) expect(expected.get(listingId)?.verdict).toBe('rejected');
    }
    // No sample is a copy of another's picture unless it says so.
    const pictures = found.flatMap((item) =>
      item.ok
        ? readdirSync(item.imageDir).map((file) => readFileSync(join(item.imageDir, file), 'latin1'))
        : [],
    );
    const seeds = allSamples('2026-11-22').flatMap((sample) =>
      Object.values(sample.pictures).flatMap((picture) => picture.seed ?? []),
    );
    const saidSo = seeds.length - new Set(seeds).size;
    expect(new Set(pictures).size).toBe(pictures.length - saidSo);
    // Another day changes documents, never pictures.
    const picture = join(folder, 'sample-millet', 'main.jpg');
    const before = statSync(picture).mtimeMs;
    const later = await ensureSamples(root, '2026-11-23');
    expect([later.folder, statSync(picture).mtimeMs]).toEqual([folder, before]);
    const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
    expect(names).toHaveLength(expected.size);
    expect(names.some((name) => name.includes('20261122'))).toBe(false);
  });

  it('serves a registry that knows the samples, and stops it', async () => {
    const samples = await ensureSamples(root, '2026-11-22');
    const url = await samples.registry();
    expect(await samples.registry()).toBe(url);
    const document = JSON.parse(readFileSync(join(samples.folder, 'sample-ccc-suspended.json'), 'utf8')) as {
      credentials: { kind: string; number: string }[];
    };
    const [paper] = document.credentials;
    const answer = await fetch(`${url}/${paper?.kind}/${encodeURIComponent(paper?.number ?? '')}`);
    expect(await answer.json()).toMatchObject({ number: paper?.number, status: 'suspended' });
    await samples.stop();
    await expect(fetch(url)).rejects.toThrow();
  });
});
