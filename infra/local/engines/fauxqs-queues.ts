import type { JsonRecord } from './aws-json.ts';

/** All queues of the library, with the messages in them. */
export interface QueueStore {
  region?: string;
  shutdown(): void;
}

/** One action of the SQS API; the request tells it the host of new queue addresses. */
type QueueAction = (
  body: JsonRecord,
  store: QueueStore,
  request: { readonly headers: { readonly host: string } },
) => JsonRecord | undefined | Promise<JsonRecord | undefined>;

const ACTIONS = [
  'ChangeMessageVisibility',
  'ChangeMessageVisibilityBatch',
  'CreateQueue',
  'DeleteMessage',
  'DeleteMessageBatch',
  'DeleteQueue',
  'GetQueueAttributes',
  'GetQueueUrl',
  'ListQueues',
  'PurgeQueue',
  'ReceiveMessage',
  'SendMessage',
  'SendMessageBatch',
  'SetQueueAttributes',
] as const;

/**
 * The library's queues and actions without its web server. They are not among its exports, so they are found beside its entry;
 * the version is pinned, and a version that lays them elsewhere fails here at start.
 */
export async function loadQueues(
  region: string,
): Promise<{ store: QueueStore; actions: ReadonlyMap<string, QueueAction> }> {
  const part = (path: string) => import(new URL(`./sqs/${path}.js`, import.meta.resolve('fauxqs')).href);
  const { SqsStore } = (await part('sqsStore')) as { SqsStore: new () => QueueStore };
  const store = new SqsStore();
  store.region = region;
  const actions = await Promise.all(
    ACTIONS.map(async (action): Promise<[string, QueueAction]> => {
      const name = `${action.charAt(0).toLowerCase()}${action.slice(1)}`;
      const run = ((await part(`actions/${name}`)) as Record<string, QueueAction>)[name];
      if (run === undefined) throw new Error(`fauxqs has no action ${action} any more`);
      return [action, run];
    }),
  );
  return { store, actions: new Map(actions) };
}
