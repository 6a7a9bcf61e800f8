import type { Background, ImageError, OpenedImage } from './guard.ts';
import { classifyDecodeError, pipelineOf } from './guard.ts';

/** Interleaved 8-bit pixels, row-major, `channels` 1 (grey) or 3 (RGB). */
export type Pixels = {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
  readonly data: Uint8Array;
};

/** One decode: pixels of the auto-oriented picture, possibly scaled down, and the size they stand for. */
export type Frame = Pixels & {
  /** Size of the auto-oriented original in pixels; regions are reported in these. */
  readonly originalWidth: number;
  readonly originalHeight: number;
};

export type FrameOutcome =
  | { readonly ok: true; readonly frame: Frame }
  | { readonly ok: false; readonly error: ImageError };

/** Above this many pixels a picture is scaled down while it is read, to bound memory at ~50 MB. */
export const wholeFramePixels = 12_000_000;

/** Decodes whole, or scaled (aspect kept) when the picture is very large. Errors: truncated, corrupt, timeout. */
export async function decodeFrame(image: OpenedImage, background?: Background): Promise<FrameOutcome> {
  const { width, height } = image.header;
  if (width * height <= wholeFramePixels) return decode(image, { background });
  const scale = Math.sqrt(wholeFramePixels / (width * height)) * 0.6;
  return decode(image, { longest: Math.max(1, Math.round(Math.max(width, height) * scale)), background });
}

/** Decodes with the longest side at most `longest` pixels, shrinking on load. */
export async function decodeScaled(
  image: OpenedImage,
  longest: number,
  background?: Background,
): Promise<FrameOutcome> {
  const { width, height } = image.header;
  return decode(image, { longest: Math.max(width, height) <= longest ? 0 : longest, background });
}

/** Decodes to an exact size, aspect ignored, shrinking on load (cubic). The fast fingerprint's input. */
export async function decodeFilled(image: OpenedImage, width: number, height: number): Promise<FrameOutcome> {
  return decode(image, { width, height });
}

/** Exactly width x height, or at most `longest` a side, or (all zero) the size it has. */
type Target = {
  readonly longest?: number;
  readonly width?: number;
  readonly height?: number;
  readonly background?: Background | undefined;
};

/** Strict first: a picture with a hole in it must not pass, one with a strange but harmless marker must. */
async function decode(image: OpenedImage, target: Target): Promise<FrameOutcome> {
  const strict = await attempt(image, 'warning', target);
  if (strict.ok || strict.error.code !== 'corrupt') return strict;
  return attempt(image, 'truncated', target);
}

async function attempt(
  image: OpenedImage,
  failOn: 'warning' | 'truncated',
  { longest = 0, width = 0, height = 0, background }: Target,
): Promise<FrameOutcome> {
  try {
    let pipeline = pipelineOf(image, failOn, background);
    let original: { width: number; height: number } | undefined;
    if (longest > 0) original = (await pipeline.metadata()).autoOrient;
    if (longest > 0 || width > 0) {
      pipeline = pipeline.resize({
        width: width || longest,
        height: height || longest,
        fit: longest > 0 ? 'inside' : 'fill',
        kernel: 'cubic',
        withoutEnlargement: longest > 0,
        fastShrinkOnLoad: true,
      });
    }
    const { data, info } = await pipeline.removeAlpha().raw({ depth: 'uchar' }).toBuffer({
      resolveWithObject: true,
    });
    const channels = info.channels === 1 ? 1 : 3;
    return {
      ok: true,
      frame: {
        width: info.width,
        height: info.height,
        channels,
        // Not a Buffer: cutting rows out of a plain array is several times cheaper.
        data: new Uint8Array(data.buffer, data.byteOffset, data.byteLength),
        originalWidth: original?.width ?? info.width,
        originalHeight: original?.height ?? info.height,
      },
    };
  } catch (error) {
    return { ok: false, error: classifyDecodeError(error) };
  }
}
