import { describe, expect, it } from 'vitest';
import { followChain } from '../../models/brands/authorisation-chain.ts';
import type { DeclaredCredential } from '../../models/listing.ts';

const grant = (
  grantor: string,
  holder: string,
  changes: Partial<DeclaredCredential> = {},
): DeclaredCredential => ({ kind: 'brand-authorization', grantor, holder, ...changes });
const follow = (grants: DeclaredCredential[], owner: string | undefined = '甲') =>
  followChain({ owner, seller: '丁', grants, today: '2026-11-22' });

describe('an authorisation chain', () => {
  it('is complete when links lead from the owner to the seller, in whatever order they were uploaded', () => {
    expect(follow([grant('丙', '丁'), grant('甲', '乙'), grant('乙', '丙')])).toMatchObject({
      complete: true,
      names: ['甲', '乙', '丙', '丁'],
    });
  });

  it('names the missing link', () => {
    expect(follow([grant('甲', '乙'), grant('丙', '丁')])).toMatchObject({
      complete: false,
      missing: ['乙', '丙'],
    });
    expect(follow([grant('甲', '乙')])).toMatchObject({ complete: false, missing: ['乙', '丁'] });
    expect(follow([])).toMatchObject({ complete: false, missing: ['甲', '丁'] });
  });

  it('does not count links that are over, not yet begun, or lack a name', () => {
    expect(follow([grant('甲', '丁', { validUntil: '2026-11-21' })]).complete).toBe(false);
    expect(follow([grant('甲', '丁', { validFrom: '2026-11-23' })]).complete).toBe(false);
    expect(follow([{ kind: 'brand-authorization', holder: '丁' }]).complete).toBe(false);
    expect(follow([grant('甲', '丁', { validUntil: '2026-11-22' })]).complete).toBe(true);
  });

  it('takes the shortest way and ends on circles', () => {
    expect(follow([grant('甲', '乙'), grant('乙', '丁'), grant('甲', '丁')]).links).toHaveLength(1);
    expect(follow([grant('甲', '乙'), grant('乙', '甲')]).complete).toBe(false);
  });

  it('agrees on names across widths, spaces and brackets', () => {
    expect(follow([grant('甲', '丁')], ' 甲 ').complete).toBe(true);
    expect(
      followChain({
        owner: '示例（上海）公司',
        seller: 'Ｄ',
        grants: [grant('示例(上海)公司', 'd')],
        today: '2026-11-22',
      }).complete,
    ).toBe(true);
  });
});
