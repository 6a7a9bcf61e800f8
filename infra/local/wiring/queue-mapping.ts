import { setTimeout as sleep } from 'node:timers/promises';
import type { FunctionPool } from '../compute/pool.ts';
import type { QueueEngine } from '../engines/fauxqs.ts';
import type { DeliveryFaults } from '../faults.ts';
import type { QueueMappingPlan, QueuePlan } from '../template/plan-types.ts';
import { matchesAny } from './event-pattern.ts';
import { failuresIn, parsed, type ReceivedMessage, recordOf } from './queue-event.ts';

export interface QueueMappingOptions {
  readonly plan: QueueMappingPlan;
  readonly queue: QueuePlan;
  readonly queueUrl: string;
  readonly region: string;
  readonly engine: QueueEngine;
  readonly pool: FunctionPool;
  readonly faults: DeliveryFaults;
  /** Counts the requests the deployed event-source mapping would pay for. */
  readonly onRequest: (action: 'receive' | 'delete') => void;
  readonly onBatch: (outcome: BatchOutcome) => void;
  /** First wait before a failed message is tried again, in milliseconds; it doubles with every receive. */
  readonly retryAfterMs: number;
}

export interface BatchOutcome {
  readonly queueName: string;
  readonly functionName: string;
  readonly delivered: number;
  readonly failed: number;
  readonly error: string | undefined;
}

export interface QueueMapping {
  readonly plan: QueueMappingPlan;
  readonly queueUrl: string;
  /** Whether it waits for a window to fill its batches. */
  readonly gathers: boolean;
  /** Messages received and not yet settled. */
  readonly inHand: number;
  /** Looks for messages now. A mapping that gathers for a window looks at its own pace. */
  nudge(): void;
  /** Delivers what waits for its window to end: whoever waits for quiet need not wait for that. */
  hurry(): void;
  stop(): void;
}

/** Without a nudge a queue is looked at this often: for delayed messages and ended visibility timeouts. */
const TICK_MS = 250;

/** Receives from one queue and invokes its function with batches, as a deployed event-source mapping does. */
export function startQueueMapping(options: QueueMappingOptions): QueueMapping {
  const { plan, queue, queueUrl, engine, pool, faults } = options;
  const slots = Math.min(plan.maximumConcurrency ?? Number.POSITIVE_INFINITY, pool.maxContainers);
  const held: ReceivedMessage[] = [];
  let running = 0;
  let receiving = false;
  let again = false;
  let stopped = false;
  let inHand = 0;
  let windowTimer: NodeJS.Timeout | undefined;
  const gathers = plan.windowSeconds > 0;

  function nudge(): void {
    if (stopped) return;
    if (receiving) {
      again = true;
      return;
    }
    receiving = true;
    receiveWhileFree()
      .catch((error: unknown) => {
        if (!stopped) report(0, 0, error);
      })
      .finally(() => {
        receiving = false;
        if (again) {
          again = false;
          nudge();
        }
      });
  }

  /** Receives only while an invocation could start: a message waiting here would lose its visibility timeout. */
  async function receiveWhileFree(): Promise<void> {
    while (!stopped && running < slots) {
      const wanted = Math.min(10, plan.batchSize - held.length);
      const messages = wanted <= 0 ? [] : await receive(wanted);
      if (stopped) return;
      for (const message of faults.hold(queue.name, messages, (late) => accept(late))) accept(message);
      if (held.length >= plan.batchSize || (held.length > 0 && !gathers)) dispatch();
      else if (held.length > 0 && windowTimer === undefined) {
        windowTimer = setTimeout(dispatch, plan.windowSeconds * 1000);
      }
      if (messages.length < wanted) return;
    }
  }

  async function receive(count: number): Promise<ReceivedMessage[]> {
    const answer = await engine.call('ReceiveMessage', {
      QueueUrl: queueUrl,
      MaxNumberOfMessages: count,
      WaitTimeSeconds: 0,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    });
    const messages = (answer.Messages ?? []) as ReceivedMessage[];
    if (messages.length > 0) options.onRequest('receive');
    inHand += messages.length;
    return messages;
  }

  /** A message a filter drops is deleted unread, as the deployed mapping does. */
  function accept(message: ReceivedMessage): void {
    if (plan.filters.length > 0 && !matchesAny(plan.filters, { body: parsed(message.Body) })) {
      remove([message]).catch((error: unknown) => report(0, 0, error));
      inHand -= 1;
      return;
    }
    held.push(message);
    if (!receiving && held.length > 0 && running < slots && windowTimer === undefined) dispatch();
  }

  function dispatch(): void {
    clearTimeout(windowTimer);
    windowTimer = undefined;
    while (!stopped && held.length > 0 && running < slots) {
      const batch = held.splice(0, plan.batchSize);
      running += 1;
      deliver(batch)
        .catch((error: unknown) => report(0, batch.length, error))
        .finally(() => {
          running -= 1;
          inHand -= batch.length;
          if (held.length > 0) dispatch();
          nudge();
        });
    }
  }

  async function deliver(batch: readonly ReceivedMessage[]): Promise<void> {
    const failed = await attempt(batch);
    if (stopped) return;
    const done = batch.filter((message) => !failed.has(message.MessageId));
    await Promise.all([remove(done), ...batch.filter((m) => failed.has(m.MessageId)).map(retryLater)]);
    const copies = faults.copies(queue.name, done);
    if (copies.messages.length > 0) repeat(copies.messages, copies.afterMs);
  }

  /** A second delivery of acknowledged messages, which SQS allows itself; its outcome changes nothing. */
  function repeat(messages: ReceivedMessage[], afterMs: number): void {
    inHand += messages.length;
    sleep(afterMs)
      .then(() => (stopped ? undefined : attempt(messages)))
      .catch((error: unknown) => report(0, messages.length, error))
      .finally(() => {
        inHand -= messages.length;
      });
  }

  /** @returns ids of the messages that are to be tried again */
  async function attempt(batch: readonly ReceivedMessage[]): Promise<Set<string>> {
    const all = new Set(batch.map((message) => message.MessageId));
    try {
      const event = { Records: batch.map((message) => recordOf(message, queue, options.region)) };
      const answer = await pool.invoke(event);
      const failed = plan.reportsItemFailures ? failuresIn(answer, all) : new Set<string>();
      report(batch.length - failed.size, failed.size, undefined);
      return failed;
    } catch (error) {
      report(0, batch.length, error);
      return all;
    }
  }

  function report(delivered: number, failed: number, error: unknown): void {
    if (stopped) return;
    options.onBatch({
      queueName: queue.name,
      functionName: plan.functionName,
      delivered,
      failed,
      error: error === undefined ? undefined : error instanceof Error ? error.message : String(error),
    });
  }

  async function remove(messages: readonly ReceivedMessage[]): Promise<void> {
    if (messages.length === 0 || stopped) return;
    for (let first = 0; first < messages.length; first += 10) {
      options.onRequest('delete');
      await engine.call('DeleteMessageBatch', {
        QueueUrl: queueUrl,
        Entries: messages
          .slice(first, first + 10)
          .map((message, index) => ({ Id: String(index), ReceiptHandle: message.ReceiptHandle })),
      });
    }
  }

  /** The deployed mapping waits out the visibility timeout; locally nobody wants to wait minutes for a retry. */
  async function retryLater(message: ReceivedMessage): Promise<void> {
    const receives = Number(message.Attributes?.ApproximateReceiveCount ?? 1);
    const full = Number(queue.attributes.VisibilityTimeout ?? 30);
    const seconds = Math.min(full, (options.retryAfterMs / 1000) * 2 ** (receives - 1));
    const whole = Math.floor(seconds);
    if (whole >= 1 || seconds === 0) await changeVisibility(message, whole);
    else setTimeout(() => void changeVisibility(message, 0).catch(() => undefined), seconds * 1000).unref();
  }

  async function changeVisibility(message: ReceivedMessage, seconds: number): Promise<void> {
    if (stopped) return;
    await engine.call('ChangeMessageVisibility', {
      QueueUrl: queueUrl,
      ReceiptHandle: message.ReceiptHandle,
      VisibilityTimeout: seconds,
    });
    if (seconds === 0) nudge();
  }

  const tick = setInterval(nudge, TICK_MS);
  tick.unref();
  return {
    plan,
    queueUrl,
    gathers,
    get inHand() {
      return inHand;
    },
    nudge: () => {
      if (!gathers) nudge();
    },
    hurry: () => {
      if (held.length > 0) dispatch();
    },
    stop: () => {
      stopped = true;
      clearInterval(tick);
      clearTimeout(windowTimer);
    },
  };
}
