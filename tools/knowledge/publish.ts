import type { Objects } from '../../functions/shared/objects.ts';
import { featurePictureKey } from '../../models/document-key.ts';
import { artefactKey, canonicalManifest, KNOWLEDGE_PARTS, manifestKey } from '../../models/knowledge.ts';
import type { BuiltKnowledge } from './build.ts';

/** Puts artefacts first and the manifest last: its creation starts the knowledge stage, which moves the pointer. */
export async function publishTo(objects: Objects, built: BuiltKnowledge): Promise<void> {
  await Promise.all(
    KNOWLEDGE_PARTS.map((part) =>
      objects.put(artefactKey(built.manifest.parts[part].sha256), built.parts[part], {
        type: 'application/octet-stream',
      }),
    ),
  );
  await objects.put(manifestKey(built.id), canonicalManifest(built.manifest.parts));
}

/** The pictures behind the features, so that a reviewer sees both sides of a match. */
export async function publishPictures(objects: Objects, { pictures }: BuiltKnowledge): Promise<void> {
  for (const { feature, bytes } of pictures)
    await objects.put(featurePictureKey(feature.featureId), bytes, { type: 'image/jpeg' });
}
