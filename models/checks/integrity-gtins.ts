import { gtinOf } from '../credentials/gtin.ts';
import type { Finding } from '../finding.ts';
import type { Subject } from '../subject.ts';
import { findingOf } from './check.ts';

const finding = findingOf('listing-integrity');

/** One bar code on several options: a GTIN names one trade item, so every option has its own (GS1 General Specifications). */
export function gtinFindings({ listing: { skus } }: Subject): Finding[] {
  const places = new Map<string, number[]>();
  for (const [index, { gtin }] of skus.entries()) {
    if (gtin === undefined) continue;
    const parsed = gtinOf(gtin);
    // Shorter codes are the longer ones without their zeros.
    if (parsed.valid) {
      const key = parsed.digits.padStart(14, '0');
      places.set(key, [...(places.get(key) ?? []), index]);
    }
  }
  return [...places.values()]
    .filter((indexes) => indexes.length > 1)
    .map((indexes) => {
      const gtin = skus[indexes[0] ?? 0]?.gtin ?? '';
      return finding(
        'integrity.gtin-repeated',
        0.5,
        {
          zh: `条码 ${gtin} 用于 ${indexes.length} 个规格。`,
          en: `The bar code ${gtin} stands on ${indexes.length} options.`,
        },
        {
          zh: '每个规格填写各自包装上的条码；没有条码的留空。',
          en: 'Give every option the code on its own package; leave it out where there is none.',
        },
        indexes.slice(0, 10).map((index) => ({
          type: 'field' as const,
          field: `skus[${index}].gtin`,
          value: skus[index]?.gtin ?? '',
        })),
      );
    });
}
