import type { Selector } from '../../models/stock/selector.ts';
import { StoredOrder, type SweepTarget } from '../../models/stock/sweep.ts';
import { PermanentError } from '../shared/errors.ts';
import type { Objects } from '../shared/objects.ts';
import { type StockIndex, touchedListings } from '../shared/stock/stock-index.ts';
import { orderKey, partKey } from '../shared/sweeps/order-sweep.ts';

/** Listings of one part of a plan; a part is read as a whole. */
const PART = 5_000;

/** Writes which listings a sweep touches, in parts, and answers how many are in each. Repeats write the same. */
export async function plan(
  sweepId: string,
  { objects, index }: { objects: Objects; index: StockIndex },
): Promise<number[]> {
  const select = await selectorsOf(sweepId, objects);
  const parts: number[] = [];
  let part: PlannedTarget[] = [];
  const flush = async () => {
    if (part.length === 0) return;
    await objects.put(partKey(sweepId, parts.length), JSON.stringify(part));
    parts.push(part.length);
    part = [];
  };
  for await (const { listingId, merchantId, revision } of touchedListings(index, select)) {
    part.push({ listingId, merchantId, revision });
    if (part.length === PART) await flush();
  }
  await flush();
  return parts;
}

export type PlannedTarget = SweepTarget & { merchantId: string };

async function selectorsOf(sweepId: string, objects: Objects): Promise<Selector[]> {
  const stored = await objects.get(orderKey(sweepId));
  if (!stored) throw new PermanentError(`the order of sweep ${sweepId} is gone`);
  return StoredOrder.parse(JSON.parse(new TextDecoder().decode(stored.body))).select;
}
