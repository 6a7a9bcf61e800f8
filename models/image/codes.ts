import { prepareZXingModule, type ReadInputBarcodeFormat, readBarcodes } from 'zxing-wasm/reader';
import { codePlaces, overlap } from './code-places.ts';
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

/**
 * Looks only where the picture is as restless as bars and modules are, at the size where they are one and a half to
 * three pixels wide: most photographs have no such place, and large codes are read from a small picture.
 */
async function readCodes(frame: Frame): Promise<Code[]> {
  const original = { width: frame.originalWidth, height: frame.originalHeight };
  const codes: Code[] = [];
  for (const part of partsOf(frame)) {
    for (const { format, text, box } of await readPart(part)) {
      const region = scaleRegion(box, part.level, original);
      const known = codes.some(
        (code) => code.format === format && code.text === text && overlap(code.region, region),
      );
      if (!known && codes.length < mostCodes) codes.push({ format, text, region });
    }
  }
  return codes;
}

/** A part of a level as a PGM file: one byte a pixel instead of four, which the library takes as it is. */
type Part = { readonly level: GreyLevel; readonly place: Region; readonly file: Uint8Array };

/** Every part worth a look, finest first. */
function partsOf(frame: Frame): Part[] {
  return greyLevels(frame, longestSide).flatMap((level) =>
    codePlaces(level).map((place) => ({ level, place, file: greymap(level, place) })),
  );
}

function greymap({ stride, at }: GreyLevel, { x, y, width, height }: Region): Uint8Array {
  const { bytes } = kernels();
  const head = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`);
  const file = new Uint8Array(head.length + width * height);
  file.set(head);
  for (let line = 0; line < height; line++) {
    const from = at + (y + line) * stride + x;
    file.set(bytes.subarray(from, from + width), head.length + line * width);
  }
  return file;
}

async function readPart({ place, file }: Part): Promise<{ format: string; text: string; box: Region }[]> {
  const results = await readBarcodes(file, {
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
      const xs = corners.map((corner) => corner.x);
      const ys = corners.map((corner) => corner.y);
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
