import { ListingEvent } from '../../models/event.ts';
import { cardOfVerdict } from '../../models/stock/card.ts';
import type { Queues } from '../shared/queues.ts';
import { type StreamAttribute, unpack } from '../shared/records/pack.ts';

export type Bus = { put(events: ListingEvent[]): Promise<void> };
export type PublishDependencies = {
  bus: Bus;
  queues: Queues;
  /** Absent when no webhook is configured. */
  webhookQueue: string | undefined;
  indexQueue: string;
};

/**
 * One outbox row to the event bus, to the stock index and, when configured, to the webhook's queue. May happen twice:
 * `eventId` tells.
 */
export async function publish(
  row: { event?: StreamAttribute | undefined },
  deps: PublishDependencies,
): Promise<ListingEvent> {
  const event = ListingEvent.parse(unpack(row.event));
  const card = event.type === 'listing.judged' ? cardOfVerdict(event) : undefined;
  await Promise.all([
    deps.bus.put([event]),
    card === undefined ? undefined : deps.queues.send(deps.indexQueue, card),
    deps.webhookQueue === undefined ? undefined : deps.queues.send(deps.webhookQueue, { event }),
  ]);
  return event;
}
