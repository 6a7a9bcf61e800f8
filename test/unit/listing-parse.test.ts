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
    ['title', { title: ' \u3000\u200b\u0301' }, 'blank'],
    ['revision', { revision: 1e20 }, 'too-long'],
    ['images[0].file', { images: [{ file: '..', role: 'main' }] }, 'wrong-format'],
    [
      'credentials[0].validUntil',
      { credentials: [{ kind: 'ccc', validUntil: '2026-02-30' }] },
      'wrong-format',
    ],
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

  it('names a field that stands twice in one object, wherever it is and however it is written', () => {
    const text = JSON.stringify(listing({ attributes: { 材质: '棉' } }))
      .replace('"title"', '"\\u0074itle":"高仿","title"')
      .replace('"材质"', '"材质":"丝","材质"')
      .replace('"price"', '"price":"1.00","price"');
    const parsed = parseListing(text);
    expect(parsed.ok ? [] : parsed.errors.map(({ path, code }) => `${path} ${code}`)).toEqual([
      'title repeated',
      'skus[0].price repeated',
      'attributes.材质 repeated',
    ]);
    const fair = listing({ description: '"title":1,"title":2,{', skus: [{ skuId: 'title', price: '1' }] });
    expect(parseListing(JSON.stringify(fair)).ok).toBe(true);
  });

  it('warns of unknown fields inside options, papers and images too', () => {
    const parsed = parseListing(
      JSON.stringify(listing({ skus: [{ skuId: 'S1', price: '1', weight: 3 }], merchant: { phone: '' } })),
    );
    expect(parsed.ok && parsed.warnings.map(({ path }) => path)).toEqual([
      'merchant.phone',
      'skus[0].weight',
    ]);
  });

  it.each([
    { skus: [{ skuId: 'S1', price: '1e3' }] },
    { listingId: 'a b' },
    { images: [{ file: 'a/b', role: 'main' }] },
    { images: [{ file: '.', role: 'main' }] },
    { credentials: [{ kind: 'ccc', validUntil: '2026/01/01' }] },
    { attributes: { ['k'.repeat(65)]: 'v' } },
  ])('asks for a form in words, never by a pattern (%#)', (changes) => {
    for (const { message } of errorsOf(listing(changes))) expect(message).not.toMatch(/\\d|\[\^|invalid_/);
  });

  it('tells a document in UTF-16 to be saved as UTF-8', () => {
    const text = JSON.stringify(listing());
    for (const bytes of [Buffer.from(`\ufeff${text}`, 'utf16le'), Buffer.from(text, 'utf16le')]) {
      const parsed = parseListing(bytes);
      expect(parsed.ok ? '' : parsed.errors[0]?.message).toContain('UTF-16');
    }
    expect(parseListing(Buffer.from(`\ufeff${text}`)).ok).toBe(true);
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
