import { MAX_ROWS, mergeTables } from '../../models/stock/table.ts';
import { decodeTable, encodeTable } from '../../models/stock/table-format.ts';
import { after, type Clock } from '../shared/clock.ts';
import { UnavailableError } from '../shared/errors.ts';
import type { Objects } from '../shared/objects.ts';
import { type StockFile, stockKey } from '../shared/stock/stock-files.ts';
import type { StockIndex } from '../shared/stock/stock-index.ts';

export type CompactDependencies = {
  objects: Objects;
  index: StockIndex;
  clock: Clock;
  digest(bytes: Uint8Array): string;
};

/** So many tables of one tier become one of the next. */
const FAN_IN = 16;
/** Merges of one run; the rest is for the next. */
const RUNS = 64;
/** A sweep that listed the tables before a merge still finds them for so long. */
const KEEP_SECONDS = 3_600;

/** Merges small tables into larger ones, and removes what earlier merges replaced. Harmless at any point of a crash. */
export async function compact(deps: CompactDependencies): Promise<{ merged: number; removed: number }> {
  const removed = await removeReplaced(deps);
  let merged = 0;
  while (merged < RUNS) {
    const group = nextGroup((await deps.index.survey()).inForce);
    if (!group) break;
    const tables = await Promise.all(
      group.map(async ({ key }) => {
        const stored = await deps.objects.get(key);
        if (!stored) throw new UnavailableError(`the stock table ${key} went away during a merge`);
        return decodeTable(stored.body);
      }),
    );
    const table = mergeTables(tables);
    const bytes = encodeTable(
      table,
      group.map((file) => file.key),
    );
    const tier = Math.min(9, (group[0]?.tier ?? 0) + 1);
    await deps.objects.put(stockKey(tier, table.rows.length, deps.digest(bytes).slice(0, 24)), bytes, {
      type: 'application/octet-stream',
    });
    merged++;
  }
  return { merged, removed };
}

/** The lowest tier with enough tables, as many of them as one merged table may hold. */
function nextGroup(files: readonly StockFile[]): StockFile[] | undefined {
  const tiers = Map.groupBy(files, (file) => file.tier);
  for (const tier of [...tiers.keys()].sort((a, b) => a - b)) {
    let rows = 0;
    const group = (tiers.get(tier) ?? [])
      .sort((a, b) => a.rows - b.rows)
      .filter((file) => {
        if (rows + file.rows > MAX_ROWS) return false;
        rows += file.rows;
        return true;
      })
      .slice(0, FAN_IN);
    if (group.length === FAN_IN) return group;
  }
  return undefined;
}

async function removeReplaced({ index, objects, clock }: CompactDependencies): Promise<number> {
  const oldEnough = after(clock.now(), -KEEP_SECONDS);
  const gone = (await index.survey()).replaced.filter(({ since }) => since <= oldEnough);
  for (const { key } of gone) await objects.remove(key);
  return gone.length;
}
