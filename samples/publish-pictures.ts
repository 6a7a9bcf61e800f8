import { featurePictureKey } from '../models/document-key.ts';
import { FEATURE_PICTURES } from './features.ts';
import { photograph } from './images/photograph.ts';

type Shelf = { put(key: string, body: Uint8Array, options: { type: string }): Promise<boolean> };

/** The pictures behind the invented brands' features, so that a reviewer sees both sides of a match. */
export async function publishFeaturePictures(objects: Shelf): Promise<void> {
  for (const { featureId, draw } of FEATURE_PICTURES) {
    const picture = await photograph(draw(), 1, { noise: 1, shade: 0.05, quality: 92 });
    await objects.put(featurePictureKey(featureId), picture, { type: 'image/jpeg' });
  }
}
