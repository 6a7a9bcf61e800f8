import { createHash } from 'node:crypto';
import {
  closeSync,
  createReadStream,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  openSnapshot,
  pointerKey,
  type Snapshot,
  SnapshotPointer,
  snapshotKey,
} from '../../../models/registry/snapshot.ts';
import { type Registry, unavailable } from './registry.ts';

/** Where snapshots lie: the bucket, or a folder with the same keys. */
export type SnapshotStore = {
  /** The bytes of a small object; undefined when there is none. */
  get(key: string): Promise<Uint8Array | undefined>;
  /** Streams an object into a file. */
  download(key: string, file: string): Promise<void>;
};

/** How long a container may work by a snapshot that has been replaced. */
const POINTER_MS = 60_000;
const DAY_MS = 86_400_000;

type Open = { version: string; fd: number; file: string; snapshot: Snapshot };
type Slot = { open?: Open; checkedAt: number; loading?: Promise<void> };

/**
 * Answers from imported snapshots, each fetched to the local disk once a version and read in place. A number that is
 * not there is absent only when the snapshot says that it is complete; one that has outlived its stated age answers
 * nothing at all.
 */
export function snapshotRegistry(store: SnapshotStore, dir: string, now: () => number): Registry {
  const slots = new Map<string, Slot>();

  async function refresh(kind: string, slot: Slot): Promise<void> {
    const bytes = await store.get(pointerKey(kind));
    if (!bytes) return;
    const pointer = SnapshotPointer.parse(JSON.parse(new TextDecoder().decode(bytes)));
    if (slot.open?.version === pointer.version) return;
    const previous = slot.open;
    slot.open = await fetchSnapshot(store, pointer.version, dir);
    if (!previous) return;
    closeSync(previous.fd);
    rmSync(previous.file, { force: true });
  }

  return {
    async lookup(question) {
      const slot = slots.get(question.kind) ?? { checkedAt: Number.NEGATIVE_INFINITY };
      slots.set(question.kind, slot);
      try {
        if (now() - slot.checkedAt >= POINTER_MS) {
          // Whoever comes while it is being fetched waits for it.
          slot.loading ??= refresh(question.kind, slot)
            .then(() => {
              slot.checkedAt = now();
            })
            .finally(() => {
              slot.loading = undefined;
            });
          await slot.loading;
        }
      } catch (error) {
        // The one at hand is as good as it was.
        if (!slot.open) return unavailable(error instanceof Error ? error.message.slice(0, 200) : 'unknown');
        slot.checkedAt = now();
      }
      if (!slot.open) return unavailable(`no snapshot of ${question.kind} is imported`, true);
      const { meta, find } = slot.open.snapshot;
      const age = now() - Date.parse(meta.takenAt);
      if (age > meta.validDays * DAY_MS)
        return unavailable(
          `the snapshot of ${meta.takenAt.slice(0, 10)} has outlived its ${meta.validDays} days`,
          true,
        );
      const ageSeconds = Math.max(0, Math.round(age / 1000));
      const record = find(question.number);
      if (record) return { state: 'record', record, ageSeconds };
      if (meta.complete) return { state: 'absent', ageSeconds };
      return unavailable('not in the snapshot, which does not hold every number', true);
    },
  };
}

/** Fetches, proves and opens a version; a file that lies there already was proven when it got its name. */
async function fetchSnapshot(store: SnapshotStore, version: string, dir: string): Promise<Open> {
  mkdirSync(dir, { recursive: true });
  const file = join(dir, `${version}.snapshot`);
  if (!existsSync(file)) {
    const part = `${file}.${process.pid}.part`;
    try {
      await store.download(snapshotKey(version), part);
      const actual = await hashOf(part);
      if (actual !== version) throw new RangeError(`the snapshot ${version} has the hash ${actual}`);
      renameSync(part, file);
    } finally {
      rmSync(part, { force: true });
    }
  }
  const fd = openSync(file, 'r');
  let buffer = Buffer.alloc(65_536);
  const read = (offset: number, length: number) => {
    if (length > buffer.length) buffer = Buffer.alloc(length);
    return buffer.subarray(0, readSync(fd, buffer, 0, length, offset));
  };
  return { version, fd, file, snapshot: openSnapshot(read) };
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const part of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(part as Buffer);
  return hash.digest('hex');
}
