import type { JsonRecord } from '../engines/aws-json.ts';
import type { QueuePlan } from '../template/plan-types.ts';

export interface ReceivedMessage {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody?: string;
  readonly Attributes?: Record<string, string>;
  readonly MessageAttributes?: Record<string, MessageAttribute>;
}

interface MessageAttribute {
  readonly StringValue?: string;
  readonly BinaryValue?: string;
  readonly DataType: string;
}

/**
 * The ids a partial-batch response names. As on Lambda, an unreadable response or an unknown id fails the whole
 * batch.
 */
export function failuresIn(answer: unknown, all: ReadonlySet<string>): Set<string> {
  if (answer === null || answer === undefined) return new Set();
  const list = (answer as JsonRecord).batchItemFailures;
  if (list === undefined || list === null) return new Set();
  if (!Array.isArray(list)) return new Set(all);
  const failed = new Set<string>();
  for (const entry of list as { itemIdentifier?: unknown }[]) {
    const id = entry?.itemIdentifier;
    if (typeof id !== 'string' || !all.has(id)) return new Set(all);
    failed.add(id);
  }
  return failed;
}

/** A message's body as JSON, or as it is: what a filter looks at. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);

/** A received message as the function's event shows it. */
export function recordOf(message: ReceivedMessage, queue: QueuePlan, region: string): JsonRecord {
  const messageAttributes: JsonRecord = {};
  for (const [name, attribute] of Object.entries(message.MessageAttributes ?? {})) {
    messageAttributes[name] = Object.fromEntries(
      Object.entries(attribute).map(([key, value]) => [lowerFirst(key), value]),
    );
  }
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes,
    md5OfBody: message.MD5OfBody ?? '',
    eventSource: 'aws:sqs',
    eventSourceARN: queue.arn,
    awsRegion: region,
  };
}
