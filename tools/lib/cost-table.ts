import { addCounts, type Bill, billOf, type CallCounts } from '../../infra/local/meter.ts';
import type { Runtime } from '../../infra/local/runtime-types.ts';

/** What a run would have cost on AWS at list price: the pipeline's own part, and the requests of whoever uploads. */
export function billsOf(runtime: Runtime, listings: number): { pipeline: Bill; uploads: Bill } {
  const { outside = {}, ...owners } = runtime.meter.byFunction();
  const own: CallCounts = {};
  for (const counts of Object.values(owners)) addCounts(own, counts);
  const puts = { 's3.put': outside['s3.put'] ?? 0 };
  return { pipeline: billOf(own, Math.max(1, listings)), uploads: billOf(puts, Math.max(1, listings)) };
}

/** Dollars per million listings by service and item. */
export function costTable(runtime: Runtime, listings: number): string {
  const { pipeline, uploads } = billsOf(runtime, listings);
  const line = (service: string, item: string, usd: number) =>
    `  ${service.padEnd(16)} ${item.padEnd(34)} ${usd.toFixed(2).padStart(9)}`;
  return [
    `每百万商品费用（美元，${pipeline.region} 目录价 ${pipeline.pricesOf}） / dollars per million listings`,
    ...pipeline.rows
      .filter((row) => row.usdPerMillionListings >= 0.005)
      .map((row) => line(row.service, row.item, row.usdPerMillionListings)),
    line('筛查 screening', 'total', pipeline.usdPerMillionListings),
    line('上传方 uploader', 'S3 PUT, document and images', uploads.usdPerMillionListings),
  ].join('\n');
}
