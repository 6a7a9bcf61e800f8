import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Feature, featuresIn } from '../../models/features/feature.ts';
import { decodeFrame, type Frame } from '../../models/image/decode.ts';
import { openImage } from '../../models/image/guard.ts';
import type { FeatureEngine } from '../../models/image/local/opencv.ts';
import { referencesOf } from '../../models/image/local/reference.ts';
import { buildMarks, type Mark } from '../../models/marks/mark-index.ts';
import { KnowledgeError } from './parts.ts';

/** A feature whose picture is looked for inside others, with the picture's bytes. */
export type MarkPicture = { readonly feature: Feature; readonly bytes: Uint8Array };

/** The features that name what their picture shows, with `pictures/<featureId>.jpg` of the knowledge folder. */
export function markPictures(features: string, sourceDir: string): MarkPicture[] {
  return featuresIn(features)
    .filter(({ shows }) => shows !== undefined)
    .map((feature) => {
      const path = join(sourceDir, 'pictures', `${feature.featureId}.jpg`);
      if (!existsSync(path))
        throw new KnowledgeError(
          `knowledge/features.ndjson：「${feature.featureId}」声明了图片，但缺少 pictures/${feature.featureId}.jpg / names a picture, but pictures/${feature.featureId}.jpg is missing`,
        );
      return { feature, bytes: readFileSync(path) };
    });
}

/**
 * What is looked for inside pictures, made of the registered ones. OpenCV takes seconds over it, so the result is kept
 * by pictures and code apart from the other parts: a new word does not draw every mark anew.
 */
export async function marksPart(
  pictures: readonly MarkPicture[],
  code: string,
  cacheDir: string,
): Promise<Uint8Array> {
  if (pictures.length === 0) return buildMarks([]);
  const hash = createHash('sha256').update(code);
  for (const { feature, bytes } of pictures) {
    const { featureId, brand, kind, pdq, looks, shows } = feature;
    hash.update(JSON.stringify([featureId, brand, kind, pdq, looks, shows])).update(bytes);
  }
  const path = join(cacheDir, `marks-${hash.digest('hex').slice(0, 24)}`);
  if (existsSync(path)) return new Uint8Array(readFileSync(path));
  // Loaded only here: most builds find the marks made.
  const { loadFeatureEngine } = await import('../../models/image/local/opencv.ts');
  const engine = await loadFeatureEngine();
  const marks: Mark[] = [];
  for (const picture of pictures) marks.push(await markOf(picture, engine));
  const built = buildMarks(marks);
  mkdirSync(cacheDir, { recursive: true });
  writeFileSync(`${path}.${process.pid}`, built);
  renameSync(`${path}.${process.pid}`, path);
  return built;
}

async function markOf({ feature, bytes }: MarkPicture, engine: FeatureEngine): Promise<Mark> {
  const { featureId, shows = 'picture' } = feature;
  const frame = await frameOf(featureId, bytes);
  const references = referencesOf(featureId, frame, engine, shows);
  if (references.some(({ features }) => features.count < 12))
    throw new KnowledgeError(
      `knowledge/pictures/${featureId}.jpg 几乎没有可辨认的特征，请换更清晰的图片 / has hardly anything to be recognised by; use a clearer picture`,
    );
  return { feature, references };
}

async function frameOf(featureId: string, bytes: Uint8Array): Promise<Frame> {
  const image = openImage(bytes);
  const decoded = image.ok ? await decodeFrame(image) : image;
  if (decoded.ok) return decoded.frame;
  const { zh, en } = decoded.error.message;
  throw new KnowledgeError(`knowledge/pictures/${featureId}.jpg：${zh} / ${en}`);
}
