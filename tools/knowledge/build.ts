import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  canonicalManifest,
  KNOWLEDGE_PARTS,
  type KnowledgePart,
  MANIFEST_ID_LENGTH,
  Manifest,
} from '../../models/knowledge.ts';
import { decodePart } from '../../models/knowledge-set.ts';
import { type MarkPicture, markPictures, marksPart } from './marks.ts';
import { partBuilders } from './parts.ts';

export type BuiltKnowledge = {
  id: string;
  manifest: Manifest;
  parts: Record<KnowledgePart, Uint8Array>;
  /** The registered pictures as they were given. */
  pictures: readonly MarkPicture[];
};

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');
/** Code that decides what an artefact looks like; a change to it builds anew. */
const CODE = [
  'models/text',
  'models/goods',
  'models/claims',
  'models/phrases',
  'models/features',
  'models/forgeries',
  'models/brands',
  'models/credentials',
  'models/image/search',
  'models/marks',
  'models/stock',
  'tools/knowledge',
  'tools/category',
];
/** The same for the marks. */
const MARKS_CODE = [
  'models/image/local',
  'models/image/decode.ts',
  'models/image/thumbnail.ts',
  'models/image/borders.ts',
  'models/marks',
  'tools/knowledge/marks.ts',
];

/**
 * Builds every artefact from the files of `sourceDir`, or takes them from the cache when neither data nor code
 * changed. Deterministic: the same sources give the same bytes, hence the same manifest id.
 */
export async function buildKnowledge(
  root: string,
  sourceDir = join(root, 'knowledge'),
  cacheDir = join(root, 'build/knowledge'),
): Promise<BuiltKnowledge> {
  const sources = readSources(sourceDir);
  const pictures = markPictures(sources['features.ndjson'] ?? '', sourceDir);
  const code = [...codeOf(root, CODE), ...codeOf(root, MARKS_CODE)];
  const shown = pictures.map(({ bytes }) => sha256(bytes));
  const key = sha256([...Object.entries(sources).flat(), ...shown, ...code].join('\0')).slice(0, 24);
  const folder = join(cacheDir, key);
  const cached = existsSync(join(folder, 'manifest.json'));
  const make = async (part: KnowledgePart): Promise<Uint8Array> =>
    part === 'marks'
      ? marksPart(pictures, sha256(codeOf(root, MARKS_CODE).join('\0')), cacheDir)
      : partBuilders[part](sources);
  const parts = Object.fromEntries(
    await Promise.all(
      KNOWLEDGE_PARTS.map(async (part) => [
        part,
        cached ? new Uint8Array(readFileSync(join(folder, part))) : await make(part),
      ]),
    ),
  ) as Record<KnowledgePart, Uint8Array>;
  const manifest = Manifest.parse({
    schema: 'knowledge/v1',
    parts: Object.fromEntries(
      KNOWLEDGE_PARTS.map((part) => [part, { sha256: sha256(parts[part]), bytes: parts[part].length }]),
    ),
  });
  const built = {
    id: sha256(canonicalManifest(manifest.parts)).slice(0, MANIFEST_ID_LENGTH),
    manifest,
    parts,
    pictures,
  };
  if (!cached) {
    // Opened once before it is kept: what does not open is never cached, let alone published.
    for (const part of KNOWLEDGE_PARTS) decodePart(part, parts[part]);
    keep(folder, built);
  }
  return built;
}

/** Texts of the source files by name. */
export function readSources(sourceDir: string): Record<string, string> {
  const names = readdirSync(sourceDir)
    .filter((name) => /\.(csv|json|ndjson)$/.test(name))
    .sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(sourceDir, name), 'utf8')]));
}

function codeOf(root: string, places: readonly string[]): string[] {
  return places
    .map((place) => join(root, place))
    .filter((place) => existsSync(place))
    .flatMap((place) =>
      place.endsWith('.ts')
        ? [place]
        : readdirSync(place, { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
            .map((entry) => join(entry.parentPath, entry.name)),
    )
    .map((path) => readFileSync(path, 'utf8'));
}

function keep(folder: string, built: BuiltKnowledge): void {
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  for (const part of KNOWLEDGE_PARTS) writeFileSync(join(draft, part), built.parts[part]);
  writeFileSync(join(draft, 'manifest.json'), canonicalManifest(built.manifest.parts));
  // Another process may have built the same meanwhile; either copy will do.
  if (!existsSync(folder)) renameSync(draft, folder);
}
