import { assemble, type Code, type FunctionSource, i32, i64, loopWhile, op, when } from './assembler.ts';

/**
 * Both kernels write pairs of (entry, distance) as u32 to `out`, at most `capacity` of them, and answer how many there
 * were. Hashes lie in two columns of 16 bytes an entry, so that the first column alone rejects practically everything.
 */
export type Kernel = {
  /** Looks at every entry; `count` must be a multiple of `unroll` (pad the columns). */
  scan(
    first: number,
    second: number,
    count: number,
    query: number,
    radius: number,
    out: number,
    capacity: number,
  ): number;
  /** Looks at entries sharing a 16-bit piece with the query up to one bit; exact for radius 31 or less. */
  probe(
    first: number,
    second: number,
    starts: number,
    postings: number,
    listBytes: number,
    query: number,
    radius: number,
    out: number,
    capacity: number,
  ): number;
};

export const unroll = 8;
/** Pieces of 16 bits; 31 differing bits over 16 pieces leave at least one piece with at most one. */
export const pieces = 16;
export const buckets = 65536;

/** Instantiates the kernels over a memory; postings are `postingBytes` (3 or 4) wide. */
export function kernelOver(memory: WebAssembly.Memory, postingBytes: 3 | 4): Kernel {
  const module = new WebAssembly.Module(assemble([scanSource(), probeSource(postingBytes)]));
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  return instance.exports as unknown as Kernel;
}

/** distance(first column at `at`, offset) → local; keeps only what the radius allows, then adds the second column. */
function compare(slots: {
  first: number;
  second: Code;
  entry: Code;
  offset: number;
  words: readonly [number, number, number, number];
  radius: number;
  out: number;
  capacity: number;
  distance: number;
  found: number;
}): Code {
  const { first, second, entry, offset, words, radius, out, capacity, distance, found } = slots;
  const half = (address: Code, low: number, high: number): Code =>
    [
      [...address, ...op.load64(offset), ...op.get(low), ...op.xor64, ...op.popcount64],
      [...address, ...op.load64(offset + 8), ...op.get(high), ...op.xor64, ...op.popcount64],
      op.add64,
      op.wrap,
    ].flat();
  return [
    ...half(op.get(first), words[0], words[1]),
    ...op.tee(distance),
    ...op.get(radius),
    ...op.lessOrEqual,
    ...when(
      half(second, words[2], words[3]),
      op.get(distance),
      op.add,
      op.tee(distance),
      op.get(radius),
      op.lessOrEqual,
      when(
        op.get(found),
        op.get(capacity),
        op.lessThan,
        when(
          [...op.get(out), ...op.get(found), ...op.constant(3), ...op.shiftLeft, ...op.add],
          entry,
          op.store32(0),
          [...op.get(out), ...op.get(found), ...op.constant(3), ...op.shiftLeft, ...op.add],
          op.get(distance),
          op.store32(4),
        ),
        [...op.get(found), ...op.constant(1), ...op.add, ...op.set(found)],
      ),
    ),
  ];
}

function loadQuery(query: number, words: readonly number[]): Code {
  return words.flatMap((word, i) => [...op.get(query), ...op.load64(i * 8), ...op.set(word)]);
}

function increase(local: number, by: number): Code {
  return [...op.get(local), ...op.constant(by), ...op.add, ...op.set(local)];
}

/**
 * Eight entries a turn (four from the start on, four from the middle) without a branch between them: each adds the sign of (bits - radius - 1) to one word, and only a
 * turn with a sign in it is looked at entry by entry. Measured 1.6x a branch for every entry. `bits` are those that
 * differ in one or both halves of the first column: never more than the distance, about 48 in strangers, and one count
 * instead of two.
 */
function scanSource(): FunctionSource {
  const [first, second, count, query, radius, out, capacity] = [0, 1, 2, 3, 4, 5, 6];
  const words = [7, 8, 9, 10] as const;
  const [limit, signs, distance, found, stop, origin, end, other] = [11, 12, 13, 14, 15, 16, 17, 18];
  const near: Code[] = [];
  const each = unroll / 2;
  for (let k = 0; k < unroll; k++) {
    const [from, offset] = [k < each ? first : other, (k % each) * 16];
    near.push([
      ...[...op.get(from), ...op.load64(offset), ...op.get(words[0]), ...op.xor64],
      ...[...op.get(from), ...op.load64(offset + 8), ...op.get(words[1]), ...op.xor64],
      ...[...op.or64, ...op.popcount64, ...op.get(limit), ...op.subtract64],
      ...(k > 0 ? op.or64 : []),
    ]);
  }
  const oneByOne = (from: number): Code => [
    ...[...op.get(from), ...op.set(stop)],
    ...increase(from, -each * 16),
    ...loopWhile(
      [...op.get(from), ...op.get(stop), ...op.lessThan],
      compare({
        ...{ first: from, offset: 0, words, radius, out, capacity, distance, found },
        second: [...op.get(from), ...op.get(second), ...op.add],
        entry: [
          ...[...op.get(from), ...op.get(origin), ...op.subtract],
          ...[...op.constant(4), ...op.shiftRight],
        ],
      }),
      increase(from, 16),
    ),
  ];
  return {
    name: 'scan',
    parameters: [i32, i32, i32, i32, i32, i32, i32],
    locals: [i64, i64, i64, i64, i64, i64, i32, i32, i32, i32, i32, i32],
    result: i32,
    body: [
      loadQuery(query, words),
      [...op.get(radius), ...op.constant(1), ...op.add, ...op.extend, ...op.set(limit)],
      // Two places at once, the start and the middle: memory is fetched ahead for both.
      [...op.get(first), ...op.tee(origin), ...op.get(count), ...op.constant(3), ...op.shiftLeft],
      [...op.add, ...op.tee(other), ...op.set(end)],
      // From here on `second` is how far the second column lies behind the first.
      [...op.get(second), ...op.get(first), ...op.subtract, ...op.set(second)],
      loopWhile(
        [...op.get(first), ...op.get(end), ...op.lessThan],
        [...near.flat(), ...op.set(signs)],
        increase(first, each * 16),
        increase(other, each * 16),
        [...op.get(signs), ...op.constant64(0), ...op.lessThanSigned64],
        when(oneByOne(first), oneByOne(other)),
      ),
      op.get(found),
    ],
  };
}

function probeSource(postingBytes: 3 | 4): FunctionSource {
  const [first, second, starts, postings, listBytes, query, radius, out, capacity] = [
    0, 1, 2, 3, 4, 5, 6, 7, 8,
  ];
  const words = [9, 10, 11, 12] as const;
  const [distance, found, piece, flip, bucket, at, end, entry, address] = [
    13, 14, 15, 16, 17, 18, 19, 20, 21,
  ];
  const postingAt = (start: Code): Code => [
    ...start,
    ...op.constant(postingBytes),
    ...op.multiply,
    ...op.get(postings),
    ...op.add,
  ];
  const oneBucket: Code = [
    // mask: bit `flip`, or nothing for flip 16
    ...[...op.get(query), ...op.get(piece), ...op.constant(1), ...op.shiftLeft, ...op.add, ...op.load16(0)],
    ...[...op.constant(1), ...op.get(flip), ...op.shiftLeft, ...op.constant(0xffff), ...op.and, ...op.xor],
    ...[...op.constant(2), ...op.shiftLeft, ...op.get(starts), ...op.add, ...op.set(bucket)],
    ...[...postingAt([...op.get(bucket), ...op.load32(0)]), ...op.set(at)],
    ...[...postingAt([...op.get(bucket), ...op.load32(4)]), ...op.set(end)],
    ...loopWhile(
      [...op.get(at), ...op.get(end), ...op.lessThan],
      [...op.get(at), ...op.load32(0)],
      postingBytes === 3 ? [...op.constant(0xffffff), ...op.and] : [],
      [...op.tee(entry), ...op.constant(4), ...op.shiftLeft, ...op.get(first), ...op.add, ...op.set(address)],
      compare({
        ...{ first: address, offset: 0, words, radius, out, capacity, distance, found },
        second: [...op.get(entry), ...op.constant(4), ...op.shiftLeft, ...op.get(second), ...op.add],
        entry: op.get(entry),
      }),
      increase(at, postingBytes),
    ),
  ];
  return {
    name: 'probe',
    parameters: [i32, i32, i32, i32, i32, i32, i32, i32, i32],
    locals: [i64, i64, i64, i64, i32, i32, i32, i32, i32, i32, i32, i32, i32],
    result: i32,
    body: [
      loadQuery(query, words),
      loopWhile(
        [...op.get(piece), ...op.constant(pieces), ...op.lessThan],
        // Up to radius 15 some piece is equal, so only the unflipped bucket needs a look.
        [...op.constant(16), ...op.set(flip)],
        oneBucket,
        [...op.get(radius), ...op.constant(pieces), ...op.atLeast],
        when(
          [...op.constant(0), ...op.set(flip)],
          loopWhile([...op.get(flip), ...op.constant(16), ...op.lessThan], oneBucket, increase(flip, 1)),
        ),
        increase(piece, 1),
        [...op.get(starts), ...op.constant((buckets + 1) * 4), ...op.add, ...op.set(starts)],
        [...op.get(postings), ...op.get(listBytes), ...op.add, ...op.set(postings)],
      ),
      op.get(found),
    ],
  };
}
