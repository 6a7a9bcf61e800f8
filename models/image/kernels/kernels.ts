import { assemble } from '../search/assembler.ts';
import { columnsSource, transposeSource } from './filters.ts';
import { coloursSource, combineSource, gradientsSource, productSource } from './samples.ts';

/** What pixels are measured with; see the sources for what each does. All addresses are bytes in `bytes`. */
export type Kernels = {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly floats: Float32Array<ArrayBuffer>;
  readonly integers: Int32Array<ArrayBuffer>;
  columns(from: number, to: number, width: number, height: number, window: number): void;
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
  colours(pixels: number, starts: number, count: number, cells: number): void;
};

/** Three planes of a 512 x 512 luma and a strip of small tables. */
export const plane = 1 << 20;
export const planes = [0, plane, 2 * plane] as const;
export const tables = 3 * plane;
const memoryPages = 64;

let made: Kernels | undefined;

/**
 * The kernels over one memory of 4 MB for the whole thread. Each use fills what it needs and reads its result before
 * anything else runs, so nothing is kept in the memory between calls.
 */
export function kernels(): Kernels {
  if (made) return made;
  const memory = new WebAssembly.Memory({ initial: memoryPages });
  const module = new WebAssembly.Module(
    assemble([
      columnsSource(),
      transposeSource(),
      combineSource(),
      productSource(),
      gradientsSource(),
      coloursSource(),
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
