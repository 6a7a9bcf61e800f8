import { assemble } from '../search/assembler.ts';
import { columnsAtSource, columnsSource, slideSource, transposeSource } from './filters.ts';
import { halveSource, narrowSource, stepsSource } from './grey.ts';
import { histogramSource, quarterSource, roundSource, standingSource, variationSource } from './measures.ts';
import { pickSource, pickTurnedSource } from './picking.ts';
import {
  gatherSource,
  meanSource,
  runningSource,
  stackSource,
  weighSource,
  weighStackSource,
} from './pixels.ts';
import { combineSource, gradientsSource, productSource } from './samples.ts';

/** What pixels are measured with; see the sources for what each does. All addresses are bytes in `bytes`. */
export type Kernels = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly floats: Float32Array<ArrayBuffer>;
  readonly integers: Int32Array<ArrayBuffer>;
  columns(from: number, to: number, width: number, height: number, window: number): void;
  columnsAt(
    from: number,
    to: number,
    width: number,
    height: number,
    window: number,
    wanted: number,
    lineBytes: number,
  ): void;
  slide(sums: number, entering: number, leaving: number, out: number, width: number, count: number): void;
  transpose(from: number, to: number, width: number, height: number): void;
  combine(
    from: number,
    to: number,
    width: number,
    lines: number,
    first: number,
    weights: number,
    taps: number,
  ): void;
  product(left: number, right: number, out: number, columns: number): void;
  gradients(grid: number, out: number): void;
  pick(row: number, offsets: number, count: number, out: number): void;
  pickTurned(rows: number, rowBytes: number, offsets: number, count: number, out: number): void;
  weigh(pixels: number, count: number, line: number): void;
  stack(rows: number, stride: number, count: number, out: number): void;
  weighStack(words: number, count: number, line: number): void;
  running(line: number, count: number): void;
  gather(sums: number, starts: number, count: number, cells: number): void;
  mean(cells: number, sizes: number, count: number, share: number, out: number): void;
  narrow(line: number, count: number, out: number): void;
  steps(grey: number, stride: number, threshold: number, cells: number): void;
  halve(from: number, stride: number, to: number): void;
  variation(
    from: number,
    count: number,
    before: number,
    ahead: number,
    behind: number,
    mask: number,
    noise: number,
    taps: number,
    out: number,
  ): void;
  round(from: number, count: number, out: number): void;
  histogram(from: number, count: number, bins: number): void;
  quarter(from: number, stride: number, count: number, out: number): void;
  standing(local: number, data: number, count: number, floor: number, out: number): void;
};

/** Three planes of a 512 x 512 luma, padded, and a strip of small tables. */
export const plane = 528 * 528 * 4;
export const planes = [0, plane, 2 * plane] as const;
export const tables = 3 * plane;
const memoryPages = 80;
export const memoryBytes = memoryPages * 65_536;

/**
 * A side the kernels can work on: a multiple of sixteen, but of no large power of two, because the lines of a turned
 * plane would then fall on one another in the processor's cache.
 */
export const padded = (length: number): number => {
  const sixteens = (length + 15) & ~15;
  return sixteens % 256 === 0 ? sixteens + 16 : sixteens;
};

let made: Kernels | undefined;

/**
 * The kernels over one memory of 5 MB for the whole thread. Each use fills what it needs and reads its result before
 * anything else runs, so nothing is kept in the memory between calls.
 */
export function kernels(): Kernels {
  if (made) return made;
  const memory = new WebAssembly.Memory({ initial: memoryPages });
  const module = new WebAssembly.Module(
    assemble([
      columnsSource(),
      columnsAtSource(),
      slideSource(),
      transposeSource(),
      combineSource(),
      productSource(),
      gradientsSource(),
      pickSource(),
      pickTurnedSource(),
      weighSource(),
      stackSource(),
      weighStackSource(),
      runningSource(),
      gatherSource(),
      meanSource(),
      narrowSource(),
      stepsSource(),
      halveSource(),
      variationSource(),
      roundSource(),
      standingSource(),
      histogramSource(),
      quarterSource(),
    ]),
  );
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  made = {
    ...(instance.exports as unknown as Omit<Kernels, 'bytes' | 'floats' | 'integers'>),
    bytes: new Uint8Array(memory.buffer),
    floats: new Float32Array(memory.buffer),
    integers: new Int32Array(memory.buffer),
  };
  return made;
}
