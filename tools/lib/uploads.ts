import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import type { Objects } from '../../functions/shared/objects.ts';
import type { Records } from '../../functions/shared/records/port.ts';
import { documentKey, imageKey } from '../../models/document-key.ts';
import type { FieldError } from '../../models/field-error.ts';
import type { Listing } from '../../models/listing.ts';
import type { Screening } from '../../models/screening.ts';

/** A document to screen: its listing as parsed, its bytes as they are, and where its images lie. */
export type Upload = { listing: Listing; body: string; imageDir: string };

/** How an upload ended. */
export type Outcome =
  | { state: 'judged'; screening: Screening; ms: number }
  | { state: 'rejected'; errors: FieldError[]; ms: number };

const together = pLimit(16);

/** Puts images first and the document last, as the listing pipeline does. An image that is not there is left out. */
export async function upload({ listing, body, imageDir }: Upload, objects: Objects): Promise<void> {
  await together(async () => {
    await Promise.all(
      listing.images.map(async ({ file }) => {
        const bytes = await readFile(join(imageDir, file)).catch(() => undefined);
        if (bytes) await objects.put(imageKey(listing, file), bytes, { type: 'application/octet-stream' });
      }),
    );
    await objects.put(documentKey(listing), body);
  });
}

/** Waits for the verdict or rejection of one revision; asks seldom at first, the runtime nudges through `changed`. */
export async function outcomeOf(
  ref: { listingId: string; revision: number },
  records: Records,
  startedAt: number,
  patienceMs = 120_000,
): Promise<Outcome> {
  for (let wait = 20; ; wait = Math.min(wait * 1.3, 300)) {
    const screening = await records.screening({ ...ref, run: '0' });
    const ms = Date.now() - startedAt;
    if (screening?.state === 'judged') return { state: 'judged', screening, ms };
    if (!screening) {
      const rejection = (await records.rejections(ref.listingId)).find((r) => r.revision === ref.revision);
      if (rejection) return { state: 'rejected', errors: rejection.errors, ms };
    }
    if (ms > patienceMs)
      throw new Error(
        `${ref.listingId}.${ref.revision}: 超过 ${patienceMs / 1000} 秒没有结论 / no verdict within ${patienceMs / 1000} s`,
      );
    await sleep(wait);
  }
}
