import type { Objects } from '../../functions/shared/objects.ts';
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
