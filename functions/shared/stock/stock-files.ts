/** Where the tables of the stock index lie: `stock/t{tier}/{rows}-{name}.tsi`; each merge moves up a tier. */
export const STOCK_PREFIX = 'stock/';
const KEY = /^stock\/t(\d)\/(\d+)-[0-9a-f]+\.tsi$/;

export type StockFile = { key: string; tier: number; rows: number; modifiedAt: string };

export function stockKey(tier: number, rows: number, name: string): string {
  return `${STOCK_PREFIX}t${tier}/${rows}-${name}.tsi`;
}

export function stockFile(object: { key: string; modifiedAt: string }): StockFile[] {
  const match = KEY.exec(object.key);
  return match ? [{ ...object, tier: Number(match[1]), rows: Number(match[2]) }] : [];
}
