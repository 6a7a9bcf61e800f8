import { describe, expect, it } from 'vitest';
import { evidencePage, type ShownPicture } from '../../../functions/api/evidence-page.ts';
import type { Evidence } from '../../../models/finding.ts';
import { Listing } from '../../../models/listing.ts';
import { Verdict } from '../../../models/verdict.ts';

const listing = Listing.parse({
  schema: 'listing/v1',
  listingId: 'L-1',
  merchantId: 'M-1',
  revision: 2,
  title: '<script>alert(1)</script> 高仿手袋',
  skus: [{ skuId: 'S', price: '1.00' }],
});

async function pageOf(evidence: Evidence[], pictures: [string, ShownPicture][] = []): Promise<string> {
  const verdict = Verdict.parse({
    verdict: 'review',
    policyVersion: 'p-1',
    knowledge: 'k-1',
    checks: {},
    explanation: { kind: 'policy', id: 'p', value: 'review', says: '' },
    reasons: [
      {
        ruleId: 'CF-001',
        ruleVersion: 1,
        check: 'counterfeit',
        code: 'counterfeit.fake-phrase',
        outcome: 'review',
        severity: 'serious',
        strength: 0.8,
        statement: { zh: '「<b>」', en: 'says “<b>”' },
        law: [{ name: { zh: '商标法', en: 'Trademark Law' }, article: '57' }],
        evidence,
        remedy: { zh: '删除。', en: 'Delete it.' },
      },
    ],
  });
  const map = new Map(pictures);
  return String(
    await evidencePage({ listing, verdict, judgedAt: '2026-11-22', pictures: map, features: map }),
  );
}

describe('the evidence page', () => {
  it('runs nothing of what a merchant wrote, and allows no script at all', async () => {
    const page = await pageOf([]);
    expect(page).not.toContain('<script>alert');
    expect(page).toContain('&lt;script&gt;');
    expect(page).toContain("default-src 'none'");
  });

  it('marks the very words, and never others when the offsets do not point at them', async () => {
    const start = listing.title.indexOf('高仿');
    const right: Evidence = { type: 'text', field: 'title', start, end: start + 2, text: '高仿' };
    expect(await pageOf([right])).toContain('<mark>高仿</mark>手袋');
    expect(await pageOf([{ ...right, start: 0, end: 2 }])).not.toContain('<mark>高仿</mark>手袋');
  });

  it('shows the two pictures of a match side by side with the region drawn in the picture’s own pixels', async () => {
    const region = { x: 10, y: 20, width: 30, height: 40 };
    const match: Evidence = {
      type: 'feature',
      file: 'main.jpg',
      featureId: 'f-1',
      brand: 'DOLRANO',
      kind: 'brand-feature',
      distance: 12,
      region,
    };
    const page = await pageOf(
      [match],
      [
        ['main.jpg', { url: 'https://signed/main', width: 800, height: 600 }],
        ['f-1', { url: 'https://signed/feature', width: 400, height: 400 }],
      ],
    );
    expect(page).toContain('viewBox="0 0 800 600"');
    expect(page).toContain('x="5" y="15" width="40" height="50"');
    expect(page.indexOf('https://signed/main')).toBeLessThan(page.indexOf('https://signed/feature'));
    expect(page).toContain('距离 / distance 12');
    expect(await pageOf([match])).toContain('没有图片');
  });
});
