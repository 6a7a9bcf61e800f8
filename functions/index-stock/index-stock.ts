import { StockCard } from '../../models/stock/card.ts';
import { tableOf } from '../../models/stock/table.ts';
import { type StoreTableDependencies, storeTable } from '../shared/stock/store-table.ts';

/**
 * Cards of one batch to one table of the index. A batch delivered twice writes the same file, and a card in two files is
 * one row to whoever reads them.
 */
export async function indexStock(bodies: readonly unknown[], deps: StoreTableDependencies): Promise<number> {
  const table = tableOf(bodies.map((body) => StockCard.parse(body)));
  await storeTable(table, { tier: 0 }, deps);
  return table.rows.length;
}
