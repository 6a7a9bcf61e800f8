import type { StockTable } from '../../../models/stock/table.ts';
import { encodeTable } from '../../../models/stock/table-format.ts';
import type { Objects } from '../objects.ts';
import { stockKey } from './stock-files.ts';

export type StoreTableDependencies = { objects: Objects; digest(bytes: Uint8Array): string };

/** Puts a table under the name of its content: the same cards, or the same merge, make the same file. Answers its key. */
export async function storeTable(
  table: StockTable,
  place: { tier: number; replaces?: readonly string[] },
  { objects, digest }: StoreTableDependencies,
): Promise<string> {
  const bytes = encodeTable(table, place.replaces);
  const key = stockKey(place.tier, table.rows.length, digest(bytes).slice(0, 24));
  await objects.put(key, bytes, { type: 'application/octet-stream' });
  return key;
}
