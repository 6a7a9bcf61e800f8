import { decodeFrame, type Frame } from '../../models/image/decode.ts';
import { openImage } from '../../models/image/guard.ts';
import { createLogoDetector } from '../../models/image/local/detect.ts';
import { loadFeatureEngine } from '../../models/image/local/opencv.ts';
import { type LocalReference, referencesOf } from '../../models/image/local/reference.ts';
import type { ImageMatch } from './image-match.ts';

/** Finds what fingerprints cannot: parts of registered pictures, and registered logos on goods. */
export type LocalFinder = (bytes: Uint8Array, known: ReadonlySet<string>) => Promise<ImageMatch[]>;

/** Keypoints and outlines of every feature picture; a transparent one on white, or on black where it is white itself. */
export async function createLocalFinder(
  pictures: readonly { readonly featureId: string; readonly bytes: Uint8Array }[],
): Promise<LocalFinder> {
  const engine = await loadFeatureEngine();
  const references: LocalReference[] = [];
  for (const { featureId, bytes } of pictures) {
    for (const background of ['#ffffff', '#000000'] as const) {
      const picture = await frameOf(bytes, background);
      if (!picture || (background === '#000000' && !picture.transparent)) break;
      const found = referencesOf(featureId, picture.frame, engine);
      references.push(...found);
      if (found.every(({ features }) => features.count >= 12)) break;
    }
  }
  const detector = createLogoDetector(engine);
  return async (bytes, known) => {
    const picture = await frameOf(bytes, '#ffffff');
    if (!picture) return [];
    const brands = references.filter(({ brand }) => !known.has(brand));
    return detector.detect(picture.frame, { brands }).hits.map(({ brand, kind, score, box }) => ({
      featureId: brand,
      distance: null,
      kind,
      score: Math.round(score * 100) / 100,
      region: box,
    }));
  };
}

async function frameOf(
  bytes: Uint8Array,
  background: '#ffffff' | '#000000',
): Promise<{ frame: Frame; transparent: boolean } | undefined> {
  const image = openImage(bytes);
  if (!image.ok) return undefined;
  const decoded = await decodeFrame(image, background);
  if (!decoded.ok) return undefined;
  // JPEG has no transparency; its fourth channel is ink.
  const transparent =
    image.format !== 'jpeg' &&
    (image.header.channels === 4 || image.header.channels === 2 || image.format === 'png');
  return { frame: decoded.frame, transparent };
}
