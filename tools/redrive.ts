import { parseArgs } from 'node:util';
import {
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  SQSClient,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';

/** Sends a stage's dead letters back to their queue, after the bug or outage that put them there is over. */
const { values } = parseArgs({
  options: { queue: { type: 'string' }, 'per-second': { type: 'string', default: '50' } },
});
if (values.queue === undefined) {
  console.error('用法 / usage: npm run redrive -- --queue DEAD_LETTER_QUEUE_NAME [--per-second 50]');
  process.exit(2);
}
const sqs = new SQSClient({});
const { QueueUrl } = await sqs.send(new GetQueueUrlCommand({ QueueName: values.queue }));
const { Attributes } = await sqs.send(
  new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['QueueArn', 'ApproximateNumberOfMessages'] }),
);
await sqs.send(
  new StartMessageMoveTaskCommand({
    SourceArn: Attributes?.QueueArn,
    MaxNumberOfMessagesPerSecond: Number(values['per-second']),
  }),
);
console.log(
  `已开始重投 / moving ${Attributes?.ApproximateNumberOfMessages} messages back from ${values.queue}`,
);
