import { JsonText } from '../../functions/shared/json-text.ts';
import type { Objects } from '../../functions/shared/objects.ts';
import type { Queues } from '../../functions/shared/queues.ts';

/** A bucket in memory; what lies in it can be laid there and looked at. */
export function memoryObjects(): {
  objects: Objects;
  bodies: Map<string, { body: Uint8Array; tag: string }>;
} {
  const bodies = new Map<string, { body: Uint8Array; tag: string }>();
  const objects: Objects = {
    head: async () => undefined,
    get: async (key) => bodies.get(key),
    put: async (key, body) => {
      bodies.set(key, { body: typeof body === 'string' ? new TextEncoder().encode(body) : body, tag: 'w' });
      return true;
    },
    range: async () => undefined,
    remove: async () => undefined,
    list: async () => ({ keys: [] }),
  };
  return { objects, bodies };
}

/** Queues that keep what is sent. */
export function memoryQueues<M>(): { queues: Queues; sent: { url: string; message: M }[] } {
  const sent: { url: string; message: M }[] = [];
  const read = (message: unknown) => (message instanceof JsonText ? message.toJSON() : message) as M;
  return { queues: { send: async (url, message) => void sent.push({ url, message: read(message) }) }, sent };
}
