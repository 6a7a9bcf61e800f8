import { MAX_ROWS, mergeTables } from '../../models/stock/table.ts';
import { decodeTable } from '../../models/stock/table-format.ts';
import { after, type Clock } from '../shared/clock.ts';
import { UnavailableError } from '../shared/errors.ts';
import type { StockFile } from '../shared/stock/stock-files.ts';
import type { StockIndex } from '../shared/stock/stock-index.ts';
import { type StoreTableDependencies, storeTable } from '../shared/stock/store-table.ts';

export type CompactDependencies = StoreTableDependencies & { index: StockIndex; clock: Clock };

/** So many tables of one tier become one of the next. */
const FAN_IN = 16;
/** Merges of one run; the rest is for the next. */
const RUNS = 64;
/** A sweep that listed the tables before a merge still finds them for so long. */
const KEEP_SECONDS = 3_600;

/** Merges small tables into larger ones, and removes what earlier merges replaced. Harmless at any point of a crash. */
export async function compact(deps: CompactDependencies): Promise<{ merged: number; removed: number }> {
  const { inForce, replaced } = await deps.index.survey();
  const removed = await removeReplaced(replaced, deps);
  let files = inForce;
  let merged = 0;
  for (let group = nextGroup(files); group && merged < RUNS; group = nextGroup(files)) {
    const tables = await Promise.all(
      group.map(async ({ key }) => {
        const stored = await deps.objects.get(key);
        if (!stored) throw new UnavailableError(`the stock table ${key} went away during a merge`);
        return decodeTable(stored.body);
      }),
    );
    const table = mergeTables(tables);
    const replaces = group.map((file) => file.key);
    const tier = Math.min(9, (group[0]?.tier ?? 0) + 1);
    const key = await storeTable(table, { tier, replaces }, deps);
    const merge = { key, tier, rows: table.rows.length, modifiedAt: deps.clock.now() };
    files = [...files.filter((file) => !replaces.includes(file.key)), merge];
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

async function removeReplaced(
  replaced: readonly { key: string; since: string }[],
  { objects, clock }: CompactDependencies,
): Promise<number> {
  const oldEnough = after(clock.now(), -KEEP_SECONDS);
  const gone = replaced.filter(({ since }) => since <= oldEnough);
  for (const { key } of gone) await objects.remove(key);
  return gone.length;
}
