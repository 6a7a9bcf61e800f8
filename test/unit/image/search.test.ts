import { createHash } from 'node:crypto';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { hammingDistance } from '../../../models/image/pdq/hash256.ts';
import { buildIndex, type IndexEntry, loadIndex } from '../../../models/image/search/index.ts';
import { type Random, seeded } from '../../support/random.ts';

function randomHash(random: Random): Uint8Array {
  return Uint8Array.from({ length: 32 }, () => random.whole(0, 255));
}

function flipped(hash: Uint8Array, bits: number, random: Random): Uint8Array {
  const copy = hash.slice();
  for (let i = 0; i < bits; i++) {
    const bit = random.whole(0, 255);
    copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
  }
  return copy;
}

/** Comparing with every entry: the oracle. */
function bruteForce(entries: readonly IndexEntry[], hash: Uint8Array, radius: number) {
  const best = new Map<string, number>();
  for (const { featureId, pdq } of entries) {
    const distance = hammingDistance(pdq, hash);
    if (distance <= radius && distance < (best.get(featureId) ?? 257)) best.set(featureId, distance);
  }
  return [...best]
    .map(([featureId, distance]) => ({ featureId, distance }))
    .sort((a, b) => a.distance - b.distance || (a.featureId < b.featureId ? -1 : 1));
}

function entriesOf(count: number, random: Random): IndexEntry[] {
  const centres = Array.from({ length: Math.max(1, count >> 3) }, () => randomHash(random));
  return Array.from({ length: count }, (_, i) => ({
    featureId: `特征-${random.whole(0, count)}`,
    pdq: i % 3 === 0 ? randomHash(random) : flipped(random.pick(centres), random.whole(0, 24), random),
  }));
}

describe('an index answers as comparing with every entry would', () => {
  test.prop([fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 31 }), fc.integer(), fc.boolean()], {
    numRuns: 60,
  })('for every size, radius and method, duplicates included', (count, radius, seed, tables) => {
    const random = seeded(seed);
    const entries = entriesOf(count, random);
    const index = loadIndex(buildIndex([...entries, ...entries.slice(0, 3)], { tables }));
    for (let i = 0; i < 4; i++) {
      const near = entries.length > 0 ? random.pick(entries).pdq : randomHash(random);
      const query = flipped(near, random.whole(0, 33), random);
      const expected = bruteForce(entries, query, radius);
      expect(index.query(query, radius)).toEqual(expected);
      expect(index.query(query, radius, { method: 'flat' })).toEqual(expected);
      expect(index.query(query, radius, { method: 'tables' })).toEqual(expected);
    }
  });

  it('in bulk, at every radius', () => {
    const random = seeded(5);
    const entries = entriesOf(6_000, random);
    const index = loadIndex(buildIndex(entries, { tables: true }));
    for (let radius = 0; radius <= 31; radius++) {
      const query = flipped(random.pick(entries).pdq, random.whole(0, 40), random);
      const expected = bruteForce(entries, query, radius);
      expect(index.query(query, radius, { method: 'flat' })).toEqual(expected);
      expect(index.query(query, radius, { method: 'tables' })).toEqual(expected);
    }
  });

  it('before its tables are moved in and after', () => {
    const random = seeded(9);
    const entries = entriesOf(3_000, random);
    const index = loadIndex(buildIndex(entries, { tables: true }));
    for (let asked = 0; asked < 80; asked++) {
      const query = flipped(random.pick(entries).pdq, random.whole(0, 20), random);
      expect(index.query(query)).toEqual(bruteForce(entries, query, 31));
    }
  });

  it('when every entry is a hit', () => {
    const random = seeded(6);
    const hash = randomHash(random);
    const entries = Array.from({ length: 9_001 }, (_, i) => ({ featureId: `f${i}`, pdq: hash }));
    for (const tables of [true, false]) {
      const index = loadIndex(buildIndex(entries, { tables }));
      const method = tables ? 'tables' : 'flat';
      expect(index.query(hash, 0, { method })).toHaveLength(entries.length);
      index.remove('f77');
      expect(index.query(hash, 31, { method })).toHaveLength(entries.length - 1);
    }
  });
});

describe('an index file', () => {
  const random = seeded(7);
  const entries = entriesOf(500, random);

  it('is the same bytes for the same entries in any order', () => {
    const digest = (list: readonly IndexEntry[]) =>
      createHash('sha256').update(buildIndex(list)).digest('hex');
    expect(digest([...entries].reverse())).toBe(digest([...entries, ...entries]));
  });

  it('that is cut, empty or something else is refused', () => {
    const file = buildIndex(entries);
    for (const bytes of [new Uint8Array(), file.subarray(0, file.length - 1), new Uint8Array(4096)])
      expect(() => loadIndex(bytes)).toThrow(RangeError);
    expect(() => buildIndex([{ featureId: 'x', pdq: new Uint8Array(31) }])).toThrow(RangeError);
    expect(loadIndex(buildIndex([])).query(new Uint8Array(32))).toEqual([]);
  });
});

it('new entries match at once, removed ones never again, until added anew', () => {
  const random = seeded(8);
  const [old, fresh] = [randomHash(random), randomHash(random)];
  const index = loadIndex(buildIndex([{ featureId: 'old', pdq: old }]));
  index.add([{ featureId: 'fresh', pdq: fresh }]);
  expect(index.size).toBe(2);
  expect(index.query(fresh)).toEqual([{ featureId: 'fresh', distance: 0 }]);
  index.remove('old');
  index.remove('fresh');
  expect([index.size, index.query(old), index.query(fresh)]).toEqual([0, [], []]);
  index.add([{ featureId: 'old', pdq: fresh }]);
  expect(index.query(fresh)).toEqual([{ featureId: 'old', distance: 0 }]);
  expect(index.query(old)).toEqual([]);
});
