import { createHmac } from 'node:crypto';
import * as z from 'zod';
import { ListingEvent } from '../../models/event.ts';
import type { Clock } from '../shared/clock.ts';
import { UnavailableError } from '../shared/errors.ts';

export type WebhookDependencies = {
  url: string;
  secret(): Promise<string>;
  fetch: typeof fetch;
  clock: Clock;
};

const Message = z.strictObject({ event: ListingEvent });
const TIMEOUT_MS = 5_000;

/**
 * One signed call to the listing pipeline. `touchstone-signature: t=<unix seconds>,v1=<hmac-sha256 of "t.body">`,
 * `idempotency-key: <eventId>`. Anything but a 2xx is thrown, so that the queue tries again with its backoff.
 */
export async function deliver(body: unknown, deps: WebhookDependencies): Promise<void> {
  const { event } = Message.parse(body);
  const payload = JSON.stringify(event);
  const seconds = Math.floor(Date.parse(deps.clock.now()) / 1000);
  const response = await deps.fetch(deps.url, {
    method: 'POST',
    body: payload,
    headers: {
      'content-type': 'application/json',
      'idempotency-key': event.eventId,
      'touchstone-signature': `t=${seconds},v1=${sign(await deps.secret(), seconds, payload)}`,
    },
    // A redirect could carry a signed body to another host.
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!response.ok) throw new UnavailableError(`webhook answered ${response.status}`);
}

/** The signature a receiver computes again from the raw body. */
export function sign(secret: string, seconds: number, payload: string): string {
  return createHmac('sha256', secret).update(`${seconds}.${payload}`).digest('hex');
}
