import { describe, expect, it } from 'vitest';
import {
  credentialsOf,
  livesOf,
  overheard,
  recordSeen,
} from '../../../functions/shared/lives/record-seen.ts';
import type { RegistryAnswer } from '../../../models/registry/port.ts';
import type { Subject } from '../../../models/subject.ts';
import { down, noon, says, terms } from '../credentials/life-support.ts';
import { memoryLives } from './support.ts';

const REGISTRATION = { kind: 'cosmetic-registration', number: '国妆特字20240135', validUntil: '2028-01-01' };
const subjectOf = (credentials: object[], listingId = 'L-1') =>
  ({ listing: { merchantId: 'M-1', listingId, credentials }, today: '2026-07-10' }) as unknown as Subject;

/** What the credential check does around its run. */
async function screened(
  subject: Subject,
  lives: ReturnType<typeof memoryLives>,
  answer: RegistryAnswer,
): Promise<number> {
  const seen = credentialsOf(subject, 'credential');
  const { known } = await livesOf(seen, lives);
  const { registry, answers } = overheard({ lookup: async () => answer });
  for (const { mention } of seen) await registry.lookup({ kind: mention.kind, number: mention.normalized });
  const context = { now: noon('2026-07-10'), terms };
  return recordSeen(seen, known, answers, subject.listing.listingId, lives, context);
}

describe('a listing that declares credentials', () => {
  it('is recorded once a credential, and a repeat costs no write, whoever’s number style', async () => {
    const lives = memoryLives();
    const answer = says({ validUntil: '2028-01-01' });
    expect(await screened(subjectOf([REGISTRATION, { ...REGISTRATION }]), lives, answer)).toBe(1);
    expect(await screened(subjectOf([REGISTRATION], 'L-2'), lives, answer)).toBe(0);
    const typed = { ...REGISTRATION, kind: '特殊化妆品注册证', number: '国妆特字 2024 0135 号' };
    expect(
      await screened(subjectOf([typed], 'L-3'), lives, { ...answer, ageSeconds: 60 } as RegistryAnswer),
    ).toBe(0);
    expect(lives.writes).toBe(1);
  });

  it('writes a new fact, and only that: the issuer suspended it', async () => {
    const lives = memoryLives();
    await screened(subjectOf([REGISTRATION]), lives, says({ validUntil: '2028-01-01' }));
    expect(await screened(subjectOf([REGISTRATION], 'L-2'), lives, says({ status: 'suspended' }))).toBe(1);
    expect([...lives.events.values()].map(({ type }) => type)).toEqual(['credential.suspended']);
    // The listings that show it are swept by the clock, which finds it due at once.
    expect([...lives.rows.values()][0]).toMatchObject({ state: 'suspended', due: { rule: 'sweep-order' } });
  });

  it('that two listings date differently does not write in turns', async () => {
    const lives = memoryLives();
    const answer = says({ validUntil: '2028-01-01' });
    const other = { ...REGISTRATION, validUntil: '2027-06-30' };
    await screened(subjectOf([REGISTRATION]), lives, answer);
    for (let i = 0; i < 4; i++) {
      await screened(subjectOf([other], 'L-2'), lives, answer);
      await screened(subjectOf([REGISTRATION]), lives, answer);
    }
    expect(lives.writes).toBe(1);
  });

  it('is recorded by both of two checks at the same time', async () => {
    const lives = memoryLives();
    const both = ['L-1', 'L-2'].map((id) =>
      screened(subjectOf([REGISTRATION], id), lives, says({ validUntil: '2028-01-01' })),
    );
    expect((await Promise.all(both)).reduce((sum, count) => sum + count)).toBeGreaterThanOrEqual(1);
    expect(lives.rows.size).toBe(1);
  });

  it('waits for the registry without a write more while it is down', async () => {
    const lives = memoryLives();
    await screened(subjectOf([REGISTRATION]), lives, down);
    await screened(subjectOf([REGISTRATION], 'L-2'), lives, down);
    expect(lives.writes).toBe(1);
    expect([...lives.rows.values()][0]?.state).toBe('parsed');
  });

  it('keeps lives of papers only: trademarks with the brand check, no barcodes, no kinds nobody knows', () => {
    const papers = [
      REGISTRATION,
      { kind: 'trademark', number: '12345678' },
      { kind: 'gtin', number: '6901234567892' },
      { kind: 'brand-authorization', holder: '示例' },
      { kind: '会员卡', number: '1' },
    ];
    const kinds = (whose: 'credential' | 'brand-qualification') =>
      credentialsOf(subjectOf(papers), whose).map(({ key }) => key.kind);
    expect(kinds('credential')).toEqual(['cosmetic-registration']);
    expect(kinds('brand-qualification')).toEqual(['trademark']);
  });
});
