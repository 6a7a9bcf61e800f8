import { setTimeout as sleep } from 'node:timers/promises';
import pLimit from 'p-limit';
import { documentKey } from '../../models/document-key.ts';
import type { FieldError } from '../../models/field-error.ts';
import type { Screening } from '../../models/screening.ts';
import type { FoundDocument } from './documents.ts';
import type { LocalPipeline } from './local-pipeline.ts';
import { type Upload, upload } from './uploads.ts';

/** How a document ended; `unjudged` is a fault of the pipeline, and is never shown as a verdict. */
export type Outcome =
  | { state: 'judged'; screening: Screening; ms: number }
  | { state: 'rejected'; errors: FieldError[]; ms: number }
  | { state: 'unjudged'; ms: number };

type Pipeline = Pick<LocalPipeline, 'objects' | 'records'>;

/** Enough to keep every stage busy, few enough that looking for their verdicts costs little. */
const UNDER_WAY = 64;
/** Longer than a listing's slowest pictures take, and what waits before it, on a machine that does other work. */
const PATIENCE_MS = 15 * 60_000;

/**
 * Screens documents, some at a time: the first alone, so that it wakes every function and its verdict comes at once.
 * @param onDone hears of each as it ends, by its place in `documents`
 * @returns how each ended, in the order of `documents`
 */
export function screenAll(
  documents: readonly FoundDocument[],
  pipeline: Pipeline,
  onDone: (outcome: Outcome, index: number) => void,
): Promise<Outcome[]> {
  const underWay = pLimit(1);
  const before = new Map<string, Promise<Outcome>>();
  return Promise.all(
    documents.map((document, index) => {
      const running = document.ok
        ? afterTheSame(document, before, () => underWay(() => screenOne(document, pipeline)))
        : Promise.resolve<Outcome>({ state: 'rejected', errors: document.errors, ms: 0 });
      return running.then((outcome) => {
        if (document.ok) underWay.concurrency = UNDER_WAY;
        onDone(outcome, index);
        return outcome;
      });
    }),
  );
}

/** Two documents of one revision lie in one place of the bucket: the second goes in when the first is through. */
function afterTheSame(
  { listing }: Upload,
  before: Map<string, Promise<Outcome>>,
  screen: () => Promise<Outcome>,
): Promise<Outcome> {
  const name = `${listing.listingId} ${listing.revision}`;
  const earlier = before.get(name);
  const running = earlier ? earlier.then(screen) : screen();
  before.set(name, running);
  return running;
}

async function screenOne(document: Upload, { objects, records }: Pipeline): Promise<Outcome> {
  const { listing } = document;
  const startedAt = Date.now();
  await upload(document, objects);
  // What stands of this revision counts when it is about this very content.
  const tag = (await objects.head(documentKey(listing)))?.tag;
  for (let wait = 20; Date.now() - startedAt < PATIENCE_MS; wait = Math.min(wait * 1.3, 500)) {
    const screening = await records.screening({ ...listing, run: '0' });
    const ms = Date.now() - startedAt;
    if (screening?.documentTag !== tag) {
      const rejections = await records.rejections(listing.listingId);
      const rejection = rejections.find(
        (one) => one.documentTag === tag && one.revision === listing.revision,
      );
      if (rejection) return { state: 'rejected', errors: rejection.errors, ms };
    } else if (screening?.state === 'judged') return { state: 'judged', screening, ms };
    await sleep(wait);
  }
  return { state: 'unjudged', ms: Date.now() - startedAt };
}
