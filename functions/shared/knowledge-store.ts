import { createHash } from 'node:crypto';
import {
  artefactKey,
  Manifest,
  manifestKey,
  POINTER_KEY,
  Pointer,
  type StagePart,
} from '../../models/knowledge.ts';
import { type Decoded, decodePart } from '../../models/knowledge-set.ts';
import { UnavailableError } from './errors.ts';
import type { Objects } from './objects.ts';

/** Knowledge in force, with the id every result names. */
export type Loaded<P extends StagePart> = {
  id: string;
  set: Pick<Decoded, P>;
  versions: Record<string, string>;
  /** Version of the marks in force, loaded or not; none when no picture is registered to be looked for. */
  marks?: string;
};

/** How long a container may judge by knowledge that has been superseded. */
const POINTER_SECONDS = 15;

/**
 * Loads the named parts and reloads them when the pointer moves. A part is fetched only when its hash changed,
 * and is refused when its bytes do not have the hash the manifest names.
 */
export function knowledgeStore<P extends StagePart>(
  objects: Objects,
  parts: readonly P[],
  now: () => number,
) {
  let current: Loaded<P> | undefined;
  let checkedAt = Number.NEGATIVE_INFINITY;
  let loading: Promise<Loaded<P>> | undefined;
  const decoded = new Map<string, unknown>();

  async function refresh(): Promise<Loaded<P>> {
    const pointer = await objects.get(POINTER_KEY);
    if (!pointer)
      throw new UnavailableError('no knowledge is published: run `npm run knowledge -- --publish`');
    const { manifest: id } = Pointer.parse(JSON.parse(new TextDecoder().decode(pointer.body)));
    if (current?.id === id) return current;
    const stored = await objects.get(manifestKey(id));
    if (!stored) throw new UnavailableError(`manifest ${id} is named by the pointer but not stored`);
    const manifest = Manifest.parse(JSON.parse(new TextDecoder().decode(stored.body)));
    const set: Partial<Decoded> = {};
    const versions: Record<string, string> = {};
    for (const part of parts) {
      const { sha256 } = manifest.parts[part];
      versions[part] = sha256;
      if (!decoded.has(sha256)) decoded.set(sha256, decodePart(part, await fetchArtefact(objects, sha256)));
      Object.assign(set, { [part]: decoded.get(sha256) });
    }
    for (const sha of decoded.keys()) if (!Object.values(versions).includes(sha)) decoded.delete(sha);
    const { marks } = manifest.parts;
    current = {
      id,
      set: set as Pick<Decoded, P>,
      versions,
      ...(marks.bytes === 0 ? {} : { marks: marks.sha256.slice(0, 16) }),
    };
    return current;
  }

  return {
    async get(): Promise<Loaded<P>> {
      if (current && now() - checkedAt < POINTER_SECONDS * 1000) return current;
      loading ??= refresh().finally(() => {
        loading = undefined;
        checkedAt = now();
      });
      return loading;
    },
  };
}

export type KnowledgeStore<P extends StagePart> = { get(): Promise<Loaded<P>> };

export async function fetchArtefact(objects: Objects, sha256: string): Promise<Uint8Array> {
  const stored = await objects.get(artefactKey(sha256));
  if (!stored) throw new UnavailableError(`knowledge artefact ${sha256} is not stored`);
  const actual = createHash('sha256').update(stored.body).digest('hex');
  if (actual !== sha256) throw new UnavailableError(`knowledge artefact ${sha256} has the hash ${actual}`);
  return stored.body;
}
