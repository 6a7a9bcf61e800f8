import { decodeFrame } from './decode.ts';
import { type Background, type ImageError, openImage } from './guard.ts';
import { packLooks } from './looks.ts';
import { fingerprintPixels } from './pdq/pdq.ts';
import { registeredLooks } from './picture-looks.ts';

/** What a row of `features.ndjson` says of its picture; not to be registered when `quality` is below 50. */
export type Registration = { readonly pdq: string; readonly quality: number; readonly looks: string };

/** The exact fingerprint and the looks of a picture to be registered. */
export async function registrationOf(
  bytes: Uint8Array,
  background?: Background,
): Promise<{ ok: true; registration: Registration } | { ok: false; error: ImageError }> {
  const image = openImage(bytes);
  const decoded = image.ok ? await decodeFrame(image, background) : image;
  if (!decoded.ok) return decoded;
  const { pdq, quality } = fingerprintPixels(decoded.frame);
  return { ok: true, registration: { pdq, quality, looks: packLooks(registeredLooks(decoded.frame)) } };
}
