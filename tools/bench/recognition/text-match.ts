import { createRequire } from 'node:module';
import { AhoCorasick as Monyone } from '@monyone/aho-corasick';
import { AhoCorasick as MonyoneFast } from '@monyone/aho-corasick/fast';
import Modern from 'modern-ahocorasick';
import ModernFast from 'modern-ahocorasick/fast';
import { buildMatcher, Hits, loadMatcher, stringUnits } from '../../../models/text/matcher.ts';
import { race } from './race.ts';
import { type Row, time } from './row.ts';
import { cleanTitles } from './sources.ts';
import { names, titlesWith } from './synthetic.ts';

type Found = readonly (readonly [start: number, end: number])[];
/** A peer at work: the places it finds in a text, in any order. */
type Peer = {
  readonly name: string;
  /** Of more terms it is not built within two minutes: its building grows with the square, or fills the heap. */
  readonly most?: number;
  make(terms: string[]): (text: string) => Found;
};

const Classic = createRequire(import.meta.url)('ahocorasick') as new (
  terms: string[],
) => { search(text: string): [number, string[]][] };

const PEERS: readonly Peer[] = [
  {
    name: '@monyone/aho-corasick',
    make(terms) {
      const matcher = new Monyone(terms);
      return (text) => matcher.matchInText(text).map(({ begin, end }) => [begin, end]);
    },
  },
  {
    name: '@monyone/aho-corasick/fast',
    most: 100_000,
    make(terms) {
      const matcher = new MonyoneFast(terms);
      return (text) => matcher.matchInText(text).map(({ begin, end }) => [begin, end]);
    },
  },
  {
    name: 'ahocorasick',
    most: 100_000,
    make(terms) {
      const matcher = new Classic(terms);
      return (text) =>
        matcher
          .search(text)
          .flatMap(([last, found]) => found.map((term) => [last + 1 - term.length, last + 1] as const));
    },
  },
  {
    name: 'modern-ahocorasick',
    most: 100_000,
    make(terms) {
      const matcher = new Modern(terms);
      return (text) => matcher.search(text).map(({ start, end }) => [start, end]);
    },
  },
  {
    name: 'modern-ahocorasick/fast',
    most: 100_000,
    make(terms) {
      const matcher = new ModernFast(terms);
      return (text) => matcher.search(text).map(({ start, end }) => [start, end]);
    },
  },
];

const TITLES = 300;
/** Ours goes over the titles as often in a round, so that it does not only measure what the peer left in the caches. */
const TIMES = 10;

function ours(terms: readonly string[]) {
  const blob = buildMatcher(terms.map((term, id) => ({ term, id })));
  const matcher = loadMatcher(blob);
  const hits = new Hits();
  return {
    bytes: blob.byteLength,
    scan(text: Uint16Array): Hits {
      hits.clear();
      matcher.scan(text, hits);
      return hits;
    },
  };
}

const keyOf = (places: Found): string =>
  places
    .map(([start, end]) => `${start}-${end}`)
    .sort()
    .join();

/** Matching beside npm's Aho-Corasick packages, those only that find what a plain search finds. */
export function benchMatching(): Row[] {
  const rows: Row[] = [];
  const clean = cleanTitles();
  const million = names(1_000_000, 7);
  const scans: Record<number, () => void> = {};
  for (const size of [1000, 100_000, 1_000_000]) {
    const terms = million.slice(0, size);
    const engine = ours(terms);
    const titles = titlesWith(clean, terms, { count: TITLES, length: 60, seed: size });
    const units = titles.map(stringUnits);
    const scanAll = () => {
      for (let i = 0; i < TIMES; i++) for (const text of units) engine.scan(text);
    };
    scans[size] = scanAll;
    if (size === 1000) continue;
    const wanted = titles.map((_, i) => {
      const hits = engine.scan(units[i] as Uint16Array);
      return keyOf(
        Array.from({ length: hits.count }, (_, k) => [hits.starts[k] as number, hits.ends[k] as number]),
      );
    });
    const results: { name: string; ours: number; peer: number; ratio: number }[] = [];
    for (const peer of PEERS) {
      if (size > (peer.most ?? size)) {
        console.error(`  ${peer.name}: not built for ${size} terms, more than minutes`);
        continue;
      }
      let search: (text: string) => Found;
      try {
        search = peer.make(terms);
      } catch {
        console.error(`  ${peer.name}: ${size} terms are too many for it`);
        continue;
      }
      if (!titles.every((title, i) => keyOf(search(title)) === wanted[i])) {
        console.error(`  ${peer.name}: left out, it finds other places at ${size} terms`);
        continue;
      }
      const times = race({
        ours: scanAll,
        peer: () => {
          for (const title of titles) search(title);
        },
      });
      results.push({
        name: peer.name,
        ours: times.ours / TIMES,
        peer: times.peer,
        ratio: times.ratio('peer', 'ours') * TIMES,
      });
      console.error(
        `  ${peer.name} ${size}: ${time(times.peer / TITLES)} against ${time(times.ours / TIMES / TITLES)}`,
      );
    }
    const fastest = results.sort((a, b) => a.peer - b.peer)[0];
    if (!fastest) continue;
    rows.push(
      {
        what: `matching, ${size.toLocaleString('en')} terms, against ${fastest.name}`,
        ours: `${time(fastest.ours / TITLES)} a title`,
        peer: time(fastest.peer / TITLES),
        value: fastest.ratio,
        bar: 12,
      },
      {
        what: `  bytes a term, ${size.toLocaleString('en')} terms`,
        ours: `${(engine.bytes / 1e6).toFixed(1)} MB`,
        value: engine.bytes / size,
        bar: 60,
        sense: 'at most',
      },
    );
  }
  const { few, many, ratio } = race(
    { few: scans[1000] as () => void, many: scans[1_000_000] as () => void },
    15,
  );
  rows.push({
    what: '  cost of 1,000,000 terms against 1,000',
    ours: time(many / TIMES / TITLES),
    peer: time(few / TIMES / TITLES),
    value: ratio('many', 'few'),
    bar: 6,
    sense: 'at most',
  });
  return rows;
}
