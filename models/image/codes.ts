import { prepareZXingModule, type ReadInputBarcodeFormat, readBarcodes } from 'zxing-wasm/reader';
import type { Frame } from './decode.ts';
import type { Luma } from './pdq/luma.ts';
import { type Region, scaleRegion } from './region.ts';
import { thumbnailOf } from './thumbnail.ts';

/** A bar code or QR code read in a picture. */
export type Code = { readonly format: string; readonly text: string; readonly region: Region };

/** Reads codes; made once per process from the bytes of zxing_reader.wasm. */
export type CodeReader = { read(frame: Frame): Promise<Code[]> };

/** Longest side looked at; a code too small here is too small for a shopper's telephone, too. */
const longestSide = 1200;

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

async function readCodes(frame: Frame): Promise<Code[]> {
  const luma = thumbnailOf(frame, longestSide);
  const results = await readBarcodes(greymap(luma), {
    formats,
    // Without it no DataMatrix is found at all; looking again at half size found nothing more (64 pictures).
    tryHarder: true,
    tryRotate: true,
    tryInvert: false,
    tryDownscale: false,
    minLineCount: 3,
    maxNumberOfSymbols: 8,
  });
  const original = { width: frame.originalWidth, height: frame.originalHeight };
  return results
    .filter((result) => result.isValid)
    .map(({ format, text, position }) => {
      const corners = [position.topLeft, position.topRight, position.bottomLeft, position.bottomRight];
      const xs = corners.map((corner) => corner.x);
      const ys = corners.map((corner) => corner.y);
      const box = {
        x: Math.min(...xs),
        y: Math.min(...ys),
        width: Math.max(1, Math.max(...xs) - Math.min(...xs)),
        height: Math.max(1, Math.max(...ys) - Math.min(...ys)),
      };
      return { format, text, region: scaleRegion(box, luma, original) };
    });
}

/** A picture as a PGM file: one byte a pixel instead of four, which the library takes as it is. */
function greymap({ width, height, data }: Luma): Uint8Array {
  const head = new TextEncoder().encode(`P5\n${width} ${height}\n255\n`);
  const bytes = new Uint8Array(head.length + data.length);
  bytes.set(head);
  const at = head.length;
  for (let i = 0; i < data.length; i++) bytes[at + i] = (data[i] as number) + 0.5;
  return bytes;
}
