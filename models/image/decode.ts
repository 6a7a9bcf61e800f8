import type { Background, ImageError, OpenedImage } from './guard.ts';
import { classifyDecodeError, pipelineOf } from './guard.ts';
import { sideBySide } from './side-by-side.ts';

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

/** Decodes with the longest side at most `most` pixels, and at least `least` where that is cheaper to decode. */
export async function decodeScaled(image: OpenedImage, least: number, most: number): Promise<FrameOutcome> {
  const { width, height } = image.header;
  const longest = Math.max(width, height);
  const scale = jpegScale(image, longest, least);
  return decode(image, { longest: longest <= most ? 0 : scaledSide(longest, scale, most) });
}

/**
 * Decodes to `most` pixels a side, aspect ignored, or fewer (but not under `least`) where that is cheaper to decode.
 * The fast fingerprint's input: lanczos3, because its edge is nearest to the reference's own filter.
 */
export async function decodeFilled(image: OpenedImage, least: number, most: number): Promise<FrameOutcome> {
  const { width, height } = image.header;
  const scale = jpegScale(image, Math.min(width, height), least);
  return decode(image, {
    width: scaledSide(width, scale, most),
    height: scaledSide(height, scale, most),
    kernel: 'lanczos3',
  });
}

/**
 * Gives a frame's memory back at once: its pixels are gone afterwards. They lie outside the garbage collector's heap,
 * which knows only that there is much of them and collects everything to be rid of a few (a tenth of a decode's price).
 */
export function releaseFrame({ data }: Pick<Frame, 'data'>): void {
  const { buffer, byteLength } = data;
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

/** How far, in cells of a 64 x 64 grid, a scaled JPEG's last column may reach beyond the picture: it shifts the rest. */
const mostOverhang = 0.1;

/**
 * 1/n: the smallest of a JPEG's own scales that leaves `least` pixels of the side `governing`; 0 when none does. libvips
 * takes scale 1/n only for a reduction of n + 1 or more; libjpeg rounds the scaled size up.
 */
function jpegScale({ format, header }: OpenedImage, governing: number, least: number): number {
  const overhang = (side: number, n: number): number => ((Math.ceil(side / n) * n - side) / side) * 64;
  const fits = (n: number): boolean =>
    governing / (n + 1) >= least &&
    Math.max(overhang(header.width, n), overhang(header.height, n)) <= mostOverhang;
  return format === 'jpeg' ? ([8, 4, 2].find(fits) ?? 0) : 0;
}

/** The side to ask for so that a JPEG is decoded at scale 1/n. */
function scaledSide(side: number, n: number, most: number): number {
  return n === 0 ? most : Math.min(most, Math.floor(side / (n + 1)));
}

/** Exactly width x height, or at most `longest` a side, or (all zero) the size it has. */
type Target = {
  readonly longest?: number;
  readonly width?: number;
  readonly height?: number;
  /** @default cubic */
  readonly kernel?: 'cubic' | 'lanczos3';
  readonly background?: Background | undefined;
};

/** Strict first: a picture with a hole in it must not pass, one with a strange but harmless marker must. */
function decode(image: OpenedImage, target: Target): Promise<FrameOutcome> {
  // Which of the two it is stands in the words of the failure.
  return sideBySide(
    () => strictThenLenient(image, target),
    (outcome) => !outcome.ok || outcome.lenient === true,
  );
}

async function strictThenLenient(
  image: OpenedImage,
  target: Target,
): Promise<FrameOutcome & { lenient?: true }> {
  const strict = await attempt(image, 'warning', target);
  if (strict.ok || strict.error.code !== 'corrupt') return strict;
  return { ...(await attempt(image, 'truncated', target)), lenient: true };
}

async function attempt(
  image: OpenedImage,
  failOn: 'warning' | 'truncated',
  { longest = 0, width = 0, height = 0, kernel = 'cubic', background }: Target,
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
        kernel,
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
