import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { loadBrandBook } from '../../../models/brands/brand-book.ts';
import { together } from '../../../models/checks/check.ts';
import { logoStrength, markFindings, unseenPictures } from '../../../models/checks/counterfeit-marks.ts';
import type { FeatureMatch } from '../../../models/features/feature-index.ts';
import { Policy } from '../../../models/policy/table.ts';
import { INVENTED_BRANDS } from '../../../samples/brands.ts';
import { grantsOf, markOf } from '../../../samples/papers.ts';
import { readSources } from '../../../tools/knowledge/build.ts';
import { hit, image, seen, subjectOf } from './support.ts';

const sources = readSources('knowledge');
const brands = loadBrandBook(new TextEncoder().encode(sources['brand-book.json']));
const policy = Policy.parse(JSON.parse(sources['policy.json'] ?? ''));
const matching = (...matches: FeatureMatch[]) => ({ brands, features: { size: 1, match: () => matches } });
const nothing = matching();
const crop = (change = {}) =>
  hit({ kind: 'crop', featureId: 'kostrum-ridge-runner', score: 0.95, ...change });
const codesOf = (...args: Parameters<typeof markFindings>) => markFindings(...args).map(({ code }) => code);
const KOSTRUM = INVENTED_BRANDS.find(({ name }) => name === 'KOSTRUM');

describe('registered pictures and marks seen inside pictures', () => {
  it('a part of the brand’s picture says more than the mark in it; a mark alone is a sign of its own', () => {
    expect(codesOf(subjectOf([image(seen(crop(), hit()))]), nothing)).toEqual([
      'counterfeit.image-brand-part',
    ]);
    expect(codesOf(subjectOf([image(seen(hit()))]), nothing)).toEqual(['counterfeit.logo-in-picture']);
    expect(codesOf(subjectOf([image(seen())]), nothing)).toEqual([]);
    expect(codesOf(subjectOf([image(undefined)]), nothing)).toEqual([]);
  });

  it('evidence names feature, brand, distance, kind and the place in the original', () => {
    const [finding] = markFindings(subjectOf([image(seen(hit()))]), nothing);
    expect(finding?.evidence).toEqual([
      {
        type: 'feature',
        file: 'main.jpg',
        featureId: 'kostrum-logo',
        brand: 'KOSTRUM',
        distance: 44,
        kind: 'logo',
        region: { x: 10, y: 20, width: 90, height: 80 },
      },
    ]);
  });

  it('nothing is said of the owner, of a seller it named, and of one whose papers lead from the owner to it', () => {
    const looked = [image(seen(crop(), hit()))];
    const as = (name: string, credentials: object[] = []) =>
      codesOf(subjectOf(looked, { merchant: { name }, credentials }), nothing);
    expect(as(KOSTRUM?.owner ?? '')).toEqual([]);
    expect(as('示例户外运动专营店')).toEqual([]);
    expect(
      as('示例登高户外店', [markOf('kostrum'), ...grantsOf('kostrum', ['示例北域商贸', '示例登高户外店'])]),
    ).toEqual([]);
    // Papers of another brand, of another seller, or out of force show no right to this one.
    expect(as('示例登高户外店', grantsOf('dolrano', ['示例登高户外店']))).toHaveLength(1);
    expect(as('示例登高户外店', grantsOf('kostrum', ['示例别家店']))).toHaveLength(1);
    expect(
      as('示例登高户外店', grantsOf('kostrum', ['示例登高户外店'], { validUntil: '2025-01-01' })),
    ).toHaveLength(1);
    expect(as('')).toHaveLength(1);
  });

  it('a part of a confirmed fake’s picture is said of everybody, a picture known to be good of nobody', () => {
    const fake = crop({ feature: 'known-counterfeit' });
    expect(codesOf(subjectOf([image(seen(fake))], { merchant: { name: KOSTRUM?.owner } }), nothing)).toEqual([
      'counterfeit.image-known-fake-part',
    ]);
    expect(codesOf(subjectOf([image(seen(crop({ feature: 'known-good' }), hit()))]), nothing)).toEqual([]);
  });

  it('what the fingerprint says of a picture is not said again', () => {
    const match = {
      featureId: 'x',
      brand: 'KOSTRUM',
      kind: 'brand-feature',
      distance: 4,
      whole: true,
      colours: 'same',
    } as const;
    expect(codesOf(subjectOf([image(seen(crop(), hit()))]), matching(match))).toEqual([]);
  });

  it('a mark in several pictures is one finding, surer than in one and never sure enough to intercept', () => {
    const weak = hit({ score: 0.6, inliers: 6 });
    const one = markFindings(subjectOf([image(seen(weak))]), nothing);
    const two = markFindings(
      subjectOf([image(seen(weak)), image(seen(weak), { file: 'detail.jpg' })]),
      nothing,
    );
    expect(two).toHaveLength(1);
    expect(two[0]?.evidence).toHaveLength(2);
    expect(two[0]?.strength).toBeGreaterThan(one[0]?.strength ?? 1);
    const bands = policy.rules.filter(({ codes }) => codes.some((code) => /-part$|logo-in/.test(code)));
    expect(bands).toHaveLength(3);
    for (const rule of bands) expect(rule.bands.map(({ outcome }) => outcome)).not.toContain('intercept');
  });

  it('a picture not looked at is a missing answer, whatever the reason; one that was is not', () => {
    const images = [
      image({ status: 'timeout' }, { file: 'a.jpg' }),
      image({ status: 'unavailable', reason: 'aborted' }, { file: 'b.jpg' }),
      image({ status: 'waiting' }, { file: 'c.jpg' }),
      image(seen(), { file: 'd.jpg' }),
      image(undefined, { file: 'e.jpg' }),
    ];
    const missing = unseenPictures(images);
    expect(missing.map((text) => /[a-e]\.jpg/.exec(text)?.[0])).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
    expect(missing[1]).toContain('aborted');
  });

  test.prop([
    fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
  ])('one more sign never makes it less sure, and it stays a chance', (strengths, more) => {
    const [before, after] = [together(strengths), together([...strengths, more])];
    expect(after).toBeGreaterThanOrEqual(before - 1e-12);
    expect(after).toBeLessThanOrEqual(1);
    expect(together([more])).toBeCloseTo(more, 12);
  });

  test.prop([fc.double({ min: 0.5, max: 1, noNaN: true }), fc.integer({ min: 0, max: 200 })])(
    'a surer place and more agreeing keypoints never weaken a mark',
    (score, inliers) => {
      const strength = logoStrength({ score, inliers });
      expect(logoStrength({ score: Math.min(1, score + 0.05), inliers })).toBeGreaterThanOrEqual(strength);
      expect(logoStrength({ score, inliers: inliers + 3 })).toBeGreaterThanOrEqual(strength);
      expect(strength).toBeLessThanOrEqual(0.8);
    },
  );
});
