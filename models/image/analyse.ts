import type { Code, CodeReader } from './codes.ts';
import { colourGridOf } from './colour-grid.ts';
import { decodeFrame, type Frame, releaseFrame } from './decode.ts';
import type { Background, ImageError, ImageLimits, OpenedImage } from './guard.ts';
import { openImage } from './guard.ts';
import type { ImageFormat } from './header.ts';
import { packLooks } from './looks.ts';
import { fingerprintPixels } from './pdq/pdq.ts';
import { questionedLooks } from './picture-looks.ts';
import { sharpnessOf, toneOf } from './sharpness.ts';
import { textShareOf } from './text-share.ts';
import { thumbnailOf, viewsLuma } from './thumbnail.ts';
import { viewsOf } from './views.ts';

/** Something about the picture itself that a shopper would mind. */
export type ImageProblem = {
  readonly code: 'tiny' | 'blurred' | 'blank' | 'mostly-text' | 'extreme-aspect';
  readonly value: number;
  readonly limit: number;
};

/** What one picture shows, measured once per content and cached as JSON (under 2 KB). */
export type ImageFacts = {
  readonly width: number;
  readonly height: number;
  readonly format: ImageFormat;
  /** 64 hexadecimal digits; not to be matched when `quality` is below 50. */
  readonly pdq: string;
  readonly quality: number;
  /** `pdq` for the picture as is, turned 90, 180, 270 counter-clockwise, and mirrored four ways. */
  readonly dihedral: string[];
  /** All it is looked for by, and its colours: see looks.ts. */
  readonly looks: string;
  /** 0-100, see sharpness.ts. */
  readonly sharpness: number;
  readonly entropy: number;
  readonly blank: boolean;
  /** Share of the area that is lettering, 0-1. */
  readonly textShare: number;
  readonly codes: Code[];
  readonly problems: ImageProblem[];
};

export type AnalyseOptions = {
  readonly limits?: ImageLimits;
  /** Without a reader, `codes` is empty. */
  readonly codes?: CodeReader;
  /** Behind transparent parts. @default '#ffffff' */
  readonly background?: Background;
};

export type AnalyseOutcome =
  | { readonly ok: true; readonly facts: ImageFacts }
  | { readonly ok: false; readonly error: ImageError };

/** Limits below or above which a picture is a bad product picture (图文低劣). */
export const qualityLimits = { shortestSide: 200, sharpness: 30, textShare: 0.4, aspect: 5 } as const;

/** THE look at a picture: one decode, every measure. Never throws for what a merchant can send. */
export async function analyse(bytes: Uint8Array, options: AnalyseOptions = {}): Promise<AnalyseOutcome> {
  const image = openImage(bytes, options.limits);
  if (!image.ok) return image;
  const decoded = await decodeFrame(image, options.background);
  if (!decoded.ok) return decoded;
  const facts = await factsOf(image, decoded.frame, options);
  releaseFrame(decoded.frame);
  return { ok: true, facts };
}

async function factsOf(
  { format }: OpenedImage,
  frame: Frame,
  { codes }: AnalyseOptions,
): Promise<ImageFacts> {
  const original = { width: frame.originalWidth, height: frame.originalHeight };
  const thumbnail = thumbnailOf(frame);
  const sharpness = sharpnessOf(thumbnail);
  const text = textShareOf(thumbnail);
  const tone = toneOf(thumbnail, sharpness === 0, text.lines);
  const measured = {
    ...fingerprintPixels(frame),
    sharpness,
    ...tone,
    textShare: text.share,
  };
  const views = viewsOf(viewsLuma(thumbnail), original).slice(1);
  const looks = questionedLooks(measured, views, original);
  return {
    ...original,
    format,
    ...measured,
    looks: packLooks({ colours: colourGridOf(frame), looks }),
    codes: codes ? await codes.read(frame) : [],
    problems: problemsOf(original, measured),
  };
}

function problemsOf(
  { width, height }: { readonly width: number; readonly height: number },
  { sharpness, entropy, blank, textShare }: Pick<ImageFacts, 'sharpness' | 'entropy' | 'blank' | 'textShare'>,
): ImageProblem[] {
  const problems: ImageProblem[] = [];
  const shortest = Math.min(width, height);
  const aspect = Math.max(width, height) / shortest;
  const { shortestSide, sharpness: sharpEnough, textShare: textLimit, aspect: aspectLimit } = qualityLimits;
  if (shortest < shortestSide) problems.push({ code: 'tiny', value: shortest, limit: shortestSide });
  if (aspect > aspectLimit)
    problems.push({ code: 'extreme-aspect', value: Math.round(aspect * 10) / 10, limit: aspectLimit });
  if (blank) problems.push({ code: 'blank', value: entropy, limit: 0.5 });
  else if (sharpness < sharpEnough) problems.push({ code: 'blurred', value: sharpness, limit: sharpEnough });
  if (textShare > textLimit) problems.push({ code: 'mostly-text', value: textShare, limit: textLimit });
  return problems;
}
