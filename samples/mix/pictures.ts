import type { ImageFacts } from '../../models/image-facts.ts';
import { photograph } from '../images/photograph.ts';
import { drawProduct } from '../images/product.ts';
import type { ShapeName } from '../images/shapes.ts';
import { analyser } from './analyser.ts';
import { INNOCENT_KINDS } from './goods.ts';

/** A rendered picture and what the pipeline will measure of it. */
export type PoolPicture = { readonly bytes: Uint8Array; readonly facts: ImageFacts };

const PER_SHAPE = 3;
const SIDE = 320;
let pool: Promise<Map<ShapeName, PoolPicture[]>> | undefined;

/** A few dozen pictures, drawn and analysed once in a process: three of each kind of goods. */
export function picturePool(): Promise<Map<ShapeName, PoolPicture[]>> {
  pool ??= fill();
  return pool;
}

async function fill(): Promise<Map<ShapeName, PoolPicture[]>> {
  const analyse = await analyser();
  const shapes: ShapeName[] = [...new Set([...INNOCENT_KINDS.map((kind) => kind.shape), 'shoe' as const])];
  const rows = await Promise.all(
    shapes.map(async (shape, row): Promise<[ShapeName, PoolPicture[]]> => {
      const pictures: PoolPicture[] = [];
      for (let i = 0; i < PER_SHAPE; i++) {
        const seed = 5000 + row * PER_SHAPE + i;
        const canvas = drawProduct({ shape, hue: row * 29 + i * 70, side: SIDE }, seed);
        const bytes = await photograph(canvas, seed);
        pictures.push({ bytes, facts: await analyse(bytes) });
      }
      return [shape, pictures];
    }),
  );
  return new Map(rows);
}

/**
 * The picture as another merchant's camera software writes it: the same pixels with a comment of its own, so that
 * content differs by merchant as it does in life. (A JPEG comment segment, ITU-T T.81 B.2.4.5, after the header.)
 */
export function stamped(jpeg: Uint8Array, comment: string): Uint8Array {
  const words = new TextEncoder().encode(comment);
  // Start of image, then the JFIF segment whose length stands behind its marker.
  const after =
    jpeg[2] === 0xff && jpeg[3] === 0xe0 ? 4 + ((jpeg[4] as number) << 8) + (jpeg[5] as number) : 2;
  const out = new Uint8Array(jpeg.length + words.length + 4);
  out.set(jpeg.subarray(0, after));
  out.set([0xff, 0xfe, (words.length + 2) >> 8, (words.length + 2) & 255], after);
  out.set(words, after + 4);
  out.set(jpeg.subarray(after), after + 4 + words.length);
  return out;
}
