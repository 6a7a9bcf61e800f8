import type { KnowledgePart } from '../../models/knowledge.ts';
import type { Clock } from '../shared/clock.ts';
import type { AnalyseImage } from '../shared/images.ts';
import type { KnowledgeStore } from '../shared/knowledge-store.ts';
import type { Lives } from '../shared/lives/port.ts';
import type { Objects } from '../shared/objects.ts';
import type { Records } from '../shared/records/port.ts';
import type { Registry } from '../shared/registry/registry.ts';

/** A signed URL that allows one PUT of exactly that many bytes of that type, for a short while. */
export type Presign = (
  key: string,
  file: { bytes: number; type: string },
) => Promise<{ url: string; expiresAt: string }>;

export type ApiDependencies = {
  records: Records;
  objects: Objects;
  analyse: AnalyseImage;
  knowledge: KnowledgeStore<KnowledgePart>;
  registry: Registry;
  lives: Lives;
  presign: Presign;
  /** A signed URL to read one object for a few minutes. */
  signedGet(key: string): Promise<string>;
  clock: Clock;
};
