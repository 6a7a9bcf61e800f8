import {
  type DynamoDBClient,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';
import type { Case } from '../../../models/case.ts';
import type { ListingEvent } from '../../../models/event.ts';
import type { CheckResult } from '../../../models/finding.ts';
import type { ProposedViolation } from '../../../models/policy/ladder.ts';
import type { Refusal } from '../../../models/refusal.ts';
import { screeningId } from '../../../models/screening.ts';
import {
  casePk,
  type Item,
  merchantPk,
  N,
  outboxPk,
  refusalSk,
  resultAttribute,
  resultToAttribute,
  S,
  screeningItemKey,
  withoutEvidence,
} from './items.ts';
import { pack } from './pack.ts';
import type { Conclusion } from './port.ts';
import type { Tables } from './tables.ts';

/** Outbox rows leave by the stream within seconds; kept a week for replay, then the table forgets them. */
const OUTBOX_DAYS = 7;
/** How long a refused title is remembered. */
export const REFUSALS_KEPT_DAYS = 365;

/** Two verdicts may touch the same merchant's record at once: the loser tries again. */
const onConflict = retry(
  handleWhen(
    (error) =>
      error instanceof TransactionCanceledException && reasons(error).some((code) => CONFLICTS.has(code)),
  ),
  { maxAttempts: 8, backoff: new ExponentialBackoff({ initialDelay: 20, maxDelay: 500 }) },
);
const CONFLICTS = new Set(['TransactionConflict', 'ThrottlingError', 'ProvisionedThroughputExceeded']);

function reasons(error: TransactionCanceledException): string[] {
  return (error.CancellationReasons ?? []).map((reason) => reason.Code ?? 'None');
}

/** Writes all items or none; false when the first item's condition says it was done before. */
export async function writeOnce(client: DynamoDBClient, items: TransactWriteItem[]): Promise<boolean> {
  try {
    await onConflict.execute(() => client.send(new TransactWriteItemsCommand({ TransactItems: items })));
    return true;
  } catch (error) {
    if (error instanceof TransactionCanceledException && reasons(error)[0] === 'ConditionalCheckFailed')
      return false;
    throw error;
  }
}

/** Holds while a screening is in this attempt; put off, it awaits other answers. */
export function awaitedIn(attempt: number): { condition: string; values: Item } {
  return attempt === 0
    ? { condition: 'attribute_not_exists(deferrals)', values: {} }
    : { condition: 'deferrals = :attempt', values: { ':attempt': N(attempt) } };
}

/** The part of an update that stores results, each under its check's own attribute. */
export function storedResults(results: readonly CheckResult[]): { set: string; values: Item } {
  return {
    set: results.map(({ check }, i) => `${resultAttribute(check)} = :result${i}`).join(', '),
    values: Object.fromEntries(results.map((result, i) => [`:result${i}`, resultToAttribute(result)])),
  };
}

export function concludeItems(tables: Tables, conclusion: Conclusion): TransactWriteItem[] {
  const table = tables.records;
  const { screening, verdict, judgedAt } = conclusion;
  const stored = storedResults(conclusion.results);
  const awaited = awaitedIn(screening.deferrals);
  const asRead = screening.pending.length === 0 ? 'attribute_not_exists(pending)' : 'pending = :pending';
  return [
    {
      Update: {
        TableName: table,
        Key: screeningItemKey(screening),
        UpdateExpression: `SET ${[
          '#state = :judged, verdict = :verdict, judgedAt = :at',
          ...(conclusion.results.length > 0 ? [stored.set] : []),
        ].join(', ')} REMOVE dueShard, dueAt, pending`,
        ConditionExpression: `#state = :screening AND ${asRead} AND ${awaited.condition}`,
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ...stored.values,
          ...awaited.values,
          ...(screening.pending.length === 0 ? {} : { ':pending': { SS: screening.pending } }),
          ':judged': S('judged'),
          ':screening': S('screening'),
          ':verdict': pack(withoutEvidence(verdict)),
          ':at': S(judgedAt),
        },
      },
    },
    ...conclusion.violations.map((violation) => violationItem(table, violation)),
    ...(verdict.verdict === 'intercept' ? [refusalItem(table, conclusion)] : []),
    ...(conclusion.case ? [caseItem(table, conclusion.case)] : []),
    outboxItem(tables, conclusion.event),
  ];
}

/** The same rule on the same day is one record: the first write decides, later ones add their screening. */
function violationItem(table: string, violation: ProposedViolation): TransactWriteItem {
  const { screening, ...record } = violation;
  return {
    Update: {
      TableName: table,
      Key: { pk: S(merchantPk(violation.merchantId)), sk: S(`VIO#${violation.day}#${violation.ruleId}`) },
      UpdateExpression: 'SET #record = if_not_exists(#record, :record) ADD screenings :screening',
      ExpressionAttributeNames: { '#record': 'record' },
      ExpressionAttributeValues: { ':record': pack(record), ':screening': { SS: [screening] } },
    },
  };
}

/** A small item of its own under the merchant: whoever puts the title up again is compared with it. */
function refusalItem(table: string, { screening, judgedAt }: Conclusion): TransactWriteItem {
  const { listingId, merchantId, revision, title } = screening;
  const refusal: Refusal = { listingId, revision, title, refusedAt: judgedAt };
  return {
    Put: {
      TableName: table,
      Item: {
        pk: S(merchantPk(merchantId)),
        sk: S(refusalSk(judgedAt, screeningId(screening))),
        record: pack(refusal),
        ttl: N(Math.floor(Date.parse(judgedAt) / 1000) + REFUSALS_KEPT_DAYS * 86_400),
      },
    },
  };
}

function caseItem(table: string, item: Case): TransactWriteItem {
  return {
    Put: {
      TableName: table,
      Item: {
        pk: S(casePk(item.caseId)),
        sk: S('CASE'),
        queue: S(`OPEN#${item.queue}`),
        // Read backwards: largest priority first, then the earliest opened.
        rank: S(`${String(Math.round(item.priority * 1000)).padStart(8, '0')}#${item.caseId}`),
        record: pack(item),
      },
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}

export function outboxItem({ outbox }: Tables, event: ListingEvent): TransactWriteItem {
  return {
    Put: {
      TableName: outbox,
      Item: {
        pk: S(outboxPk(event.eventId)),
        sk: S('EVENT'),
        event: pack(event),
        ttl: N(Math.floor(Date.parse(event.at) / 1000) + OUTBOX_DAYS * 86_400),
      },
    },
  };
}
