import {
  canonicalManifest,
  KNOWLEDGE_PARTS,
  MANIFEST_ID_LENGTH,
  Manifest,
  POINTER_KEY,
  Pointer,
} from '../../models/knowledge.ts';
import { decodePart } from '../../models/knowledge-set.ts';
import type { Clock } from '../shared/clock.ts';
import { PermanentError } from '../shared/errors.ts';
import { fetchArtefact } from '../shared/knowledge-store.ts';
import type { Objects } from '../shared/objects.ts';
import type { Sweeps } from '../shared/sweeps/port.ts';
import { sweepForChange } from './sweep-for-change.ts';

export type PublishKnowledgeDependencies = {
  objects: Objects;
  clock: Clock;
  digest(text: string): string;
  sweeps: Sweeps;
};

/**
 * A stored manifest becomes the knowledge in force: every artefact must be there, have the hash it is named
 * by and open without an error; only then does the pointer move, on the condition that nobody moved it meanwhile. What the
 * new version changes is swept through the stock; a crash before that is made good by the message's next delivery.
 */
export async function publishKnowledge(
  key: string,
  deps: PublishKnowledgeDependencies,
): Promise<'published' | 'unchanged'> {
  const stored = await deps.objects.get(key);
  if (!stored) throw new PermanentError(`manifest ${key} is gone`);
  const manifest = Manifest.parse(JSON.parse(new TextDecoder().decode(stored.body)));
  const id = deps.digest(canonicalManifest(manifest.parts)).slice(0, MANIFEST_ID_LENGTH);
  if (!key.endsWith(`/${id}.json`)) throw new PermanentError(`manifest ${key} has the id ${id}`);
  for (const part of KNOWLEDGE_PARTS)
    decodePart(part, await fetchArtefact(deps.objects, manifest.parts[part].sha256));
  const pointer = await deps.objects.get(POINTER_KEY);
  const standing = pointer && Pointer.parse(JSON.parse(new TextDecoder().decode(pointer.body)));
  if (standing?.manifest === id) {
    await sweepForChange(id, standing.replaces, deps);
    return 'unchanged';
  }
  const replaces = standing?.manifest;
  const next = JSON.stringify({
    manifest: id,
    publishedAt: deps.clock.now(),
    ...(replaces === undefined ? {} : { replaces }),
  } satisfies Pointer);
  const moved = await deps.objects.put(
    POINTER_KEY,
    next,
    pointer ? { ifMatch: pointer.tag } : { ifAbsent: true },
  );
  // Someone else moved the pointer between reading and writing: try again on what stands now.
  if (!moved) throw new Error('the knowledge pointer moved meanwhile');
  await sweepForChange(id, replaces, deps);
  return 'published';
}
