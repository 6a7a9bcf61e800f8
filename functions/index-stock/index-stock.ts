import { StockCard } from '../../models/stock/card.ts';
import { tableOf } from '../../models/stock/table.ts';
import { encodeTable } from '../../models/stock/table-format.ts';
import type { Objects } from '../shared/objects.ts';
import { stockKey } from '../shared/stock/stock-files.ts';

export type IndexStockDependencies = { objects: Objects; digest(bytes: Uint8Array): string };

/**
 * Cards of one batch to one table of the index. Named by its content: a batch delivered twice writes the same file, and
 * a card in two files is one row to whoever reads them.
 */
export async function indexStock(bodies: readonly unknown[], deps: IndexStockDependencies): Promise<number> {
  const table = tableOf(bodies.map((body) => StockCard.parse(body)));
  const bytes = encodeTable(table);
  await deps.objects.put(stockKey(0, table.rows.length, deps.digest(bytes).slice(0, 24)), bytes, {
    type: 'application/octet-stream',
  });
  return table.rows.length;
}
