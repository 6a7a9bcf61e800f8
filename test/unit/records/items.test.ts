import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { dueShard, itemToScreening, screeningToItem } from '../../../functions/shared/records/items.ts';
import { pack, unpack } from '../../../functions/shared/records/pack.ts';
import { CHECK_NAMES } from '../../../models/check-name.ts';
import { OVERDUE_SHARDS } from '../../../models/pipeline.ts';
import type { Screening } from '../../../models/screening.ts';

const screening = (changes: Partial<Screening> = {}): Screening => ({
  listingId: 'L-10001',
  merchantId: 'M-77',
  revision: 3,
  run: '0',
  origin: 'upload',
  state: 'screening',
  documentKey: 'uploads/M-77/L-10001/3.json',
  documentTag: '5d41402abc4b2a76b9719d911017c592',
  title: '纯棉短袖T恤男夏季宽松圆领打底衫',
  categoryCode: 'ordinary-t-shirt',
  digests: {
    text: 'k3j4h5k3j4h5',
    brand: 'a',
    category: 'b',
    price: 'c',
    images: 'd',
    credentials: 'e',
    store: 'f',
  },
  pending: [],
  deferrals: 0,
  results: Object.fromEntries(
    CHECK_NAMES.map((check) => [
      check,
      { check, state: 'clear', findings: [], knowledge: '0123456789abcdef' },
    ]),
  ),
  knowledge: '0123456789abcdef',
  warnings: [],
  startedAt: '2026-11-22T08:00:00.000Z',
  ...changes,
});

const evidence = fc.record({ type: fc.constant('field' as const), field: fc.string(), value: fc.string() });
const finding = fc.record({
  check: fc.constant('counterfeit' as const),
  code: fc.constant('counterfeit.fake-phrase'),
  strength: fc.double({ min: 0, max: 1, noNaN: true }),
  message: fc.record({ zh: fc.string({ maxLength: 200 }), en: fc.string() }),
  remedy: fc.record({ zh: fc.string(), en: fc.string() }),
  evidence: fc.array(evidence, { maxLength: 5 }),
});

describe('a screening in the table', () => {
  test.prop([
    fc.array(finding, { maxLength: 10 }),
    fc.string({ unit: 'binary', maxLength: 256 }),
    fc.subarray([...CHECK_NAMES]),
  ])('comes back as it went in', (findings, title, pending) => {
    const whole = screening({
      title: title.toWellFormed(),
      pending,
      results: { counterfeit: { check: 'counterfeit', state: 'found', findings, knowledge: 'k' } },
    });
    const back = itemToScreening(screeningToItem(whole, '2026-11-22T08:05:00.000Z'));
    expect({ ...back, pending: new Set(back.pending) }).toEqual({
      ...whole,
      pending: new Set(whole.pending),
    });
  });

  it('takes one write unit when nothing was found', () => {
    const item = screeningToItem(screening({ pending: ['counterfeit'] }), '2026-11-22T08:05:00.000Z');
    const bytes = Object.entries(item).reduce(
      (sum, [name, value]) =>
        sum + name.length + (value.B?.length ?? Buffer.byteLength(value.S ?? value.SS?.join('') ?? '')),
      0,
    );
    expect(bytes).toBeLessThan(1024);
  });

  test.prop([fc.jsonValue()])(
    'packing loses nothing, also by way of a stream that carries bytes in base64',
    (value) => {
      const packed = pack(value);
      expect(unpack(packed)).toEqual(JSON.parse(JSON.stringify(value)));
      if (packed.B)
        expect(unpack({ B: Buffer.from(packed.B).toString('base64') })).toEqual(
          JSON.parse(JSON.stringify(value)),
        );
    },
  );

  test.prop([fc.string()])('is due in one of the shards', (id) => {
    expect(Number(dueShard(id).slice(4))).toBeLessThan(OVERDUE_SHARDS);
  });
});
