import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch';
import type {
  Context,
  DynamoDBBatchResponse,
  DynamoDBRecord,
  DynamoDBStreamEvent,
  SQSBatchResponse,
  SQSEvent,
  SQSRecord,
} from 'aws-lambda';
import { PermanentError } from './errors.ts';
import { logger } from './telemetry.ts';

/**
 * A queue handler from a step: each message is parsed and handed over, all of a batch at once. A permanent error
 * is logged and acknowledged; anything else goes back to the queue and, in the end, to the dead letters.
 */
export function queueHandler(step: (body: unknown) => Promise<unknown>) {
  return (event: SQSEvent, context: Context): Promise<SQSBatchResponse> =>
    processPartialResponse(
      event,
      (record: SQSRecord) => acknowledgePermanent(() => step(JSON.parse(record.body)), record.messageId),
      new BatchProcessor(EventType.SQS),
      { context, throwOnFullBatchFailure: false },
    );
}

/** The same for a table's stream: the step gets the new image of a row. */
export function streamHandler(
  step: (row: NonNullable<DynamoDBRecord['dynamodb']>['NewImage']) => Promise<unknown>,
) {
  return (event: DynamoDBStreamEvent, context: Context): Promise<DynamoDBBatchResponse> =>
    processPartialResponse(
      event,
      (record: DynamoDBRecord) =>
        acknowledgePermanent(() => step(record.dynamodb?.NewImage), record.eventID ?? ''),
      new BatchProcessor(EventType.DynamoDBStreams),
      { context, throwOnFullBatchFailure: false },
    );
}

async function acknowledgePermanent(run: () => Promise<unknown>, id: string): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (error instanceof PermanentError) {
      logger.error('permanent error, acknowledged', { id, error });
      return;
    }
    logger.warn('will be retried', { id, error: error instanceof Error ? error : String(error) });
    throw error;
  }
}
