import * as z from 'zod';
import type { LocalReference } from '../image/local/reference.ts';

const InSmall = z.object({ width: z.number().int(), height: z.number().int(), ratio: z.number() });

/** Counts of one reference; its numbers follow in this order, each section at a whole word. */
export const Shape = z.object({
  width: z.number().int(),
  height: z.number().int(),
  logo: z.boolean(),
  keypoints: z.number().int(),
  edges: z.number().int(),
  calm: z.number().int(),
  small: InSmall.optional(),
  mask: InSmall.optional(),
  negative: z.boolean().optional(),
});
export type Shape = z.infer<typeof Shape>;

const descriptorBytes = 64;
const bytesOf = ({ buffer, byteOffset, byteLength }: Float32Array): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

/** A reference as counts and bytes: points, descriptors, outline edges, calm points, the picture or the mark's ink in small. */
export function sectionsOf({
  width,
  height,
  logo,
  features,
  outline,
  small,
  mask,
  negative,
}: LocalReference): {
  shape: Shape;
  sections: Uint8Array[];
} {
  return {
    shape: {
      width,
      height,
      logo,
      keypoints: features.count,
      edges: outline.edges.length,
      calm: outline.calm.length,
      ...(small ? { small: sizeOf(small) } : {}),
      ...(mask ? { mask: sizeOf(mask) } : {}),
      ...(negative ? { negative } : {}),
    },
    sections: [
      bytesOf(features.points),
      features.descriptors,
      bytesOf(outline.edges),
      bytesOf(outline.calm),
      ...(small ? [small.grey.data] : []),
      ...(mask ? [mask.grey.data] : []),
    ],
  };
}

type Shrunk = NonNullable<LocalReference['small']>;
const sizeOf = ({ grey: { width, height }, ratio }: Shrunk) => ({ width, height, ratio });

/** Takes references one after the other out of the bytes from `start` on, without copying. */
export function layout(
  bytes: Uint8Array,
  start: number,
  align: (length: number) => number,
): (brand: string, shape: Shape) => LocalReference {
  let at = start;
  const take = (length: number): Uint8Array => {
    const section = bytes.subarray(at, at + length);
    if (section.length !== length) throw new RangeError('the marks are cut short');
    at += align(length);
    return section;
  };
  const floats = (count: number): Float32Array => {
    const section = take(count * 4);
    return new Float32Array(section.buffer, section.byteOffset, count);
  };
  return (brand, { width, height, logo, keypoints, edges, calm, small, mask, negative }) => {
    const points = floats(keypoints * 4);
    const descriptors = take(keypoints * descriptorBytes);
    const outline = { edges: floats(edges), calm: floats(calm) };
    const inSmall = ({ ratio, ...size }: z.infer<typeof InSmall>): Shrunk => ({
      grey: { ...size, data: take(size.width * size.height) },
      ratio,
    });
    return {
      brand,
      width,
      height,
      logo,
      features: { count: keypoints, points, descriptors, width: descriptorBytes },
      outline,
      ...(small ? { small: inSmall(small) } : {}),
      ...(mask ? { mask: inSmall(mask) } : {}),
      ...(negative ? { negative } : {}),
    };
  };
}
