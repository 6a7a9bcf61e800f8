import { hammingDistance } from '../pdq/hash256.ts';

/** Entries added since the file was built; few enough that comparing with each is quick. */
export type Tail = {
  readonly size: number;
  add(featureId: string, hash: Uint8Array): void;
  remove(featureId: string): void;
  query(hash: Uint8Array, radius: number): { featureId: string; distance: number }[];
};

export function createTail(): Tail {
  const hashes = new Map<string, Uint8Array[]>();
  let size = 0;
  return {
    get size() {
      return size;
    },
    add(featureId, hash) {
      const known = hashes.get(featureId) ?? [];
      if (known.some((other) => hammingDistance(other, hash) === 0)) return;
      hashes.set(featureId, [...known, hash]);
      size++;
    },
    remove(featureId) {
      size -= hashes.get(featureId)?.length ?? 0;
      hashes.delete(featureId);
    },
    query(hash, radius) {
      const hits: { featureId: string; distance: number }[] = [];
      for (const [featureId, known] of hashes) {
        for (const other of known) {
          const distance = hammingDistance(other, hash);
          if (distance <= radius) hits.push({ featureId, distance });
        }
      }
      return hits;
    },
  };
}
