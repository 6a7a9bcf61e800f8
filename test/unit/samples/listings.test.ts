import { describe, expect, it } from 'vitest';
import { CHECK_NAMES } from '../../../models/check-name.ts';
import { findCredentials, parseCredential } from '../../../models/credentials/parse.ts';
import { parseListing } from '../../../models/listing-parse.ts';
import { INVENTED_BRANDS } from '../../../samples/brands.ts';
import { allSamples } from '../../../samples/listings/index.ts';
import {
  foodBusinessLicence,
  foodProductionLicence,
  gtin13,
  inventedUscc,
} from '../../../samples/numbers.ts';

const samples = allSamples('2026-11-22');
/** The first word of a finding's code names the check that speaks. */
const SPEAKS: Record<string, string> = {
  counterfeit: 'counterfeit',
  qualification: 'brand-qualification',
  credential: 'credential',
  product: 'three-products',
  claims: 'marketing-claims',
  integrity: 'listing-integrity',
};

describe('the sample set', () => {
  it('is large and covers every check and every verdict', () => {
    expect(samples.length).toBeGreaterThanOrEqual(72);
    expect(new Set(samples.map((sample) => sample.verdict))).toEqual(
      new Set(['pass', 'remind', 'review', 'intercept', 'rejected']),
    );
    const speaking = samples.flatMap((sample) =>
      sample.codes.map((code) => SPEAKS[code.split('.')[0] ?? '']),
    );
    for (const check of CHECK_NAMES)
      expect(speaking.filter((name) => name === check).length, check).toBeGreaterThanOrEqual(6);
  });

  it('has documents of the contract, save where one is malformed on purpose', () => {
    expect(new Set(samples.map(({ document }) => document.listingId)).size).toBe(samples.length);
    for (const { document, verdict } of samples) {
      const parsed = parseListing(JSON.stringify(document));
      if (!parsed.ok) expect([document.listingId, verdict]).toEqual([document.listingId, 'rejected']);
      else expect([document.listingId, parsed.warnings]).toEqual([document.listingId, []]);
    }
  });

  it('only documents whose name carries a day depend on the day', () => {
    const later = new Map(allSamples('2027-03-01').map((sample) => [sample.document.listingId, sample]));
    for (const sample of samples) {
      const other = later.get(sample.document.listingId);
      if (other) expect(other).toEqual(sample);
      else expect(sample.document.listingId).toMatch(/-\d{8}$/);
    }
    expect(later.size).toBe(samples.length);
  });

  it('names no real firm: owners, holders and grantors say that they are examples', () => {
    for (const { document, registry } of samples) {
      const papers = (document.credentials ?? []) as Record<string, unknown>[];
      const names = [...papers, ...registry].flatMap((item) => {
        const { holder, grantor } = item as { holder?: string; grantor?: string };
        return [holder, grantor].filter((name) => name !== undefined);
      });
      for (const name of names) expect(name).toMatch(/^示例/);
    }
    for (const brand of INVENTED_BRANDS) expect(brand.owner).toMatch(/^示例/);
  });

  it('registers credentials in the form the checks ask for', () => {
    for (const { registry } of samples) {
      for (const record of registry) {
        const mention = parseCredential(record.kind, record.number);
        expect([record.number, mention.kind, mention.normalized]).toEqual([
          record.number,
          record.kind,
          record.number,
        ]);
      }
    }
  });
});

describe('invented numbers', () => {
  it('are sound by the check digits the models know', () => {
    for (let i = 0; i < 40; i++) {
      const serial = String(i).padStart(4, '0');
      expect(
        parseCredential('food-production-license', foodProductionLicence(`101330106${serial}`)).checkDigit,
      ).toBe('pass');
      expect(
        parseCredential('food-business-license', foodBusinessLicence(`1330106${serial}00`)).checkDigit,
      ).toBe('pass');
      expect(parseCredential('gtin', gtin13(`95200101${serial}`)).checkDigit).toBe('pass');
      expect(parseCredential('uscc', inventedUscc(i)).checkDigit).toBe('pass');
    }
    expect(findCredentials(`统一社会信用代码：${inventedUscc(7)}`)[0]?.kind).toBe('uscc');
  });
});
