import * as z from 'zod';
import { createRandom, type Random } from './random.ts';
import type { ReceivedMessage } from './wiring/queue-event.ts';

const share = z.number().min(0).max(1);

/**
 * What is to go wrong, and how often. Everything is drawn from the seed, each queue and each worker with its
 * own stream: the same plan over the same traffic injects the same faults as far as scheduling allows.
 */
export const faultPlanSchema = z.strictObject({
  seed: z.number().int().default(1),
  /** Share of acknowledged messages (and stream batches) that are delivered once more; 1 is every one. */
  duplicate: share.default(0),
  /** Share of messages that are held back for up to `delayMs`. */
  delay: share.default(0),
  delayMs: z.number().positive().default(500),
  /** Share of messages that let later ones pass. */
  reorder: share.default(0),
  /** Share of the functions' engine calls that are answered with a throttling error. */
  throttle: share.default(0),
  /** Share of the functions' writes after which their worker dies before the handler goes on. */
  crash: share.default(0),
  /** Named crashes: the worker of a function dies after its N-th write, for its first `times` lives. */
  crashAt: z
    .array(
      z.strictObject({
        /** Logical id (or its beginning) of the function; every function when left out. */
        function: z.string().default(''),
        afterWrites: z.number().int().positive(),
        times: z.number().int().positive().default(1),
      }),
    )
    .default([]),
  /** Times, counted from the end of the start, in which functions cannot reach an engine at all. */
  outages: z
    .array(
      z.strictObject({
        service: z.enum(['dynamodb', 'sqs', 's3']),
        afterMs: z.number().nonnegative(),
        forMs: z.number().positive(),
      }),
    )
    .default([]),
});

export type FaultPlan = z.input<typeof faultPlanSchema>;
type Plan = z.infer<typeof faultPlanSchema>;

/** The part of a fault plan a worker carries out itself. */
export interface WorkerFaults {
  readonly seed: number;
  readonly serial: number;
  readonly throttle: number;
  readonly crash: number;
  readonly crashAfter: readonly number[];
  /** In milliseconds since 1970. */
  readonly outages: readonly { readonly service: string; readonly from: number; readonly until: number }[];
  /** Port that answers throttling errors. */
  readonly port: number;
}

/** What befalls messages between a queue and its function. */
export interface DeliveryFaults {
  /** Messages to deliver now; those kept back are handed to `release` later. */
  hold(
    queueName: string,
    messages: ReceivedMessage[],
    release: (message: ReceivedMessage) => void,
  ): ReceivedMessage[];
  /** Messages to deliver once more although they were acknowledged, and after how many milliseconds. */
  copies(
    queueName: string,
    done: readonly ReceivedMessage[],
  ): { messages: ReceivedMessage[]; afterMs: number };
}

export type FaultKind = 'duplicate' | 'delay' | 'reorder' | 'throttle' | 'crash' | 'outage';

export interface Faults {
  /** Starts the clock of outages; `at` in milliseconds since 1970. */
  begin(at: number): void;
  readonly delivery: DeliveryFaults;
  /** How many faults were injected so far. */
  readonly injected: Readonly<Record<FaultKind, number>>;
  count(kind: string): void;
  worker(logicalId: string, serial: number, port: number): WorkerFaults | undefined;
  /** Whether a stream batch is delivered once more. */
  repeatsBatch(mapping: string): boolean;
}

export function createFaults(input: FaultPlan | undefined): Faults {
  const plan = faultPlanSchema.parse(input ?? {});
  const injected: Record<FaultKind, number> = {
    duplicate: 0,
    delay: 0,
    reorder: 0,
    throttle: 0,
    crash: 0,
    outage: 0,
  };
  const streams = new Map<string, Random>();
  const random = (name: string): Random => {
    const known = streams.get(name);
    if (known !== undefined) return known;
    const made = createRandom(plan.seed, name);
    streams.set(name, made);
    return made;
  };
  let startedAt = Date.now();
  const outages = (): WorkerFaults['outages'] =>
    plan.outages.map(({ service, afterMs, forMs }) => ({
      service,
      from: startedAt + afterMs,
      until: startedAt + afterMs + forMs,
    }));

  const delivery: DeliveryFaults = {
    hold: (queueName, messages, release) => {
      if (plan.delay === 0 && plan.reorder === 0) return messages;
      const draw = random(`hold ${queueName}`);
      return messages.filter((message) => {
        const wait = draw() < plan.delay ? draw() * plan.delayMs : undefined;
        const pass = wait === undefined && draw() < plan.reorder ? 5 + draw() * 45 : undefined;
        if (wait === undefined && pass === undefined) return true;
        injected[wait === undefined ? 'reorder' : 'delay'] += 1;
        setTimeout(() => release(message), wait ?? pass);
        return false;
      });
    },
    copies: (queueName, done) => {
      if (plan.duplicate === 0) return { messages: [], afterMs: 0 };
      const draw = random(`copy ${queueName}`);
      const messages = done.filter(() => draw() < plan.duplicate);
      injected.duplicate += messages.length;
      // Half the copies come at once, half when the first delivery is long over.
      return { messages, afterMs: draw() < 0.5 ? 0 : draw() * plan.delayMs };
    },
  };
  return {
    begin: (at) => {
      startedAt = at;
    },
    delivery,
    injected,
    count: (kind) => {
      if (Object.hasOwn(injected, kind)) injected[kind as FaultKind] += 1;
    },
    worker: (logicalId, serial, port) => {
      const crashAfter = crashesOf(plan, logicalId, serial);
      if (plan.throttle === 0 && plan.crash === 0 && crashAfter.length === 0 && plan.outages.length === 0)
        return undefined;
      return {
        seed: plan.seed,
        serial,
        throttle: plan.throttle,
        crash: plan.crash,
        crashAfter,
        outages: outages(),
        port,
      };
    },
    repeatsBatch: (mapping) => {
      if (plan.duplicate === 0 || random(`stream ${mapping}`)() >= plan.duplicate) return false;
      injected.duplicate += 1;
      return true;
    },
  };
}

function crashesOf(plan: Plan, logicalId: string, serial: number): number[] {
  return plan.crashAt
    .filter((crash) => logicalId.startsWith(crash.function) && serial <= crash.times)
    .map((crash) => crash.afterWrites);
}
