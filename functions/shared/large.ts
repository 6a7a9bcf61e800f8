import type { ScreeningKey } from '../../models/screening.ts';
import type { Objects } from './objects.ts';

/** A value above this goes through the bucket instead of the queue; a request carries ten messages and 256 KB. */
const INLINE_CHARACTERS = 60_000;

/**
 * Lays a value that is too large for a queue in the bucket, under the screening it belongs to.
 * @param json the value, as JSON
 * @param part tells what it is; the same part of the same screening is written over
 * @returns where it lies, or undefined when a message can carry it
 */
export async function stowLarge(
  json: string,
  { merchantId, listingId, revision, run }: ScreeningKey,
  part: string,
  objects: Objects,
): Promise<string | undefined> {
  if (json.length <= INLINE_CHARACTERS) return undefined;
  const key = `work/${merchantId}/${listingId}/${revision}.${run}.${part}.json`;
  await objects.put(key, json);
  return key;
}

/** What was stowed, as JSON reads it; throws when it is gone, so that the message is tried again. */
export async function fetchLarge(key: string, objects: Objects): Promise<unknown> {
  const stored = await objects.get(key);
  if (!stored) throw new Error(`${key} is not in the bucket`);
  return JSON.parse(new TextDecoder().decode(stored.body));
}
