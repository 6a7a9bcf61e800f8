import { ListingEvent } from '../../models/event.ts';
import type { Queues } from '../shared/queues.ts';

export type Bus = { put(events: ListingEvent[]): Promise<void> };
export type PublishDependencies = {
  bus: Bus;
  queues: Queues;
  /** Absent when no webhook is configured. */
  webhookQueue: string | undefined;
};

/** One outbox row to the event bus and, when configured, to the webhook's queue. May happen twice: `eventId` tells. */
export async function publish(
  row: { event?: { S?: string | undefined } | undefined },
  deps: PublishDependencies,
): Promise<ListingEvent> {
  const event = ListingEvent.parse(JSON.parse(row.event?.S ?? ''));
  await Promise.all([
    deps.bus.put([event]),
    deps.webhookQueue === undefined ? undefined : deps.queues.send(deps.webhookQueue, { event }),
  ]);
  return event;
}
