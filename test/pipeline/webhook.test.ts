import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sign } from '../../functions/webhook/webhook.ts';
import { documentKey, imageKey } from '../../models/document-key.ts';
import { ListingEvent } from '../../models/event.ts';
import { makeMix } from '../../samples/mix.ts';
import { bootPipeline } from '../support/pipeline.ts';

type Call = { headers: IncomingMessage['headers']; body: string };
const calls: Call[] = [];
let failing = 2;
/** The listing pipeline's end: refuses its first calls, as a service does that is being deployed. */
const receiver = createServer(async (request, response) => {
  const body = await text(request);
  if (failing > 0) {
    failing--;
    response.writeHead(503).end();
    return;
  }
  calls.push({ headers: request.headers, body });
  response.writeHead(204).end();
});
let pipeline: Awaited<ReturnType<typeof bootPipeline>>;

beforeAll(async () => {
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const { port } = receiver.address() as AddressInfo;
  pipeline = await bootPipeline({ settings: { webhookUrl: `http://127.0.0.1:${port}/hook` } });
});
afterAll(async () => {
  await pipeline.dispose();
  receiver.close();
});

describe('the webhook to the listing pipeline', () => {
  it('calls back with every verdict and rejection, signed, retried, with an idempotency key', async () => {
    const mix = await makeMix(31, 20);
    for (const { listing, images, document } of mix) {
      for (const [file, bytes] of Object.entries(images))
        await pipeline.objects.put(imageKey(listing, file), bytes);
      await pipeline.objects.put(documentKey(listing), document);
    }
    await pipeline.objects.put('uploads/M-w/W-1/1.json', '{"broken": ');
    await pipeline.runtime.idle();

    const events = calls.map((call) => ListingEvent.parse(JSON.parse(call.body)));
    const about = (id: string) => events.filter((event) => 'listingId' in event && event.listingId === id);
    for (const { listing } of mix)
      expect(about(listing.listingId), listing.listingId).toMatchObject([
        { type: 'listing.judged', revision: 1 },
      ]);
    expect(about('W-1')).toMatchObject([
      { type: 'listing.rejected', errors: [{ path: '$', code: 'not-json' }] },
    ]);
    expect(failing).toBe(0);
    for (const [i, call] of calls.entries()) expect(call.headers['idempotency-key']).toBe(events[i]?.eventId);
  });

  it('signs the raw body with the shared secret, so that a changed body or a stranger’s call is told apart', async () => {
    const [call] = calls;
    if (!call) throw new Error('no call arrived');
    const [, seconds = '', v1 = ''] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(call.headers['touchstone-signature'])) ?? [];
    const { GetSecretValueCommand, SecretsManagerClient } = await import('@aws-sdk/client-secrets-manager');
    const client = new SecretsManagerClient(pipeline.runtime.client('secrets'));
    const { SecretString = '' } = await client.send(
      new GetSecretValueCommand({ SecretId: pipeline.runtime.nameOf('WebhookSecret') }),
    );
    expect(sign(SecretString, Number(seconds), call.body)).toBe(v1);
    expect(sign(SecretString, Number(seconds), call.body.replace('pass', 'PASS'))).not.toBe(
      sign('other', Number(seconds), call.body),
    );
  });
});
