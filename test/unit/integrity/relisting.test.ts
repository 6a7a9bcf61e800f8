import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { relistingFindings, resembledRefusals } from '../../../models/checks/integrity-relisting.ts';
import { seeded } from '../../../models/goods/model/random.ts';
import type { Listing } from '../../../models/listing.ts';
import type { EarlierRefusal, Refusal } from '../../../models/refusal.ts';
import { carriedIn, sharedSpan } from '../../../models/text/carried.ts';
import type { Reason } from '../../../models/verdict.ts';
import { relisted, titlesOf } from '../../../tools/evaluate/titles.ts';

const refused = (title: string, listingId = 'old'): Refusal => ({
  listingId,
  revision: 1,
  title,
  refusedAt: '2026-11-01T00:00:00.000Z',
});
const listing = (title: string, change: Partial<Listing> = {}) =>
  ({ listingId: 'new', title, description: '', attributes: {}, credentials: [], ...change }) as Listing;
const reason = (code: string, words: string[], change: Partial<Reason> = {}): Reason => ({
  ruleId: 'MC-003',
  ruleVersion: 1,
  check: 'marketing-claims',
  code,
  outcome: 'intercept',
  severity: 'serious',
  strength: 0.9,
  statement: { zh: '不得宣称疗效。', en: 'No cures may be claimed.' },
  law: [],
  evidence: words.map((text) => ({ type: 'text', field: 'title', start: 0, end: text.length, text })),
  remedy: { zh: '删除', en: 'remove it' },
  ...change,
});
const earlier = (title: string, reasons: Reason[], similarity = 0.8): EarlierRefusal => ({
  ...refused(title),
  similarity,
  reasons,
});
const OLD = '青禾艾草膝盖贴 根治关节炎 自发热护膝贴 12贴';

describe('a refused title put up again', () => {
  const titles = titlesOf(400, 31).filter((title) => title.length >= 14);

  test.prop([fc.nat(titles.length - 1), fc.nat(1e6)])(
    'nearly always resembles what it was made from',
    (i, seed) => {
      const title = titles[i] as string;
      const again = relisted(title, seeded(seed));
      const found = resembledRefusals({ listingId: 'new', title: again }, [refused(title)]);
      // One edit in a hundred leaves too little; the rate itself is asked in text/relisting.test.ts.
      if (found.length === 0) return;
      expect(found[0]).toMatchObject({ listingId: 'old', title });
      expect(found[0]?.similarity).toBeGreaterThanOrEqual(0.48);
    },
  );

  it('is found by its edits among two hundred, and by nobody else’s', () => {
    const kept = titles.slice(0, 200).map((title, i) => refused(title, `old-${i}`));
    const random = seeded(5);
    let found = 0;
    let strangers = 0;
    for (const refusal of kept) {
      const alike = resembledRefusals({ listingId: 'new', title: relisted(refusal.title, random) }, kept);
      if (alike.some(({ listingId }) => listingId === refusal.listingId)) found++;
      strangers += alike.filter(({ listingId }) => listingId !== refusal.listingId).length;
    }
    expect(found / kept.length).toBeGreaterThanOrEqual(0.95);
    expect(strangers).toBe(0);
    const others = titles.slice(200);
    const wrong = others.filter((title) => resembledRefusals({ listingId: 'new', title }, kept).length > 0);
    expect(wrong).toEqual([]);
  });

  it('is never a revision of the same listing, and short titles prove nothing', () => {
    expect(resembledRefusals({ listingId: 'old', title: OLD }, [refused(OLD)])).toEqual([]);
    expect(resembledRefusals({ listingId: 'new', title: '透明手机壳' }, [refused('透明手机壳')])).toEqual([]);
  });

  it('names one earlier listing once, by its most similar revision', () => {
    const found = resembledRefusals({ listingId: 'new', title: OLD }, [
      refused(OLD.replace('12贴', '24贴 送礼')),
      { ...refused(OLD), revision: 2 },
    ]);
    expect(found).toMatchObject([{ listingId: 'old', revision: 2, similarity: 1 }]);
  });
});

describe('the finding', () => {
  it('says which word still stands, where, what it was refused for and what to do', () => {
    const title = '艾草膝盖贴 自发热护膝贴 根·治关节炎 12贴 青禾';
    const [found, ...more] = relistingFindings(listing(title), [
      earlier(OLD, [reason('claims.medical', ['根治'])]),
    ]);
    expect(more).toEqual([]);
    expect(found).toMatchObject({ code: 'integrity.relisting', check: 'listing-integrity' });
    expect(found?.strength).toBeGreaterThanOrEqual(0.65);
    expect(found?.message.zh).toContain('old');
    expect(found?.message.zh).toContain('「根·治」');
    expect(found?.remedy.zh).toContain('新版本');
    const spans = found?.evidence.flatMap((one) => (one.type === 'text' ? [one] : [])) ?? [];
    for (const { start, end, text } of spans) expect(title.slice(start, end)).toBe(text);
    expect(spans.map(({ text }) => text)).toContain('根·治');
    expect(found?.evidence[0]).toMatchObject({ type: 'earlier-listing', code: 'claims.medical', title: OLD });
  });

  it('sees the word through its sound, in characters or letters', () => {
    for (const disguised of ['跟治关节炎', 'genzhi关节炎', '根zhi关节炎']) {
      const [found] = relistingFindings(listing(OLD.replace('根治关节炎', disguised)), [
        earlier(OLD, [reason('claims.medical', ['根治关节炎'])]),
      ]);
      expect(found?.message.zh, disguised).toContain('同音');
      expect(found?.strength).toBeGreaterThanOrEqual(0.65);
    }
  });

  it('says nothing of a listing that took the word out, however alike it is', () => {
    const mended = listing(OLD.replace('根治关节炎', '温热舒适'));
    expect(relistingFindings(mended, [earlier(OLD, [reason('claims.medical', ['根治'])], 0.95)])).toEqual([]);
  });

  it('weighs only what was intercepted', () => {
    const hint = reason('claims.medical', ['根治'], { outcome: 'remind' });
    expect(relistingFindings(listing(OLD), [earlier(OLD, [hint])])).toEqual([]);
  });

  it('reminds at most where a paper would mend it, and is silent once papers are shown', () => {
    const lacking = reason('qualification.missing', ['青禾'], { check: 'brand-qualification' });
    const [found] = relistingFindings(listing(OLD), [earlier(OLD, [lacking], 1)]);
    expect(found?.strength).toBeGreaterThanOrEqual(0.3);
    expect(found?.strength).toBeLessThan(0.65);
    const papers = [{ kind: 'trademark', number: '1234567' }] as Listing['credentials'];
    expect(relistingFindings(listing(OLD, { credentials: papers }), [earlier(OLD, [lacking], 1)])).toEqual(
      [],
    );
  });

  it('holds goods refused for known fake pictures, however they are titled now', () => {
    const fake = reason('counterfeit.image-known-fake', [], { check: 'counterfeit', severity: 'serious' });
    const [found] = relistingFindings(listing(OLD), [earlier(OLD, [fake], 0.6)]);
    expect(found?.strength).toBeGreaterThanOrEqual(0.65);
  });

  it('is the stronger the more alike and the graver', () => {
    const strength = (similarity: number, severity: Reason['severity']) =>
      relistingFindings(listing(OLD), [
        earlier(OLD, [reason('claims.medical', ['根治'], { severity })], similarity),
      ])[0]?.strength ?? 0;
    expect(strength(0.9, 'minor')).toBeGreaterThan(strength(0.5, 'minor'));
    expect(strength(0.5, 'grave')).toBeGreaterThan(strength(0.5, 'minor'));
    expect(strength(1, 'grave')).toBeLessThanOrEqual(1);
  });
});

describe('words carried from one text to another', () => {
  test.prop([fc.string({ unit: 'binary' }), fc.array(fc.string({ unit: 'binary' }), { maxLength: 4 })])(
    'are located in the text as uploaded',
    (text, words) => {
      for (const { start, end, text: found } of carriedIn(words, [{ field: 'title', text }]))
        expect(text.slice(start, end)).toBe(found);
      const span = sharedSpan(text, words.join(''));
      if (span) expect(span.end).toBeGreaterThan(span.start);
    },
  );

  it('are no chance sounds: short ones and parts of characters do not count', () => {
    const title = { field: 'title', text: '醉美江南 枝叶纹样 茶壶' };
    expect(carriedIn(['最'], [title])).toEqual([]);
    expect(carriedIn(['第一'], [{ field: 'title', text: '低衣架 置物架' }])).toEqual([]);
    const size = { field: 'title', text: '护膝贴 特小号' };
    expect(carriedIn(['特效'], [size], '特效护膝贴 特小号')).toEqual([]);
    expect(carriedIn(['特效'], [size], '特效护膝贴')).toHaveLength(1);
    expect(carriedIn(['国家级'], [{ field: 'title', text: '过家级 面霜' }])).toMatchObject([
      { how: 'sounds', text: '过家级' },
    ]);
  });
});
