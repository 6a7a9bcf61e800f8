import type { JudgedBy } from '../../models/knowledge.ts';
import type { Clock } from '../shared/clock.ts';
import type { AnalyseImage } from '../shared/images.ts';
import type { KnowledgeStore } from '../shared/knowledge-store.ts';
import type { Lives } from '../shared/lives/port.ts';
import type { Objects } from '../shared/objects.ts';
import type { Records } from '../shared/records/port.ts';
import type { Registry } from '../shared/registry/registry.ts';
import type { StockIndex } from '../shared/stock/stock-index.ts';
import type { Sweeps } from '../shared/sweeps/port.ts';
import type { SweepStore } from '../shared/sweeps/sweep-store.ts';

/** A signed URL that allows one PUT of exactly that many bytes of that type, for a short while. */
export type Presign = (
  key: string,
  file: { bytes: number; type: string },
) => Promise<{ url: string; expiresAt: string }>;

export type ApiDependencies = {
  records: Records;
  objects: Objects;
  analyse: AnalyseImage;
  knowledge: KnowledgeStore<JudgedBy>;
  registry: Registry;
  lives: Lives;
  presign: Presign;
  /** A signed URL to read one object for a few minutes. */
  signedGet(key: string): Promise<string>;
  clock: Clock;
  sweeps: {
    store: SweepStore;
    orders: Sweeps;
    index: StockIndex;
    /** Sends a sweep's next step. */
    send(step: { sweepId: string; tick: number }): Promise<void>;
  };
};
