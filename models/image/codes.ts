import { prepareZXingModule, type ReadInputBarcodeFormat, readBarcodes } from 'zxing-wasm/reader';
import { codePlaces, overlap } from './code-places.ts';
import { type Patch, type TurnedPatch, uprightBars } from './code-turn.ts';
import type { Frame } from './decode.ts';
import { type GreyLevel, greyLevels } from './grey-levels.ts';
import { kernels } from './kernels/kernels.ts';
import { type Region, scaleRegion } from './region.ts';

/** A bar code or QR code read in a picture. */
export type Code = { readonly format: string; readonly text: string; readonly region: Region };

/** Reads codes; made once per process from the bytes of zxing_reader.wasm. */
export type CodeReader = { read(frame: Frame): Promise<Code[]> };

/** Longest side looked at; a code too small here is too small for a shopper's telephone, too. */
const longestSide = 1200;
const mostCodes = 8;

/** Retail and logistics codes with check digits or error correction; the others read noise as numbers. */
const formats: ReadInputBarcodeFormat[] = [
  'EAN13',
  'EAN8',
  'UPCA',
  'UPCE',
  'Code128',
  'QRCode',
  'DataMatrix',
];

/** Readies zxing from `wasm` (the library would otherwise fetch it from a network). */
export async function loadCodeReader(wasm: Uint8Array): Promise<CodeReader> {
  const wasmBinary = wasm.slice().buffer;
  await prepareZXingModule({ overrides: { wasmBinary }, equalityFn: () => true, fireImmediately: true });
  return { read: readCodes };
}

/** Pixels of a place up to which it is worth a second look, and of all second looks at one picture: some 15 ms. */
const secondLook = { place: 150_000, picture: 250_000 } as const;

/**
 * Looks only where the picture is as restless as bars and modules are, at the size where they are one and a half to
 * three pixels wide: most photographs have no such place, and large codes are read from a small picture. Where nothing is
 * read, a small place is looked at again: as its negative, and with its bars turned upright. In a large place, where grain or
 * a pattern is as restless as a code, the small ones with strong edges are.
 */
async function readCodes(frame: Frame): Promise<Code[]> {
  const original = { width: frame.originalWidth, height: frame.originalHeight };
  const codes: Code[] = [];
  const keep = ({ level }: Part, found: readonly Found[]): void => {
    for (const { format, text, box } of found) {
      const region = scaleRegion(box, level, original);
      const known = codes.some(
        (code) => code.format === format && code.text === text && overlap(code.region, region),
      );
      if (!known && codes.length < mostCodes) codes.push({ format, text, region });
    }
  };
  const unread: Part[] = [];
  for (const { part, again } of partsOf(frame)) {
    const found = await readPatch(part.patch, part.place);
    keep(part, found);
    if (found.length === 0) unread.push(...again);
  }
  let pixels = 0;
  // Coarse first: there a code is a small place, and what is read there need not be looked for in finer ones.
  for (const part of unread.reverse()) {
    const size = part.patch.width * part.patch.height;
    const read = codes.some(({ region }) => overlap(scaleRegion(region, original, part.level), part.place));
    if (read || pixels + size > secondLook.picture) continue;
    pixels += size;
    keep(part, await readAgain(part));
  }
  return codes;
}

type Found = { readonly format: string; readonly text: string; readonly box: Region };

async function readAgain({ patch, place }: Part): Promise<Found[]> {
  const negative = await readPatch({ ...patch, data: patch.data.map((value) => 255 - value) }, place);
  if (negative.length > 0) return negative;
  const upright = uprightBars(patch);
  return upright ? readPatch(upright, place, upright.back) : [];
}

/** A part of a level. */
type Part = { readonly level: GreyLevel; readonly place: Region; readonly patch: Patch };

/** Every part worth a look, finest first, with what is worth a second one when nothing is read in it. */
function partsOf(frame: Frame): { readonly part: Part; readonly again: readonly Part[] }[] {
  return greyLevels(frame, longestSide).flatMap((level) => {
    const partAt = (place: Region): Part => ({ level, place, patch: patchOf(level, place) });
    const small = ({ width, height }: Region): boolean => width * height <= secondLook.place;
    const places = codePlaces(level);
    const strong = places.every(small) ? [] : codePlaces(level, 'strong').filter(small);
    return places.map((place) => {
      const part = partAt(place);
      const inside = strong.filter((one) => overlap(one, place)).map(partAt);
      return { part, again: small(place) ? [part] : inside };
    });
  });
}

function patchOf({ stride, at }: GreyLevel, { x, y, width, height }: Region): Patch {
  const { bytes } = kernels();
  const data = new Uint8Array(width * height);
  for (let line = 0; line < height; line++) {
    const from = at + (y + line) * stride + x;
    data.set(bytes.subarray(from, from + width), line * width);
  }
  return { width, height, data };
}

/** A PGM file: one byte a pixel instead of four, which the library takes as it is. */
function greymap({ width, height, data }: Patch): Uint8Array {
  const head = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`);
  const file = new Uint8Array(head.length + data.length);
  file.set(head);
  file.set(data, head.length);
  return file;
}

/** Codes in a patch that lies at `place`; `back` takes its points to those of the place. */
async function readPatch(
  patch: Patch,
  place: Region,
  back: TurnedPatch['back'] = (x, y) => [x, y],
): Promise<Found[]> {
  const results = await readBarcodes(greymap(patch), {
    formats,
    // Without it no DataMatrix is found at all.
    tryHarder: true,
    tryRotate: true,
    tryInvert: false,
    tryDownscale: false,
    minLineCount: 3,
    maxNumberOfSymbols: mostCodes,
  });
  return results
    .filter((result) => result.isValid)
    .map(({ format, text, position }) => {
      const corners = [position.topLeft, position.topRight, position.bottomLeft, position.bottomRight];
      const points = corners.map(({ x, y }) => back(x, y));
      const xs = points.map(([x]) => x);
      const ys = points.map(([, y]) => y);
      const [left, top] = [Math.min(...xs), Math.min(...ys)];
      const box = {
        x: place.x + left,
        y: place.y + top,
        width: Math.max(1, Math.max(...xs) - left),
        height: Math.max(1, Math.max(...ys) - top),
      };
      return { format, text, box };
    });
}
