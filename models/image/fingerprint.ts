import { decodeFilled, decodeFrame, decodeScaled, releaseFrame } from './decode.ts';
import type { ImageError, OpenedImage } from './guard.ts';
import { placeReferenceLuma, referenceSide } from './pdq/luma.ts';
import type { Fingerprint } from './pdq/pdq.ts';
import { fingerprintGrid, fingerprintPixels } from './pdq/pdq.ts';
import { sampleGrid } from './pdq/sample.ts';
import { thumbnailOf, viewsSide } from './thumbnail.ts';
import { type View, viewsOf } from './views.ts';

export type FingerprintOutcome =
  | { readonly ok: true; readonly fingerprint: Fingerprint }
  | { readonly ok: false; readonly error: ImageError };

/** Thumbnail sides of the fast mode: four pixels a cell, two and a half where that makes a JPEG cheaper to decode. */
const fastSide = { least: 160, most: 256 } as const;
/** The same for views, whose crops need more pixels a cell. */
const viewsLeast = 208;

/**
 * Exact mode: a full decode, then the reference's own resize and filter. For registering features and for anything
 * compared with values made elsewhere.
 */
export async function fingerprintExact(image: OpenedImage): Promise<FingerprintOutcome> {
  const outcome = await decodeFrame(image);
  if (!outcome.ok) return outcome;
  const fingerprint = fingerprintPixels(outcome.frame);
  releaseFrame(outcome.frame);
  return { ok: true, fingerprint };
}

/**
 * Fast mode: shrink-on-load to at most 256x256 and a tent that samples where the reference samples. The price of one
 * decode or less; a few bits from the reference. Pictures the reference does not resize are cheap anyway and go exact.
 */
export async function fingerprintFast(image: OpenedImage): Promise<FingerprintOutcome> {
  const { width, height } = image.header;
  if (width <= referenceSide && height <= referenceSide) return fingerprintExact(image);
  const outcome = await decodeFilled(image, fastSide.least, fastSide.most);
  if (!outcome.ok) return outcome;
  const whole = { x: 0, y: 0, width: outcome.frame.width, height: outcome.frame.height };
  const grid = sampleGrid(placeReferenceLuma(outcome.frame), whole, { width, height });
  return { ok: true, fingerprint: fingerprintGrid(grid) };
}

export type ViewsOutcome =
  | { readonly ok: true; readonly views: View[] }
  | { readonly ok: false; readonly error: ImageError };

/** The sixteen views from one shrunk decode, for when nothing else about the picture is wanted. */
export async function fingerprintViews(image: OpenedImage): Promise<ViewsOutcome> {
  const outcome = await decodeScaled(image, viewsLeast, viewsSide);
  if (!outcome.ok) return outcome;
  const { originalWidth: width, originalHeight: height } = outcome.frame;
  return { ok: true, views: viewsOf(thumbnailOf(outcome.frame, viewsSide), { width, height }) };
}
