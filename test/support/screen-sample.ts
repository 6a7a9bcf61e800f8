import { documentKey, imageKey } from '../../models/document-key.ts';
import { parseListing } from '../../models/listing-parse.ts';
import { render } from '../../samples/images/render.ts';
import type { Sample } from '../../samples/sample.ts';
import type { LocalPipeline } from '../../tools/lib/local-pipeline.ts';

/** Screens samples, or changed copies of them, on a running pipeline; @returns the screening as it stands at the end. */
export function sampleScreener(list: readonly Sample[], pipelineOf: () => LocalPipeline) {
  const samples = new Map(list.map((sample) => [sample.document.listingId, sample]));
  return async (id: string, change: (document: Sample['document']) => object = (same) => same) => {
    const { objects, runtime, records } = pipelineOf();
    const sample = samples.get(id);
    if (!sample) throw new Error(`no sample ${id}`);
    const document = change(sample.document);
    const parsed = parseListing(JSON.stringify(document));
    if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
    const { listing } = parsed;
    for (const [file, picture] of Object.entries(sample.pictures)) {
      const bytes = await render(picture, 77);
      if (bytes) await objects.put(imageKey(listing, file), bytes);
    }
    await objects.put(documentKey(listing), JSON.stringify(document));
    await runtime.idle();
    return records.screening({ listingId: listing.listingId, revision: listing.revision, run: '0' });
  };
}
