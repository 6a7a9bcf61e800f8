import { colourBytes } from './colour-grid.ts';
import type { Hash256 } from './pdq/hash256.ts';
import { transposed } from './symmetries.ts';

/** A part of the upright picture in shares of its sides, 0-1. */
export type Area = {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
};

/** One hash by which a picture is looked for: of which part of it, that part seen which way round (index of symmetries.ts). */
export type Look = { readonly pdq: Hash256; readonly area: Area; readonly symmetry: number };

/** Everything by which a picture is found and told apart: its hashes and its colours (colour-grid.ts). */
export type Looks = { readonly colours: Uint8Array; readonly looks: readonly Look[] };

export const wholeArea: Area = { x: 0, y: 0, width: 1, height: 1 };
const unit = 65_535;
const lookBytes = 41;

/**
 * Looks as base64: the colours, then 41 bytes a look — symmetry, area (four 16-bit numbers, big-endian), hash. They travel
 * in queue messages and lie in every cached picture: a third of what JSON takes.
 */
export function packLooks({ colours, looks }: Looks): string {
  const bytes = new Uint8Array(colourBytes + looks.length * lookBytes);
  const view = new DataView(bytes.buffer);
  bytes.set(colours);
  for (const [i, { pdq, area, symmetry }] of looks.entries()) {
    const at = colourBytes + i * lookBytes;
    bytes[at] = symmetry;
    for (const [k, share] of [area.x, area.y, area.width, area.height].entries())
      view.setUint16(at + 1 + k * 2, Math.round(share * unit));
    bytes.set(pdq, at + 9);
  }
  return Buffer.from(bytes.buffer).toString('base64');
}

/** Throws RangeError when the text holds no looks. */
export function unpackLooks(text: string): Looks {
  const bytes = Uint8Array.from(Buffer.from(text, 'base64'));
  const count = (bytes.length - colourBytes) / lookBytes;
  if (!Number.isInteger(count) || count < 0) throw new RangeError('these are no looks of a picture');
  const view = new DataView(bytes.buffer);
  const looks = Array.from({ length: count }, (_, i): Look => {
    const at = colourBytes + i * lookBytes;
    const [x = 0, y = 0, width = 0, height = 0] = [1, 3, 5, 7].map((k) => view.getUint16(at + k) / unit);
    const symmetry = bytes[at] as number;
    if (symmetry > 7) throw new RangeError('these are no looks of a picture');
    return { pdq: bytes.subarray(at + 9, at + lookBytes), area: { x, y, width, height }, symmetry };
  });
  return { colours: bytes.subarray(0, colourBytes), looks };
}

/** A whole picture's hash also tells that of the picture with its axes exchanged: the same bits transposed. */
export function withTransposed(looks: readonly Look[]): Look[] {
  return looks.flatMap((look) =>
    look.area.width === 1 && look.area.height === 1
      ? [look, { ...look, pdq: transposedHash(look.pdq), symmetry: transposed(look.symmetry) }]
      : [look],
  );
}

function transposedHash(hash: Hash256): Hash256 {
  const out = new Uint8Array(32);
  for (let k = 0; k < 256; k++) {
    if ((((hash[31 - (k >> 3)] as number) >> (k & 7)) & 1) === 0) continue;
    const to = ((k & 15) << 4) | (k >> 4);
    out[31 - (to >> 3)] = (out[31 - (to >> 3)] as number) | (1 << (to & 7));
  }
  return out;
}
