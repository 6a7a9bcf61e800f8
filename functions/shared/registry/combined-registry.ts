import type { Registry } from './registry.ts';

/**
 * The snapshot first; the interface for what the snapshot does not know. A number issued after the snapshot was taken
 * is missing in it, so where there is an interface to ask, only the interface can say `absent`; while it is down,
 * nobody can.
 */
export function combinedRegistry(snapshot: Registry, http: Registry): Registry {
  return {
    async lookup(question) {
      const known = await snapshot.lookup(question);
      return known.state === 'record' ? known : http.lookup(question);
    },
  };
}
