import {
  type DynamoDBClient,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { ExponentialBackoff, handleWhen, retry } from 'cockatiel';
import type { Case } from '../../../models/case.ts';
import type { ListingEvent } from '../../../models/event.ts';
import type { ProposedViolation } from '../../../models/policy/ladder.ts';
import { casePk, merchantPk, N, outboxPk, S, screeningItemKey, withoutEvidence } from './items.ts';
import { pack } from './pack.ts';
import type { Conclusion } from './port.ts';

/** Outbox rows leave by the stream within seconds; kept a week for replay, then the table forgets them. */
const OUTBOX_DAYS = 7;

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

export function concludeItems(table: string, conclusion: Conclusion): TransactWriteItem[] {
  return [
    {
      Update: {
        TableName: table,
        Key: screeningItemKey(conclusion.key),
        UpdateExpression: 'SET #state = :judged, verdict = :verdict, judgedAt = :at REMOVE dueShard, dueAt',
        ConditionExpression: '#state = :screening AND attribute_not_exists(pending)',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':judged': S('judged'),
          ':screening': S('screening'),
          ':verdict': pack(withoutEvidence(conclusion.verdict)),
          ':at': S(conclusion.judgedAt),
        },
      },
    },
    ...conclusion.violations.map((violation) => violationItem(table, violation)),
    ...(conclusion.case ? [caseItem(table, conclusion.case)] : []),
    outboxItem(table, conclusion.event),
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

export function outboxItem(table: string, event: ListingEvent): TransactWriteItem {
  return {
    Put: {
      TableName: table,
      Item: {
        pk: S(outboxPk(event.eventId)),
        sk: S('EVENT'),
        event: pack(event),
        ttl: N(Math.floor(Date.parse(event.at) / 1000) + OUTBOX_DAYS * 86_400),
      },
    },
  };
}
