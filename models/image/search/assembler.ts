/**
 * Just enough WebAssembly assembler for the search and pixel kernels: one memory imported, a few
 * exported functions on whole numbers and on vectors of four single-precision numbers.
 * Written by hand so that no toolchain and no binary blob stands between the source and what runs.
 * Encoding: WebAssembly Core Specification 2.0, chapter 5.
 */
export const i32 = 0x7f;
export const i64 = 0x7e;
export const v128 = 0x7b;

export type Code = readonly number[];

/** Instructions used by the kernels; operands follow in postfix order as on the machine's stack. */
export const op = {
  get: (local: number): Code => [0x20, ...unsigned(local)],
  set: (local: number): Code => [0x21, ...unsigned(local)],
  tee: (local: number): Code => [0x22, ...unsigned(local)],
  constant: (value: number): Code => [0x41, ...signed(value)],
  load8: (offset = 0): Code => [0x2d, 0, ...unsigned(offset)],
  load32: (offset = 0): Code => [0x28, 0, ...unsigned(offset)],
  load16: (offset = 0): Code => [0x2f, 0, ...unsigned(offset)],
  load64: (offset = 0): Code => [0x29, 0, ...unsigned(offset)],
  store32: (offset = 0): Code => [0x36, 0, ...unsigned(offset)],
  add: [0x6a],
  subtract: [0x6b],
  multiply: [0x6c],
  and: [0x71],
  xor: [0x73],
  shiftLeft: [0x74],
  shiftRight: [0x76],
  lessOrEqual: [0x4d],
  lessThan: [0x49],
  atLeast: [0x4f],
  lessThanSigned: [0x48],
  atLeastSigned: [0x4e],
  wrap: [0xa7],
  xor64: [0x85],
  add64: [0x7c],
  subtract64: [0x7d],
  or64: [0x84],
  lessThanSigned64: [0x53],
  extend: [0xad],
  constant64: (value: number): Code => [0x42, ...signed(value)],
  popcount64: [0x7b],
  // Four single-precision numbers at once (Core Specification, vector instructions).
  loadVector: (offset = 0): Code => [0xfd, 0x00, 0, ...unsigned(offset)],
  loadSplat: (offset = 0): Code => [0xfd, 0x09, 0, ...unsigned(offset)],
  storeVector: (offset = 0): Code => [0xfd, 0x0b, 0, ...unsigned(offset)],
  /** All lanes the single-precision value of an i32. */
  splatOfInteger: [0xb2, 0xfd, 0x13],
  lessThanVector: [0xfd, 0x43],
  largerVector: [0xfd, ...unsigned(0xe9)],
  lanesOfSingle: [0xfd, ...unsigned(0xf8)],
  // Whole numbers in lanes, and doubles two at a time.
  loadLane32: (lane: number): Code => [0xfd, 0x56, 0, 0, lane],
  loadSplat64: (offset = 0): Code => [0xfd, 0x0a, 0, ...unsigned(offset)],
  orVector: [0xfd, 0x50],
  addLanes: [0xfd, ...unsigned(0xae)],
  shiftRightLanes: [0xfd, ...unsigned(0xad)],
  singleOfLanes: [0xfd, ...unsigned(0xfa)],
  dotWords: [0xfd, ...unsigned(0xba)],
  shiftRightWords: [0xfd, ...unsigned(0x8d)],
  addWords: [0xfd, ...unsigned(0x8e)],
  wordsOfLanes: [0xfd, ...unsigned(0x85)],
  bytesOfWords: [0xfd, 0x66],
  pairSumsOfBytes: [0xfd, 0x7d],
  pairSumsOfWords: [0xfd, 0x7f],
  atLeastBytes: [0xfd, 0x2c],
  splatOfByte: [0xfd, 0x0f],
  subtractBytes: [0xfd, 0x71],
  /** Not below zero. */
  excessOfBytes: [0xfd, 0x73],
  doubleOfLanes: [0xfd, ...unsigned(0xfe)],
  multiplyDoubles: [0xfd, ...unsigned(0xf2)],
  divideDoubles: [0xfd, ...unsigned(0xf3)],
  singleOfDoubles: [0xfd, 0x5e],
  vector: (bytes: readonly number[]): Code => [0xfd, 0x0c, ...bytes],
  shuffle: (lanes: readonly number[]): Code => [0xfd, 0x0d, ...lanes],
  /** Bytes by the second vector's numbers; a zero where they reach beyond. */
  swizzle: [0xfd, 0x0e],
  wordsOfLowBytes: [0xfd, ...unsigned(0x89)],
  wordsOfHighBytes: [0xfd, ...unsigned(0x8a)],
  andVector: [0xfd, 0x4e],
  truncateVector: [0xfd, 0x69],
  absoluteVector: [0xfd, ...unsigned(0xe0)],
  addVector: [0xfd, ...unsigned(0xe4)],
  subtractVector: [0xfd, ...unsigned(0xe5)],
  multiplyVector: [0xfd, ...unsigned(0xe6)],
  divideVector: [0xfd, ...unsigned(0xe7)],
  breakIf: (depth: number): Code => [0x0d, depth],
  jump: (depth: number): Code => [0x0c, depth],
} as const;

/** `body` runs when the i32 on the stack is not 0. */
export function when(...body: readonly Code[]): Code {
  return [0x04, 0x40, ...body.flat(), 0x0b];
}

/** Repeats while `condition` leaves a non-zero i32. Inside the body, depth 0 continues and depth 1 leaves. */
export function loopWhile(condition: Code, ...body: readonly Code[]): Code {
  return [
    ...[0x02, 0x40],
    ...[0x03, 0x40],
    ...condition,
    0x45,
    ...op.breakIf(1),
    ...body.flat(),
    ...op.jump(0),
    ...[0x0b, 0x0b],
  ];
}

export type FunctionSource = {
  readonly name: string;
  readonly parameters: readonly number[];
  /** Locals after the parameters. */
  readonly locals: readonly number[];
  readonly result: number;
  readonly body: readonly Code[];
};

/** A module that imports memory `env.memory` and exports the functions by name. */
export function assemble(functions: readonly FunctionSource[]): Uint8Array<ArrayBuffer> {
  const types = functions.map(({ parameters, result }) => [
    0x60,
    ...vector(parameters.map((p) => [p])),
    1,
    result,
  ]);
  const bodies = functions.map(({ locals, body }) => {
    const code = [...vector(locals.map((type) => [1, type])), ...body.flat(), 0x0b];
    return [...unsigned(code.length), ...code];
  });
  return Uint8Array.from([
    ...[0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, vector(types)),
    ...section(2, vector([[...name('env'), ...name('memory'), 2, 0, 1]])),
    ...section(3, vector(functions.map((_, i) => unsigned(i)))),
    ...section(7, vector(functions.map((source, i) => [...name(source.name), 0, ...unsigned(i)]))),
    ...section(10, vector(bodies)),
  ]);
}

function section(id: number, content: readonly number[]): number[] {
  return [id, ...unsigned(content.length), ...content];
}

function vector(items: readonly (readonly number[])[]): number[] {
  return [...unsigned(items.length), ...items.flat()];
}

function name(text: string): number[] {
  const bytes = [...new TextEncoder().encode(text)];
  return [...unsigned(bytes.length), ...bytes];
}

/** LEB128, unsigned. */
function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest & 0x7f;
    rest = Math.floor(rest / 128);
    bytes.push(rest > 0 ? low | 0x80 : low);
  } while (rest > 0);
  return bytes;
}

/** LEB128, signed. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  let rest = value | 0;
  for (;;) {
    const low = rest & 0x7f;
    rest >>= 7;
    const done = (rest === 0 && (low & 0x40) === 0) || (rest === -1 && (low & 0x40) !== 0);
    bytes.push(done ? low : low | 0x80);
    if (done) return bytes;
  }
}
