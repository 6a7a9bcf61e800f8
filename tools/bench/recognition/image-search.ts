import { seeded } from '../../../models/goods/model/random.ts';
import { hammingDistance } from '../../../models/image/pdq/hash256.ts';
import { assemble, type Code, i32, i64, loopWhile, op } from '../../../models/image/search/assembler.ts';
import { buildIndex, type IndexEntry, loadIndex } from '../../../models/image/search/index.ts';
import { median } from '../table.ts';
import { ROUNDS, race } from './race.ts';
import { type Row, time } from './row.ts';

const RADIUS = 31;

/** Hashes one after the other, 32 bytes each. */
function hashes(count: number, seed: number): Uint8Array<ArrayBuffer> {
  const random = seeded(seed);
  const packed = new Uint8Array(count * 32);
  for (let k = 0; k < packed.length; k++) packed[k] = random.below(256);
  return packed;
}

function entriesOf(packed: Uint8Array): IndexEntry[] {
  return Array.from({ length: packed.length / 32 }, (_, i) => ({
    featureId: `f${i.toString(36)}`,
    pdq: packed.subarray(i * 32, (i + 1) * 32),
  }));
}

function entries(count: number, seed: number): IndexEntry[] {
  return entriesOf(hashes(count, seed));
}

function near(pdq: Uint8Array, bits: number, random: ReturnType<typeof seeded>): Uint8Array {
  const copy = pdq.slice();
  for (let i = 0; i < bits; i++) {
    const bit = random.below(256);
    copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
  }
  return copy;
}

const bitsOf = Uint8Array.from({ length: 65536 }, (_, value) => {
  let count = 0;
  for (let rest = value; rest > 0; rest >>= 1) count += rest & 1;
  return count;
});

/** The flat scan in plain JavaScript: 16-bit table popcount over one packed array, left as soon as it is too far. */
function flatJavaScript(packed: Uint8Array<ArrayBuffer>): (query: Uint8Array) => number[] {
  const words = new Uint32Array(packed.buffer);
  return (query) => {
    const q = new Uint32Array(query.slice().buffer);
    const found: number[] = [];
    for (let i = 0; i < words.length; i += 8) {
      let distance = 0;
      for (let k = 0; k < 8 && distance <= RADIUS; k++) {
        const x = (words[i + k] as number) ^ (q[k] as number);
        distance += (bitsOf[x & 0xffff] as number) + (bitsOf[x >>> 16] as number);
      }
      if (distance <= RADIUS) found.push(i >> 3);
    }
    return found;
  };
}

/**
 * Merely reading the first column of the index, sixteen bytes an entry, in WebAssembly, sixteen words a turn: the floor
 * under any flat scan.
 */
function readFloor(count: number): () => unknown {
  const bytes = count * 16;
  const memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / 65536) });
  // Memory never written to is one page of zeros over and over, which costs nothing to read.
  new Uint8Array(memory.buffer).fill(1);
  const [at, end, sum] = [0, 1, 2];
  const loads = Array.from(
    { length: 16 },
    (_, i): Code => [...op.get(at), ...op.load64(i * 8), ...(i > 0 ? op.or64 : [])],
  );
  const module = assemble([
    {
      name: 'read',
      parameters: [i32, i32],
      locals: [i64],
      result: i32,
      body: [
        loopWhile(
          [...op.get(at), ...op.get(end), ...op.lessThan],
          [...loads.flat(), ...op.get(sum), ...op.or64, ...op.set(sum)],
          [...op.get(at), ...op.constant(128), ...op.add, ...op.set(at)],
        ),
        [...op.get(sum), ...op.wrap],
      ],
    },
  ]);
  const { read } = new WebAssembly.Instance(new WebAssembly.Module(module), { env: { memory } })
    .exports as unknown as { read(from: number, to: number): number };
  return () => read(0, Math.floor(bytes / 128) * 128);
}

/** Search against plain JavaScript, against reading memory, flat against tables; equal answers; ready time and size. */
export function benchSearch(full = false): Row[] {
  const rows: Row[] = [];
  for (const count of full ? [1_000_000, 10_000_000] : [1_000_000]) {
    const packed = hashes(count, 21);
    const random = seeded(22);
    // The million small objects it is built from do not outlive this line: collecting them is no part of opening.
    const file = buildIndex(entriesOf(packed), { tables: true });
    const readies: number[] = [];
    const moves: number[] = [];
    let index = loadIndex(file);
    for (let i = 0; i < ROUNDS; i++) {
      const begun = performance.now();
      index = loadIndex(file);
      readies.push(performance.now() - begun);
      const loaded = performance.now();
      index.query(packed.subarray(0, 32), RADIUS, { method: 'tables' });
      moves.push(performance.now() - loaded);
    }
    const queries = Array.from({ length: 8 }, (_, i) =>
      near(packed.subarray(random.below(count) * 32).slice(0, 32), i * 4, random),
    );
    const label = count.toLocaleString('en');
    if (count === 1_000_000) {
      const plain = flatJavaScript(packed);
      const floor = readFloor(count);
      const times = race({
        flat: () => {
          for (const query of queries) index.query(query, RADIUS, { method: 'flat' });
        },
        plain: () => {
          for (const query of queries) plain(query);
        },
        floor: () => {
          for (let i = 0; i < queries.length; i++) floor();
        },
        tables: () => {
          for (const query of queries) index.query(query, RADIUS, { method: 'tables' });
        },
      });
      rows.push(
        {
          what: `search, ${label}: flat against flat JavaScript`,
          ours: time(times.flat / queries.length),
          peer: time(times.plain / queries.length),
          value: times.ratio('plain', 'flat'),
          bar: 6,
        },
        {
          what: '  flat against the memory read floor',
          ours: time(times.flat / queries.length),
          peer: time(times.floor / queries.length),
          value: times.ratio('flat', 'floor'),
          bar: 2.2,
          sense: 'at most',
        },
        {
          what: '  multi-index against flat',
          ours: time(times.tables / queries.length),
          peer: time(times.flat / queries.length),
          value: times.ratio('tables', 'flat'),
          bar: 0.3,
          sense: 'at most',
        },
        { what: '  bytes an entry', value: file.length / count, bar: 101, sense: 'at most' },
        {
          what: '  milliseconds until ready',
          ours: time(median(readies)),
          value: median(readies),
          bar: 150,
          sense: 'at most',
        },
        {
          what: '  … and once, when the tables are moved in',
          ours: time(median(moves)),
          value: median(moves),
        },
      );
    } else {
      const times = race({
        flat: () => index.query(queries[3] as Uint8Array, RADIUS, { method: 'flat' }),
        tables: () => index.query(queries[3] as Uint8Array, RADIUS, { method: 'tables' }),
      });
      rows.push({
        what: `search, ${label}: multi-index against flat`,
        ours: time(times.tables),
        peer: time(times.flat),
        value: times.ratio('tables', 'flat'),
        bar: 0.15,
        sense: 'at most',
      });
    }
  }
  rows.push({ what: '  answers equal to brute force, every radius to 31', value: equality(), bar: 1 });
  return rows;
}

/** Share of queries with exactly the brute-force answer: duplicates, near neighbours, empty and one-entry indexes. */
function equality(): number {
  const random = seeded(23);
  let right = 0;
  let asked = 0;
  for (const size of [0, 1, 2000]) {
    const list = entries(size, 24 + size);
    const all = [...list];
    for (let i = 0; i < size; i += 7)
      all.push({ featureId: `n${i}`, pdq: near((list[i] as IndexEntry).pdq, random.below(40), random) });
    if (size > 1) all.push({ featureId: 'again', pdq: (list[0] as IndexEntry).pdq.slice() });
    for (const tables of [false, true]) {
      const index = loadIndex(buildIndex(all, { tables }));
      for (let radius = 0; radius <= RADIUS; radius++) {
        const base = all[random.below(Math.max(1, all.length))]?.pdq ?? new Uint8Array(32);
        const query = near(base, random.below(24), random);
        const wanted = all
          .map(({ featureId, pdq }) => ({ featureId, distance: hammingDistance(pdq, query) }))
          .filter(({ distance }) => distance <= radius)
          .sort((a, b) => a.distance - b.distance || (a.featureId < b.featureId ? -1 : 1));
        asked++;
        if (
          JSON.stringify(index.query(query, radius, { method: tables ? 'tables' : 'flat' })) ===
          JSON.stringify(wanted)
        )
          right++;
      }
    }
  }
  return right / asked;
}
