import type { Runtime } from '../../infra/local/runtime-types.ts';

/** What so many listings would have cost on AWS at list price, by service and item. */
export function costTable(runtime: Runtime, listings: number): string {
  const bill = runtime.meter.report(Math.max(1, listings));
  const rows = bill.rows
    .filter((row) => row.usdPerMillionListings >= 0.005)
    .map(
      (row) =>
        `  ${row.service.padEnd(16)} ${row.item.padEnd(34)} ${row.usdPerMillionListings.toFixed(2).padStart(9)}`,
    );
  return [
    `每百万商品费用（美元，${bill.region} 目录价 ${bill.pricesOf}） / dollars per million listings`,
    ...rows,
    `  ${'合计 / total'.padEnd(47)} ${bill.usdPerMillionListings.toFixed(2).padStart(9)}`,
  ].join('\n');
}
