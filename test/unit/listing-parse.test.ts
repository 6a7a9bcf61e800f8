import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { parseListing } from '../../models/listing-parse.ts';

const listing = (changes: Record<string, unknown> = {}) => ({
  schema: 'listing/v1',
  listingId: 'L-1',
  merchantId: 'M-1',
  revision: 1,
  title: '纯棉T恤',
  skus: [{ skuId: 'S1', price: '59.00' }],
  ...changes,
});
const errorsOf = (document: unknown) => {
  const parsed = parseListing(JSON.stringify(document));
  return parsed.ok ? [] : parsed.errors;
};

describe('a listing document', () => {
  it('is taken in with its defaults, and unknown fields are kept but warned of', () => {
    const parsed = parseListing(JSON.stringify(listing({ colour: 'red' })));
    expect(parsed.ok && parsed.listing.colour).toBe('red');
    expect(parsed.ok && parsed.warnings.map((w) => w.path)).toEqual(['colour']);
  });

  it.each([
    ['title', { title: 'x'.repeat(257) }, 'too-long'],
    ['title', { title: 7 }, 'wrong-type'],
    ['title', { title: 'a\u0000b' }, 'hostile-text'],
    ['title', { title: 'a\ud800b' }, 'hostile-text'],
    ['description', { description: 'x'.repeat(20_001) }, 'too-long'],
    ['skus', { skus: Array.from({ length: 201 }, (_, i) => ({ skuId: `S${i}`, price: '1' })) }, 'too-long'],
    ['skus', { skus: [] }, 'too-short'],
    ['skus[0].price', { skus: [{ skuId: 'S1', price: '1,5' }] }, 'wrong-format'],
    ['skus[0].price', { skus: [{ skuId: 'S1', price: 5 }] }, 'wrong-type'],
    [
      'skus[1].skuId',
      {
        skus: [
          { skuId: 'S1', price: '1' },
          { skuId: 'S1', price: '2' },
        ],
      },
      'repeated',
    ],
    [
      'images',
      { images: Array.from({ length: 31 }, (_, i) => ({ file: `${i}.jpg`, role: 'main' })) },
      'too-long',
    ],
    ['images[0].file', { images: [{ file: '../other/1.jpg', role: 'main' }] }, 'wrong-format'],
    ['images[0].role', { images: [{ file: '1.jpg', role: 'hero' }] }, 'not-allowed'],
    ['storeType', { storeType: 'mall' }, 'not-allowed'],
    ['listingId', { listingId: 'a/b' }, 'wrong-format'],
    ['revision', { revision: 0 }, 'too-short'],
  ])('names %s when it is wrong (%#)', (path, changes, code) => {
    expect(errorsOf(listing(changes))).toContainEqual(expect.objectContaining({ path, code }));
  });

  it('says what to do in both languages', () => {
    for (const { message } of errorsOf(listing({ title: '', storeType: 'mall' })))
      expect(message).toMatch(/[\u4e00-\u9fff].* \/ .*[a-z]/);
  });

  it('refuses what is no JSON, too large or too deep before looking at it', () => {
    expect(parseListing('{"schema":').ok).toBe(false);
    expect(parseListing(new Uint8Array([0xff, 0xfe, 0x7b])).ok).toBe(false);
    expect(parseListing('['.repeat(100_000) + ']'.repeat(100_000))).toMatchObject({
      ok: false,
      errors: [{ code: 'too-deep' }],
    });
    expect(parseListing(`"${'x'.repeat(5_000_000)}"`)).toMatchObject({
      ok: false,
      errors: [{ code: 'document-too-large' }],
    });
  });

  test.prop([fc.json()])('never throws, whatever JSON arrives', (json) => {
    expect(parseListing(json).ok).toBe(false);
  });

  test.prop([fc.string({ unit: 'binary', maxLength: 300 })])(
    'a title is taken as it is or refused by name',
    (title) => {
      const errors = errorsOf(listing({ title }));
      for (const error of errors) expect(error.path).toBe('title');
      const parsed = parseListing(JSON.stringify(listing({ title })));
      if (parsed.ok) expect(parsed.listing.title).toBe(title);
    },
  );
});
