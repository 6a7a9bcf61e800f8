import { assemble, type Code, i32, i64, loopWhile, op, when } from '../search/assembler.ts';

/** The nearest descriptors of a set, by Hamming distance over 64 bytes. */
export type Neighbours = {
  /** Index of the nearest and of the second nearest, and their distances; 4 numbers a query. */
  readonly found: Int32Array;
};

const descriptorBytes = 64;

type NearestKernel = { nearest(set: number, count: number, query: number, out: number): number };

/** For each of `queries` (64 bytes each) the two nearest in `set` (64 bytes each). Exact, by WebAssembly popcount. */
export function twoNearest(queries: Uint8Array, set: Uint8Array): Neighbours {
  const queryCount = queries.length / descriptorBytes;
  const setCount = set.length / descriptorBytes;
  const out = set.length + queries.length;
  const memory = new WebAssembly.Memory({ initial: Math.ceil((out + queryCount * 16) / 65536) + 1 });
  const bytes = new Uint8Array(memory.buffer);
  bytes.set(set);
  bytes.set(queries, set.length);
  const kernel = instantiate(memory);
  for (let i = 0; i < queryCount; i++)
    kernel.nearest(0, setCount, set.length + i * descriptorBytes, out + i * 16);
  return { found: new Int32Array(memory.buffer.slice(out, out + queryCount * 16)) };
}

let compiled: WebAssembly.Module | undefined;

function instantiate(memory: WebAssembly.Memory): NearestKernel {
  compiled ??= new WebAssembly.Module(assemble([source()]));
  return new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as NearestKernel;
}

function source() {
  const [set, count, query, out] = [0, 1, 2, 3];
  const words = [4, 5, 6, 7, 8, 9, 10, 11];
  const [distance, best, bestAt, next, nextAt, entry] = [12, 13, 14, 15, 16, 17];
  const terms: Code[] = words.map((word, i) => [
    ...[...op.get(set), ...op.load64(i * 8), ...op.get(word), ...op.xor64, ...op.popcount64],
    ...(i > 0 ? op.add64 : []),
  ]);
  const store = (at: number, local: number): Code => [...op.get(out), ...op.get(local), ...op.store32(at)];
  const copy = (from: number, to: number): Code => [...op.get(from), ...op.set(to)];
  return {
    name: 'nearest',
    parameters: [i32, i32, i32, i32],
    locals: [i64, i64, i64, i64, i64, i64, i64, i64, i32, i32, i32, i32, i32, i32],
    result: i32,
    body: [
      words.flatMap((word, i) => [...op.get(query), ...op.load64(i * 8), ...op.set(word)]),
      [...op.constant(1024), ...op.tee(best), ...op.set(next)],
      [...op.constant(-1), ...op.tee(bestAt), ...op.set(nextAt)],
      loopWhile(
        [...op.get(entry), ...op.get(count), ...op.lessThan],
        [...terms.flat(), ...op.wrap, ...op.tee(distance), ...op.get(next), ...op.lessThan],
        when(
          [...copy(distance, next), ...copy(entry, nextAt)],
          [...op.get(distance), ...op.get(best), ...op.lessThan],
          when([
            ...[...copy(best, next), ...copy(bestAt, nextAt)],
            ...[...copy(distance, best), ...copy(entry, bestAt)],
          ]),
        ),
        [...op.get(set), ...op.constant(descriptorBytes), ...op.add, ...op.set(set)],
        [...op.get(entry), ...op.constant(1), ...op.add, ...op.set(entry)],
      ),
      [...store(0, bestAt), ...store(4, nextAt), ...store(8, best), ...store(12, next)],
      op.get(best),
    ],
  };
}
