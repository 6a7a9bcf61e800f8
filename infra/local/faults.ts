import type { ReceivedMessage } from './wiring/queue-mapping.ts';

/** The part of a fault plan a worker carries out itself. */
export interface WorkerFaults {
  readonly seed: number;
}

/** What befalls messages between a queue and its function. */
export interface DeliveryFaults {
  /** Messages to deliver now; those kept back are handed to `release` later. */
  hold(
    queueName: string,
    messages: ReceivedMessage[],
    release: (message: ReceivedMessage) => void,
  ): ReceivedMessage[];
  /** Batches to deliver once more although they were acknowledged. */
  copies(queueName: string, done: readonly ReceivedMessage[]): ReceivedMessage[][];
}

export const NO_DELIVERY_FAULTS: DeliveryFaults = {
  hold: (_queueName, messages) => messages,
  copies: () => [],
};
