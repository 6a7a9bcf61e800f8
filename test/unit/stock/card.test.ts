import { describe, expect, it } from 'vitest';
import type { Recognition } from '../../../models/recognition.ts';
import { cardOf, WITH_CREDENTIAL } from '../../../models/stock/card.ts';
import { credentialTerm } from '../../../models/stock/selector.ts';
import { subjectWith } from '../certificates/support.ts';

describe('the card of a listing', () => {
  it.each([
    ['trademark', '第 １２３４５６７８ 号', '12345678'],
    ['cosmetic-filing', '粤Ｇ妆网备字2026900401', '粤G妆网备字2026900401'],
  ])('holds a %s under its normalised number, as the credential clock asks', (kind, written, normalized) => {
    const { terms } = cardOf(
      { listingId: 'L', merchantId: 'M', revision: 1, run: '0' },
      {
        ...subjectWith(undefined, [{ kind, number: written }]),
        recognition: { goods: { code: 'x.y', class: 'general' }, brands: [] } as unknown as Recognition,
      },
    );
    expect(terms).toContain(credentialTerm(kind, normalized));
    expect(terms).toContain(WITH_CREDENTIAL);
    expect(terms.filter((term) => term.startsWith('credential:'))).toHaveLength(1);
  });
});
