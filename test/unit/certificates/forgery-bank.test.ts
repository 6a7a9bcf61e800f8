import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { buildForgeries, loadForgeries, parseForgeries } from '../../../models/forgeries/forgery-bank.ts';
import { hammingDistance, hash256FromHex } from '../../../models/image/pdq/hash256.ts';

const HEAD = 'id,kind,number,pdq,reason,source,added,until,disabled';

describe('knowledge/forgeries.csv', () => {
  it('names row and column of every fault', () => {
    const csv = [
      HEAD,
      'f1,ccc,2024990914900301,,r,s,2026-01-01,,',
      'f2,ccc,,,r,s,2026-01-01,,',
      'f3,ccc,2024990914900302,zz,r,s,2026-01-01,,',
      'f4,ccc,2024990914900303,,r,s,1.1.2026,,',
      'f5,ccc,2024990914900304,,,s,2026-01-01,,',
      'f6,ccc,12,,r,s,2026-01-01,,',
      'f7,ccc,2024990914900305,,r,s,2026-01-01,,maybe',
    ].join('\n');
    const { problems } = parseForgeries(csv);
    expect(problems.map(({ row, column }) => [row, column])).toEqual([
      [3, 'number'],
      [4, 'pdq'],
      [5, 'added'],
      [6, 'reason'],
      [7, 'number'],
      [8, 'disabled'],
    ]);
  });

  it('takes an id once', () => {
    const row = 'f1,ccc,2024990914900301,,r,s,2026-01-01,,';
    expect(parseForgeries([HEAD, row, row].join('\n')).problems[0]?.column).toBe('id');
  });

  test.prop([
    fc.array(fc.stringMatching(/^[0-9a-f]{64}$/), { maxLength: 12 }),
    fc.stringMatching(/^[0-9a-f]{64}$/),
    fc.integer({ min: 0, max: 40 }),
  ])('finds exactly the pictures within 31 bits, in force', (hashes, asked, flips) => {
    const bits = hash256FromHex(asked);
    for (let i = 0; i < flips; i++) bits[i % 32] = (bits[i % 32] ?? 0) ^ (1 << Math.floor(i / 32));
    const near = Buffer.from(bits).toString('hex');
    const rows = [...new Set([...hashes, near])].map((pdq, i) => ({
      id: `f${i}`,
      kind: '',
      number: '',
      pdq,
      reason: 'r',
      source: 's',
      added: '2026-01-01',
    }));
    const bank = loadForgeries(buildForgeries(rows));
    const wanted = rows
      .map(({ id, pdq }) => [id, hammingDistance(hash256FromHex(pdq), hash256FromHex(asked))] as const)
      .filter(([, distance]) => distance <= 31);
    const found = bank.byPicture(asked, '2026-11-22').map(({ forgery, distance }) => [forgery.id, distance]);
    expect(found.sort()).toEqual([...wanted].map(([id, distance]) => [id, distance]).sort());
  });
});
