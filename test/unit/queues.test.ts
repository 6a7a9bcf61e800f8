import type { SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs';
import { expect, it } from 'vitest';
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
