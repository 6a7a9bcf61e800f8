import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import DataLoader from 'dataloader';
import type { ListingEvent } from '../../models/event.ts';
import { UnavailableError } from '../shared/errors.ts';
import { gather } from '../shared/gather.ts';
import type { Bus } from './publish.ts';

/** EventBridge takes ten entries a call; events published together travel together. */
export function eventBus(client: EventBridgeClient, name: string): Bus {
  const loader = new DataLoader<ListingEvent, true, ListingEvent>(
    async (events) => {
      const answer = await client.send(
        new PutEventsCommand({
          Entries: events.map((event) => ({
            EventBusName: name,
            Source: 'touchstone',
            DetailType: event.type,
            Detail: JSON.stringify(event),
          })),
        }),
      );
      return events.map((_, i) => {
        const code = answer.Entries?.[i]?.ErrorCode;
        return code === undefined ? true : new UnavailableError(`event bus: ${code}`);
      });
    },
    { cache: false, maxBatchSize: 10, batchScheduleFn: gather },
  );
  return { put: async (events) => void (await Promise.all(events.map((event) => loader.load(event)))) };
}
