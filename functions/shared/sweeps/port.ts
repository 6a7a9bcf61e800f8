import type { Selector } from '../../../models/stock/selector.ts';
import type { Bilingual } from '../../../models/text-pair.ts';

/** Why live listings are screened again, and which. */
export type SweepOrder = {
  /** Natural key: the same order given twice is one sweep, e.g. `credential.expired.{kind}#{number}.2026-11-22`. */
  id: string;
  cause: Bilingual;
  select: Selector[];
};

export type Sweeps = {
  /** Asks for a stock sweep; it runs on the low-priority queue. False when the order was given before. */
  order(order: SweepOrder): Promise<boolean>;
};
