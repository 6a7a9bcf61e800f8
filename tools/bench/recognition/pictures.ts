import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { decodeFrame, type Frame } from '../../../models/image/decode.ts';
import { type OpenedImage, openImage } from '../../../models/image/guard.ts';

const require = createRequire(import.meta.url);

/** An opened picture; throws when the guard refuses it. */
export function opened(bytes: Uint8Array): OpenedImage {
  const image = openImage(bytes);
  if (!image.ok) throw new Error(image.error.code);
  return image;
}

export async function frameOf(bytes: Uint8Array, background?: '#ffffff' | '#000000'): Promise<Frame> {
  const decoded = await decodeFrame(opened(bytes), background);
  if (!decoded.ok) throw new Error(decoded.error.code);
  return decoded.frame;
}

export const zxingWasm = (): Uint8Array =>
  readFileSync(require.resolve('zxing-wasm/reader/zxing_reader.wasm'));
