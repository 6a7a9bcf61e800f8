import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { certificateQuestions } from '../../../models/checks/certificates.ts';
import { bankOf, DECLARED, field, judge, PDQ, picture, reading, subjectWith } from './support.ts';

const record = (change: object = {}) => ({
  state: 'record' as const,
  ageSeconds: 0,
  record: {
    kind: 'cosmetic-filing',
    number: '粤G妆网备字2026900401',
    status: 'valid' as const,
    holder: '示例澄心化妆品有限公司',
    product: '烟酰胺保湿面霜',
    ...change,
  },
});

describe('a certificate picture', () => {
  it('that agrees with declaration and register says nothing', () => {
    const { codes, missing } = judge([picture(reading())], { answer: record() });
    expect({ codes, missing }).toEqual({ codes: [], missing: [] });
  });

  it('with another number is a mismatch that points at the place on the picture and the declared field', () => {
    const { findings } = judge([
      picture(reading({ number: field('粤G妆网备字2026900486', { sure: true }) })),
    ]);
    const [mismatch] = findings;
    expect(mismatch?.code).toBe('credential.certificate-number-mismatch');
    expect(mismatch?.strength).toBeGreaterThan(0.75);
    expect(mismatch?.evidence[0]).toMatchObject({ type: 'image', region: { x: 10, y: 20 } });
    expect(mismatch?.evidence[1]).toMatchObject({ type: 'field', field: 'credentials[0].number' });
  });

  it('misread by one look-alike only reminds', () => {
    const { findings } = judge([
      picture(reading({ number: field('粤G妆网备字2O26900401', { sure: true }) })),
    ]);
    expect(findings.map(({ strength }) => strength)).toEqual([0.35]);
  });

  it('of another firm names holder and number', () => {
    const other = reading({
      number: field('粤G妆网备字2026900422', { sure: true }),
      holder: field('示例辰光日用品有限公司'),
    });
    expect(judge([picture(other)]).codes.sort()).toEqual(['holder-mismatch', 'number-mismatch']);
  });

  it('with a holder the register does not have for that number is strong enough to intercept', () => {
    const forged = reading({ holder: field('示例青屿日用品有限公司') });
    const { findings } = judge([picture(forged)], {
      credentials: [{ ...DECLARED, holder: '示例青屿日用品有限公司' }],
      answer: record(),
    });
    const [mismatch] = findings;
    expect(mismatch?.code).toBe('credential.certificate-registry-mismatch');
    expect(mismatch?.strength).toBeGreaterThanOrEqual(0.75);
    expect(mismatch?.evidence.some(({ type }) => type === 'registry')).toBe(true);
  });

  it('older than a renewal agrees; one that runs longer than registered does not', () => {
    const until = (day: string) => [picture(reading({ validUntil: field(day) }))];
    expect(judge(until('2027-03-11'), { answer: record({ validUntil: '2032-03-11' }) }).codes).toEqual([]);
    expect(judge(until('2031-03-11'), { answer: record({ validUntil: '2028-03-11' }) }).codes).toEqual([
      'registry-mismatch',
    ]);
  });

  it('that nobody can read asks for a clearer one, and for a person when nothing else is known', () => {
    const unreadable = [picture({ state: 'unreadable', reason: 'no-text' })];
    expect(judge(unreadable).findings[0]).toMatchObject({ strength: 0.6 });
    const alone = judge(unreadable, { credentials: [] }).findings[0];
    expect(alone).toMatchObject({ code: 'credential.certificate-unreadable', strength: 0.8 });
    expect(alone?.remedy.zh).toContain('更清晰');
  });

  it('not read yet, or over which the reader broke down, is a missing answer and never fine', () => {
    expect(judge(undefined).missing).toHaveLength(1);
    expect(judge([picture(undefined)]).missing).toHaveLength(1);
    expect(judge([picture({ state: 'failed', reason: 'abort' })]).missing).toHaveLength(1);
  });

  it('with dates that cannot be is doubted', () => {
    const dated = (issued: string, until: string) =>
      judge([picture(reading({ issuedAt: field(issued), validUntil: field(until) }))]).codes;
    expect(dated('2026-03-12', '2025-03-11')).toContain('dates-impossible');
    expect(dated('2026-12-24', '2030-03-11')).toContain('dates-impossible');
    expect(dated('2025-03-12', '2030-03-11')).toContain('dates-impossible');
    expect(dated('2026-03-12', '2031-03-11')).toEqual([]);
  });

  it('whose title, number and authority do not belong together is doubted', () => {
    const titled = reading({ kind: field('医疗器械注册证') });
    expect(judge([picture(titled)]).codes).toContain('kind-mismatch');
    const issuer = { ...reading(), issuer: field('四川省药品监督管理局') };
    expect(judge([picture(issuer)]).codes).toEqual(['kind-mismatch']);
    expect(judge([picture({ ...reading(), issuer: field('广东省药品监督管理局') })]).codes).toEqual([]);
  });

  it('shown before by a stranger is a sign, weaker for a maker’s paper; the holder is never blamed', () => {
    const shared = [{ how: 'same-file' as const, by: { merchantId: 'm9', name: '示例别家商行' } }];
    const certificate = picture(reading(), { shared });
    const strangers = judge([certificate], { merchant: '示例转卖商行' });
    expect(strangers.codes).toEqual(['shared']);
    expect(strangers.findings[0]?.strength).toBe(0.4);
    expect(judge([certificate], { answer: record() }).codes).toEqual([]);
  });

  it('worked over is a sign and never more', () => {
    const region = { x: 1, y: 2, width: 3, height: 4 };
    const cues = [{ name: 'paper', value: 9, limit: 3 }];
    const edited = { ...reading(), alterations: [{ field: 'number' as const, region, score: 1, cues }] };
    const [finding] = judge([picture(edited)]).findings;
    expect(finding).toMatchObject({ code: 'credential.certificate-altered', strength: 0.75 });
    expect(finding?.evidence[0]).toMatchObject({ type: 'image', region });
  });

  it('asks the register for a sure number that was not declared', () => {
    const lone = subjectWith([picture(reading())], []);
    expect(certificateQuestions(lone, 'credential')).toEqual([
      { kind: 'cosmetic-filing', number: '粤G妆网备字2026900401' },
    ]);
    const outage = { state: 'unavailable' as const, reason: 'timeout' };
    const asked = judge([picture(reading())], { credentials: [], answer: outage });
    expect(asked.missing).toEqual(['粤G妆网备字2026900401: timeout']);
    expect(asked.retryable).toBe(true);
    expect(certificateQuestions(subjectWith([picture(reading())]), 'credential')).toEqual([]);
  });

  test.prop([fc.double({ min: 0, max: 0.84, noNaN: true })])(
    'read below the mark contradicts nothing',
    (confidence) => {
      const poor = (value: string) => field(value, { confidence, sure: true });
      const { codes } = judge(
        [
          picture(
            reading({
              number: poor('粤G妆网备字2026111111'),
              holder: poor('示例青屿日用品有限公司'),
              product: poor('玫瑰精油'),
              issuedAt: poor('2031-01-01'),
              kind: undefined,
            }),
          ),
        ],
        { answer: record() },
      );
      expect(codes).toEqual(['unreadable']);
    },
  );
});

describe('the bank of known forgeries', () => {
  const day = 'x,y,2026-01-01';
  it('knows a number whatever its brackets and spaces, read or declared', () => {
    const bank = bankOf(`f1,cosmetic-filing,粤G妆网备字 2026900401,,${day},,`);
    const { findings } = judge([picture(reading())], { bank });
    expect(findings[0]).toMatchObject({ code: 'credential.certificate-known-forgery', strength: 0.95 });
    expect(findings[0]?.evidence[1]).toMatchObject({ type: 'feature', featureId: 'f1' });
    const unpictured = { kind: DECLARED.kind, number: DECLARED.number };
    expect(judge([], { bank, credentials: [unpictured] }).codes).toEqual(['known-forgery']);
  });

  it('knows a picture; a near one needs the number, and one with another number is another paper', () => {
    const near = `${PDQ.slice(0, 63)}8`;
    const strength = (row: string) =>
      judge([picture(reading())], { bank: bankOf(row) }).findings[0]?.strength;
    expect(strength(`f1,,,${PDQ},${day},,`)).toBe(0.92);
    expect(strength(`f1,,,${near},${day},,`)).toBe(0.7);
    expect(strength(`f1,,粤G妆网备字2026900401,${near},${day},,`)).toBe(0.98);
    expect(strength(`f1,,粤G妆网备字2026955555,${near},${day},,`)).toBeUndefined();
    expect(strength(`f1,,,${'cd'.repeat(32)},${day},,`)).toBeUndefined();
  });

  it('cites the bits between the pictures', () => {
    const near = `${PDQ.slice(0, 63)}8`;
    const { findings } = judge([picture(reading())], {
      bank: bankOf(`f1,,粤G妆网备字2026900401,${near},${day},,`),
    });
    expect(findings[0]?.evidence[1]).toMatchObject({ distance: 2, kind: 'forgery-picture' });
  });

  it('forgets entries past their day and disabled ones', () => {
    for (const row of [
      'f1,,粤G妆网备字2026900401,,x,y,2026-01-01,2026-11-21,',
      'f1,,粤G妆网备字2026900401,,x,y,2026-01-01,,true',
    ])
      expect(judge([picture(reading())], { bank: bankOf(row) }).codes).toEqual([]);
  });
});
