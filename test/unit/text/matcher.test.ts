import { createHash } from 'node:crypto';
import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { buildMatcher, Hits, loadMatcher, stringUnits } from '../../../models/text/matcher.ts';

const alphabet = fc.constantFrom('a', 'b', 'c', '耐', '克', '\u0001', '\uffff', '\ud83d', '\ude00');
const word = (min: number, max: number) =>
  fc.array(alphabet, { minLength: min, maxLength: max }).map((units) => units.join(''));

function bruteForce(terms: readonly { term: string; id: number }[], text: string): string[] {
  const hits = new Set<string>();
  for (const { term, id } of terms) {
    if (term === '') continue;
    for (let at = text.indexOf(term); at >= 0; at = text.indexOf(term, at + 1)) {
      hits.add(`${at}-${at + term.length}-${id}`);
    }
  }
  return [...hits].sort();
}

describe('matcher', () => {
  const terms = fc.array(fc.record({ term: word(0, 6), id: fc.nat({ max: 5000 }) }), { maxLength: 40 });

  test.prop([terms, word(0, 60)], { numRuns: 600 })('finds exactly what brute force finds', (list, text) => {
    const matcher = loadMatcher(buildMatcher(list));
    const found = matcher.find(text).hits.map((hit) => `${hit.start}-${hit.end}-${hit.id}`);
    expect(found.sort()).toEqual(bruteForce(list, text));
  });

  test.prop([terms, word(0, 40)], { numRuns: 200 })(
    'gives the longest from every position on request',
    (list, text) => {
      const matcher = loadMatcher(buildMatcher(list));
      const all = matcher.find(text).hits;
      const expected = all
        .filter((hit) => all.every((other) => other.start !== hit.start || other.end <= hit.end))
        .map((hit) => `${hit.start}-${hit.end}-${hit.id}`);
      const longest = matcher
        .find(text, { longest: true })
        .hits.map((hit) => `${hit.start}-${hit.end}-${hit.id}`);
      expect(longest.sort()).toEqual(expected.sort());
    },
  );

  test.prop([terms], { numRuns: 100 })('builds the same bytes from any order of terms', (list) => {
    const sha = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
    expect(sha(buildMatcher([...list].reverse()))).toBe(sha(buildMatcher(list)));
  });

  it('loads from a SharedArrayBuffer and from an unaligned view', () => {
    const blob = buildMatcher([{ term: '耐克', id: 7 }]);
    const shared = new Uint8Array(new SharedArrayBuffer(blob.byteLength));
    shared.set(blob);
    const odd = new Uint8Array(blob.byteLength + 1);
    odd.set(blob, 1);
    for (const bytes of [shared, odd.subarray(1)]) {
      expect(loadMatcher(bytes).find('买耐克鞋').hits).toEqual([{ start: 1, end: 3, id: 7 }]);
    }
  });

  it('refuses blobs that are not whole', () => {
    const blob = buildMatcher([{ term: 'nike', id: 1 }]);
    expect(() => loadMatcher(blob.subarray(0, blob.byteLength - 4))).toThrow();
    expect(() => loadMatcher(new Uint8Array(100))).toThrow();
    expect(() => loadMatcher(new Uint8Array(3))).toThrow();
  });

  it('caps the hits of one text and says so', () => {
    const matcher = loadMatcher(
      buildMatcher([
        { term: 'a', id: 1 },
        { term: 'aa', id: 2 },
      ]),
    );
    const hits = new Hits(100);
    matcher.scan(stringUnits('a'.repeat(500)), hits);
    expect(hits.count).toBe(100);
    expect(hits.truncated).toBe(true);
  });

  it('finds every one of many terms in few bytes', () => {
    let seed = 1;
    const next = (): number => {
      seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
      return seed >>> 8;
    };
    const list = Array.from({ length: 20_000 }, (_, id) => ({
      id,
      term: Array.from({ length: 2 + (next() % 7) }, () =>
        String.fromCharCode(0x4e00 + (next() % 3000)),
      ).join(''),
    }));
    const blob = buildMatcher(list);
    expect(blob.byteLength / list.length).toBeLessThan(60);
    const matcher = loadMatcher(blob);
    for (const { term, id } of list) {
      expect(matcher.find(term).hits).toContainEqual({ start: 0, end: term.length, id });
    }
  });
});
