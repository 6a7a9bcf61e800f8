import type { CheckName } from '../../models/check-name.ts';
import { CHECKS, checksFor } from '../../models/checks/index.ts';
import { type DocumentRef, parseDocumentKey } from '../../models/document-key.ts';
import { digestsOf } from '../../models/field-digests.ts';
import type { FieldError } from '../../models/field-error.ts';
import { OVERDUE_AFTER_SECONDS } from '../../models/pipeline.ts';
import { keyOf, reusable, type Screening, type ScreeningKey } from '../../models/screening.ts';
import { cardOf } from '../../models/stock/card.ts';
import { bothLanguages } from '../../models/text-pair.ts';
import { after, type Clock } from '../shared/clock.ts';
import { coreWork } from '../shared/core-work.ts';
import { type DispatchDependencies, dispatch } from '../shared/dispatch.ts';
import type { Images } from '../shared/images.ts';
import type { KnowledgeStore } from '../shared/knowledge-store.ts';
import type { Records } from '../shared/records/port.ts';
import { takeIn } from '../shared/take-in.ts';

export type IntakeDependencies = DispatchDependencies & {
  records: Records;
  images: Images;
  knowledge: KnowledgeStore<'lexicon' | 'goods'>;
  clock: Clock;
};

/** What intake is asked to do: screen the document under a key. `run` 0 is the upload itself. */
export type IntakeRequest = {
  documentKey: string;
  run: string;
  origin: Screening['origin'];
  /** The overdue sweep takes up a screening again; the document itself is nothing new. */
  resume?: boolean;
};

export type IntakeOutcome =
  | { outcome: 'opened'; pending: number; reused: number }
  | { outcome: 'resumed'; pending: number }
  | { outcome: 'unchanged' }
  | { outcome: 'rejected'; errors: number }
  | { outcome: 'gone' };

/**
 * Takes a document in: validates, recognises, chooses checks, opens the screening and sends to the checks.
 * Idempotent by (listing, revision, run): a repeat re-sends what is still pending and changes nothing else.
 */
export async function intake(request: IntakeRequest, deps: IntakeDependencies): Promise<IntakeOutcome> {
  const ref = parseDocumentKey(request.documentKey);
  if (!ref) return refuseKey(request.documentKey, deps);
  const taken = await takeIn(ref, deps);
  // Deleted between upload and intake: nothing to judge any more.
  if (taken.state === 'gone') return { outcome: 'gone' };
  const { tag } = taken;
  const reject = (errors: FieldError[]) => storeRejection(ref, request.documentKey, tag, errors, deps);
  if (taken.state === 'refused') return reject(taken.errors);
  const { subject, warnings, knowledge } = taken;
  const now = deps.clock.now();
  const checks = coreWork(() => checksFor(subject));
  const digests = digestsOf(subject);
  const previous =
    ref.revision > 1 && request.run === '0'
      ? await deps.records.latestJudged(ref.listingId, ref.revision)
      : undefined;
  if (previous && previous.merchantId !== ref.merchantId) return reject([takenListing(ref)]);
  const reused = reusable(previous, digests, knowledge.id, readsOf()).filter((result) =>
    checks.includes(result.check),
  );
  const pending = checks.filter((name) => !reused.some((result) => result.check === name));
  const key: ScreeningKey = {
    listingId: ref.listingId,
    merchantId: ref.merchantId,
    revision: ref.revision,
    run: request.run,
  };
  const opened = await deps.records.open(
    {
      ...key,
      origin: request.run === '0' && previous ? 'edit' : request.origin,
      state: 'screening',
      documentKey: request.documentKey,
      documentTag: tag,
      title: subject.listing.title,
      categoryCode: subject.recognition.goods.code,
      digests,
      pending,
      deferrals: 0,
      results: Object.fromEntries(reused.map((result) => [result.check, result])),
      knowledge: knowledge.id,
      warnings,
      startedAt: now,
    },
    after(now, OVERDUE_AFTER_SECONDS),
  );
  const standing = opened.screening;
  if (!opened.created) {
    if (standing.merchantId !== ref.merchantId) return reject([takenListing(ref)]);
    if (standing.documentTag !== tag) {
      if (request.resume && standing.state === 'screening') await abandon(standing, knowledge.id, deps);
      return reject([revisionUsed(ref)]);
    }
    if (standing.state === 'judged') return { outcome: 'unchanged' };
  }
  // First of all: a listing that is judged but not in the index would be missed by every stock sweep.
  await deps.queues.send(deps.queueOf('index-stock'), cardOf(key, subject));
  await dispatch(standing, subject, deps);
  return opened.created
    ? { outcome: 'opened', pending: pending.length, reused: reused.length }
    : { outcome: 'resumed', pending: standing.pending.length };
}

/**
 * The document a screening began with was overwritten before its checks ran: they can never run, so they end
 * as errored and the policy sends the listing to a person. Without this the screening would be late for ever.
 */
async function abandon(screening: Screening, knowledge: string, deps: IntakeDependencies): Promise<void> {
  const { pending, deferrals } = screening;
  const missing = ['原文档已被同版本的另一份内容覆盖 / the document was overwritten under its own revision'];
  const results = pending.map((check) => ({
    check,
    state: 'errored' as const,
    findings: [],
    missing,
    knowledge,
  }));
  // Meanwhile a check may have answered after all: then the overdue sweep comes here again.
  if (results.length > 0) await deps.records.leave(screening, deferrals, results);
  await deps.queues.send(deps.queueOf('adjudicate'), { key: keyOf(screening) });
}

function readsOf() {
  return Object.fromEntries(CHECKS.map((check) => [check.name, check.reads])) as Record<
    CheckName,
    (typeof CHECKS)[number]['reads']
  >;
}

function revisionUsed(ref: DocumentRef): FieldError {
  return {
    path: 'revision',
    code: 'revision-used',
    message: bothLanguages({
      zh: `revision：第 ${ref.revision} 版已用另一份内容提交过；请用新的版本号上传。`,
      en: `revision: revision ${ref.revision} was uploaded before with other content; upload under a new revision.`,
    }),
  };
}

function takenListing(ref: DocumentRef): FieldError {
  return {
    path: 'listingId',
    code: 'listing-taken',
    message: bothLanguages({
      zh: `listingId：「${ref.listingId}」已由其他商家使用；请换用自己的商品编号。`,
      en: `listingId: “${ref.listingId}” belongs to another merchant; use an id of your own.`,
    }),
  };
}

async function storeRejection(
  ref: DocumentRef,
  documentKey: string,
  tag: string,
  errors: FieldError[],
  deps: IntakeDependencies,
): Promise<IntakeOutcome> {
  const at = deps.clock.now();
  await deps.records.reject(
    { ...ref, documentKey, documentTag: tag, errors, rejectedAt: at },
    {
      type: 'listing.rejected',
      eventId: `${ref.listingId}.${ref.revision}.rejected.${tag.slice(0, 32)}`,
      at,
      ...ref,
      errors,
    },
  );
  return { outcome: 'rejected', errors: errors.length };
}

/** A document where none belongs: kept under its own name, so that even a lost path is explained. */
function refuseKey(documentKey: string, deps: IntakeDependencies): Promise<IntakeOutcome> {
  const name = documentKey.replace(/[^A-Za-z0-9._-]+/g, '_').slice(0, 60) || 'unnamed';
  const error: FieldError = {
    path: '$',
    code: 'wrong-key',
    message: bothLanguages({
      zh: `上传路径应为 uploads/{merchantId}/{listingId}/{revision}.json，现为「${documentKey.slice(0, 120)}」。`,
      en: `The upload key must be uploads/{merchantId}/{listingId}/{revision}.json, not “${documentKey.slice(0, 120)}”.`,
    }),
  };
  return storeRejection(
    { merchantId: 'unknown', listingId: name, revision: 1 },
    documentKey,
    'key',
    [error],
    deps,
  );
}
