import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Objects } from '../../functions/shared/objects.ts';
import { documentKey, imageKey } from '../../models/document-key.ts';
import type { Listing } from '../../models/listing.ts';

/** A document to screen: its listing as parsed, its bytes as they are, and where its images lie. */
export type Upload = { listing: Listing; body: string; imageDir: string };

/** Puts images first and the document last, as the listing pipeline does. An image that is not there is left out. */
export async function upload({ listing, body, imageDir }: Upload, objects: Objects): Promise<void> {
  await Promise.all(
    listing.images.map(async ({ file }) => {
      const bytes = await readFile(join(imageDir, file)).catch(() => undefined);
      if (bytes) await objects.put(imageKey(listing, file), bytes, { type: 'application/octet-stream' });
    }),
  );
  await objects.put(documentKey(listing), body);
}
