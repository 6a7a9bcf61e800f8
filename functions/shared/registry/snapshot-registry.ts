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
/** A snapshot that cannot be fetched is not fetched again for every question. */
const FAILED_MS = 10_000;
const DAY_MS = 86_400_000;

type Open = { version: string; fd: number; file: string; snapshot: Snapshot };
type Slot = { open?: Open; nextCheckAt: number; problem?: string; loading?: Promise<void> };

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
    const next = await fetchSnapshot(store, pointer.version, dir);
    if (next.snapshot.meta.kind !== kind) {
      closeSync(next.fd);
      throw new RangeError(`the snapshot of ${kind} holds ${next.snapshot.meta.kind}`);
    }
    slot.open = next;
    if (!previous) return;
    closeSync(previous.fd);
    rmSync(previous.file, { force: true });
  }

  /** Never throws: where one is open already, it is as good as it was. */
  async function check(kind: string, slot: Slot): Promise<void> {
    try {
      await refresh(kind, slot);
      slot.nextCheckAt = now() + POINTER_MS;
      delete slot.problem;
    } catch (error) {
      slot.nextCheckAt = now() + FAILED_MS;
      slot.problem = error instanceof Error ? error.message.slice(0, 200) : 'unknown';
    }
  }

  return {
    async lookup(question) {
      const slot = slots.get(question.kind) ?? { nextCheckAt: Number.NEGATIVE_INFINITY };
      slots.set(question.kind, slot);
      if (slot.loading || now() >= slot.nextCheckAt) {
        // Whoever comes while it is being fetched waits for it.
        slot.loading ??= check(question.kind, slot).finally(() => {
          slot.loading = undefined;
        });
        await slot.loading;
      }
      if (!slot.open && slot.problem !== undefined) return unavailable(slot.problem);
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
