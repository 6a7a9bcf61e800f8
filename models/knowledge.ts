import * as z from 'zod';

/**
 * The parts of the knowledge the pipeline judges by. Each is one immutable artefact named by its sha256;
 * a manifest names one of each, and a pointer names the manifest in force.
 */
export const KNOWLEDGE_PARTS = [
  /** Brand words with their disguises (models/text). */
  'lexicon',
  /** Phrases that mean a fake, with their disguises. */
  'phrases',
  /** Product types, category model and what goods need. */
  'goods',
  /** Claim rules with exemptions. */
  'claims',
  /** Brands: rights, price floors, GTIN prefixes, Nice classes, authorised sellers. */
  'brands',
  /** Fingerprints of brand features and known counterfeits. */
  'features',
  /** Registered pictures and marks by local features: what is looked for inside pictures. */
  'marks',
  /** Certificates known to be forged, by number and by picture. */
  'forgeries',
  /** Decision tables and the ladder. */
  'policy',
  /** Calendar and store-type terms. */
  'terms',
  /** Every row of the sources with what it touches: what two versions differ in decides what is screened again. */
  'catalogue',
] as const;

export const KnowledgePart = z.enum(KNOWLEDGE_PARTS);
export type KnowledgePart = z.infer<typeof KnowledgePart>;

/** Parts a stage may load. */
export type StagePart = Exclude<KnowledgePart, 'catalogue'>;
/** Parts checks and policy read: whatever runs all checks loads these. Marks are large, and read by their stage alone. */
export type JudgedBy = Exclude<StagePart, 'marks'>;
export const JUDGED_BY: readonly JudgedBy[] = KNOWLEDGE_PARTS.filter(
  (part) => part !== 'catalogue' && part !== 'marks',
);

export const Artefact = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.number().int(),
});

export const Manifest = z.object({
  schema: z.literal('knowledge/v1'),
  parts: z.record(KnowledgePart, Artefact),
});
export type Manifest = z.infer<typeof Manifest>;

/** Where things lie in the bucket. */
export const artefactKey = (sha256: string) => `knowledge/artefacts/${sha256}`;
export const manifestKey = (id: string) => `knowledge/manifests/${id}.json`;
export const POINTER_KEY = 'knowledge/current.json';
export const Pointer = z.object({
  manifest: z.string(),
  publishedAt: z.string(),
  /** The version before, whose listings are screened again where the two differ. */
  replaces: z.string().optional(),
});
export type Pointer = z.infer<typeof Pointer>;

/** A manifest is named by the first 16 hex digits of its bytes' sha256: it stands in every result, so it is kept short. */
export const MANIFEST_ID_LENGTH = 16;

/** A manifest's canonical bytes: parts in their fixed order, so that equal knowledge has an equal id. */
export function canonicalManifest(parts: Manifest['parts']): string {
  return JSON.stringify({
    schema: 'knowledge/v1',
    parts: Object.fromEntries(KNOWLEDGE_PARTS.map((part) => [part, parts[part]])),
  });
}
