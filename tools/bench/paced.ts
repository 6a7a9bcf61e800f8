import { setTimeout as sleep } from 'node:timers/promises';
import { documentKey } from '../../models/document-key.ts';
import type { MixListing } from '../../samples/mix.ts';
import type { LocalPipeline } from '../lib/local-pipeline.ts';

export type Latency = { p50: number; p95: number; p99: number };

/** Uploads documents at a pace; their times from upload to verdict are read when all are judged. */
export async function uploadPaced(
  mix: readonly MixListing[],
  perSecond: number,
  put: (key: string, document: string) => Promise<unknown>,
): Promise<Map<string, number>> {
  const uploaded = new Map<string, number>();
  for (const { listing, document } of mix) {
    uploaded.set(listing.listingId, Date.now());
    void put(documentKey(listing), document);
    await sleep(1000 / perSecond);
  }
  return uploaded;
}

/** Milliseconds from upload to verdict or stored rejection. */
export async function latencyOf(
  mix: readonly MixListing[],
  uploaded: ReadonlyMap<string, number>,
  { records }: LocalPipeline,
): Promise<Latency> {
  const times: number[] = [];
  for (const { listing } of mix) {
    const screening = await records.screening({ ...listing, run: '0' });
    const rejected = screening ? undefined : (await records.rejections(listing.listingId))[0]?.rejectedAt;
    const at = screening?.judgedAt ?? rejected;
    if (at !== undefined) times.push(Date.parse(at) - (uploaded.get(listing.listingId) ?? 0));
  }
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
