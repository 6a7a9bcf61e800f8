import type { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { JsonText } from '../../functions/shared/json-text.ts';
import { sqsQueues } from '../../functions/shared/queues.ts';

it('a message may hold any character: the queue sees only those it takes', async () => {
  const bodies: string[] = [];
  const client = {
    send: async ({ input }: SendMessageBatchCommand) => {
      const entries = input.Entries ?? [];
      bodies.push(...entries.map(({ MessageBody }) => MessageBody ?? ''));
      return { Successful: entries.map(({ Id }) => ({ Id })) };
    },
  } as unknown as SQSClient;
  const message = { title: '👨‍👩‍👧 毛巾 𠮷野 \uffff\ufffe "\\', at: '\ud800' };
  await sqsQueues(client).send('http://queue', message);
  expect(bodies[0]).not.toMatch(/[\ud800-\udfff\ufffe\uffff]/);
  expect(bodies[0]).toContain('毛巾');
  expect(JSON.parse(bodies[0] ?? '')).toEqual(message);
});

it('a message may be written out before: what is read is the same', () => {
  const property = fc.property(
    fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }),
    fc.jsonValue(),
    (fields, part) => {
      const { text } = JsonText.of(fields, 'part', JSON.stringify(part));
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify({ ...fields, part })));
      expect(JSON.stringify(JsonText.of(fields, 'part', JSON.stringify(part)))).toBe(
        JSON.stringify(JSON.parse(text)),
      );
    },
  );
  fc.assert(property);
});
