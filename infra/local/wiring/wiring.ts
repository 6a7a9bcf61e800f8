import type { EventEmitter } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Functions } from '../compute/functions.ts';
import type { Engines } from '../engines/engines.ts';
import { countMessages } from '../engines/queues.ts';
import type { Faults } from '../faults.ts';
import type { Meter } from '../meter.ts';
import type { RuntimeEvents } from '../runtime-types.ts';
import type { Plan } from '../template/plan-types.ts';
import { type Activity, createActivity } from './activity.ts';
import { type Bus, createBus } from './bus.ts';
import { openCheckpoints } from './checkpoints.ts';
import { type Clock, startClock } from './clock.ts';
import { createDispatch } from './dispatch.ts';
import { createNotifier } from './notifications.ts';
import { createOutbox } from './outbox.ts';
import { type BatchOutcome, type QueueMapping, startQueueMapping } from './queue-mapping.ts';
import { openQuietMark, redeliver } from './recovery.ts';
import { type StreamMapping, startStreamMapping } from './stream-mapping.ts';

export interface WiringOptions {
  readonly plan: Plan;
  readonly region: string;
  readonly stateDir: string;
  readonly engines: Engines;
  readonly functions: Functions;
  /** Stream ARN by table name. */
  readonly streams: ReadonlyMap<string, string>;
  readonly faults: Faults;
  readonly meter: Meter;
  readonly urlOf: (queueName: string) => string;
  readonly retryAfterMs: number;
  readonly redelivers: boolean;
  readonly now: () => number;
  readonly log: (line: string) => void;
  readonly events: EventEmitter<RuntimeEvents>;
}

export interface Wiring {
  readonly activity: Activity;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly delivered: { readonly delivered: number; readonly failed: number };
  /** Someone wrote to a table: its stream is worth a look. */
  tablesChanged(): void;
  /** `hurry` delivers what only waits for a batch window. */
  isQuiet(hurry?: boolean): Promise<boolean>;
  stop(): void;
  /** Lets invocations that run come to their end. */
  settle(): Promise<void>;
  /** Lets go of files, once no invocation runs any more. */
  close(): void;
}

const QUIET_MARK_MS = 3000;

/** Connects every event source of the plan to its function. */
export function startWiring(options: WiringOptions): Wiring {
  const { plan, region, engines, functions, faults, meter, urlOf, now, log, events } = options;
  const activity = createActivity();
  const totals = { delivered: 0, failed: 0 };
  let stopped = false;
  const complain = (what: string, message: string): void => {
    if (!stopped) log(`${what}: ${message}`);
  };
  const outbox = createOutbox(
    engines.queues,
    urlOf,
    activity,
    (messages) => meter.add('runtime', { 'sqs.requests': messages }),
    (error) => complain('sending to a queue', String(error)),
  );
  const dispatch = createDispatch(functions, outbox, activity, complain);
  const send: typeof dispatch = (target, payload) => {
    if (!stopped) dispatch(target, payload);
  };

  const notify = createNotifier(plan.notifications, region, send);
  engines.objects.onEvent((event) => {
    events.emit('object', event);
    notify(event);
  });
  // Calls of functions are counted where they are made; what remains are uploads and readers from outside.
  engines.objects.onRequest((operation, userAgent) => {
    if (!userAgent.includes('touchstone-function')) meter.add('outside', { [`s3.${operation}`]: 1 });
  });

  const bus = createBus({ rules: plan.rules, buses: plan.buses, region, now, send });
  const countedBus: Bus = {
    ...bus,
    putEvents: (entries) => {
      meter.add('runtime', { 'events.events': entries.length });
      return bus.putEvents(entries);
    },
  };
  const clock = startClock(plan.rules, plan.schedules, bus, send, now);
  const mappings = plan.queueMappings.map((mapping) => mapQueue(mapping.queueName, mapping));
  const byUrl = Map.groupBy(mappings, (mapping) => mapping.queueUrl);
  engines.queues.onSent(({ queueUrl, delaySeconds }) => {
    for (const mapping of byUrl.get(queueUrl) ?? []) {
      if (delaySeconds === 0) mapping.nudge();
      else setTimeout(mapping.nudge, delaySeconds * 1000 + 5).unref();
    }
  });
  const checkpoints = openCheckpoints(join(options.stateDir, 'streams'));
  const streamMappings = plan.streamMappings.map(mapStream);

  function mapQueue(queueName: string, mapping: Plan['queueMappings'][number]): QueueMapping {
    const queue = plan.queues.find(({ name }) => name === queueName);
    if (queue === undefined) throw new Error(`The template maps queue ${queueName} but does not contain it.`);
    const pool = functions.find(mapping.functionName);
    return startQueueMapping({
      plan: mapping,
      queue,
      queueUrl: urlOf(queue.name),
      region,
      engine: engines.queues,
      pool,
      faults: faults.delivery,
      onRequest: () => meter.add(pool.plan.logicalId, { 'sqs.requests': 1 }),
      onBatch,
      retryAfterMs: options.retryAfterMs,
    });
  }

  function onBatch(outcome: BatchOutcome): void {
    totals.delivered += outcome.delivered;
    totals.failed += outcome.failed;
    if (outcome.error !== undefined) complain(outcome.functionName, outcome.error);
    events.emit('batch', outcome);
  }

  function mapStream(mapping: Plan['streamMappings'][number]): StreamMapping {
    const streamArn = options.streams.get(mapping.tableName);
    if (streamArn === undefined) throw new Error(`Table ${mapping.tableName} has no stream to map.`);
    const pool = functions.find(mapping.functionName);
    return startStreamMapping({
      plan: mapping,
      streamArn,
      region,
      engine: engines.dynamodb,
      pool,
      checkpoints,
      faults,
      onRead: () => meter.add(pool.plan.logicalId, { 'streams.reads': 1 }),
      onFailure: (message) => complain(mapping.functionName, message),
      giveUp: (queueName, description) => outbox.send(queueName, JSON.stringify(description)),
    });
  }

  const quietMark = openQuietMark(options.stateDir);
  const lastQuiet = quietMark.read();
  if (options.redelivers) {
    const repeated = redeliver(
      engines.objects,
      plan.buckets.map(({ name }) => name),
      lastQuiet ?? 0,
      notify,
    );
    if (repeated > 0)
      log(`Delivering ${repeated} upload events again that may have been lost with the queues.`);
  }

  async function isQuiet(hurry = false): Promise<boolean> {
    const before = activity.finished;
    if (activity.pending > 0 || functions.all.some((pool) => pool.busy > 0)) return false;
    const waiting = mappings.filter((mapping) => mapping.inHand > 0);
    // Only when nothing else goes on: a window that is still filling is part of what is measured.
    if (hurry && waiting.every((mapping) => mapping.gathers)) for (const mapping of waiting) mapping.hurry();
    if (waiting.length > 0) return false;
    if (streamMappings.some((mapping) => !mapping.drained)) return false;
    const counts = await Promise.all(mappings.map(({ queueUrl }) => countMessages(engines.queues, queueUrl)));
    if (counts.some(({ visible, inFlight, delayed }) => visible + inFlight + delayed > 0)) return false;
    return activity.pending === 0 && activity.finished === before;
  }

  const marking = setInterval(() => {
    const moment = now();
    isQuiet()
      .then((quiet) => {
        if (quiet && !stopped) quietMark.write(moment);
      })
      .catch(() => undefined);
  }, QUIET_MARK_MS);
  marking.unref();

  return {
    activity,
    bus: countedBus,
    clock,
    delivered: totals,
    tablesChanged: () => {
      for (const mapping of streamMappings) mapping.nudge();
    },
    isQuiet,
    close: checkpoints.close,
    stop: () => {
      stopped = true;
      clearInterval(marking);
      clock.stop();
      for (const mapping of [...mappings, ...streamMappings]) mapping.stop();
    },
    settle: async () => {
      const deadline = Date.now() + 2000;
      while (Date.now() < deadline && functions.all.some((pool) => pool.busy > 0)) await sleep(10);
    },
  };
}
