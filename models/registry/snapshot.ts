import * as z from 'zod';
import { levelNumber } from './level-number.ts';
import type { RegistryRecord } from './port.ts';
import { decodeRow, hashNumber, numberOfRow } from './snapshot-row.ts';

/** What a snapshot says of itself. */
export const SnapshotMeta = z.strictObject({
  kind: z.string(),
  registry: z.string(),
  /** When the registry gave the data out; ISO time. */
  takenAt: z.iso.datetime(),
  /** Whether it holds every number of the kind: only then does a missing one mean anything. */
  complete: z.boolean(),
  /** How many days it may be relied on. */
  validDays: z.int().positive(),
  rows: z.int().nonnegative(),
});
export type SnapshotMeta = z.infer<typeof SnapshotMeta>;

/** Which snapshot of a kind is in force. The artefact's name is the hash of its bytes. */
export const SnapshotPointer = SnapshotMeta.extend({
  version: z.string().regex(/^[0-9a-f]{64}$/),
  bytes: z.int().positive(),
});
export type SnapshotPointer = z.infer<typeof SnapshotPointer>;

export const pointerKey = (kind: string) => `knowledge/registries/snapshots/${kind}.json`;
export const snapshotKey = (version: string) => `knowledge/registries/snapshots/${version}`;

/*
 * Layout, little-endian: a head of 64 bytes (magic, length of meta, rows, offsets of directory, entries and rows),
 * meta as JSON, the directory (for each value of the hash's first 16 bits the first entry; 65,537 u32), entries of 16
 * bytes in the order of their hashes (high u32, low u32, offset u48, length u16), rows. A lookup reads the directory
 * once, then one bucket of entries and one row: it works on a file, a buffer or by ranges of an object.
 */
const MAGIC = 0x31475254; // "TRG1"
export const HEAD_BYTES = 64;
export const DIRECTORY_BITS = 16;
export const DIRECTORY_BYTES = ((1 << DIRECTORY_BITS) + 1) * 4;
export const ENTRY_BYTES = 16;

export const bucketOf = (high: number) => high >>> (32 - DIRECTORY_BITS);

/** Head and meta of a snapshot whose directory, entries and rows follow in this order. */
export function encodeHead(meta: SnapshotMeta): Uint8Array {
  const json = new TextEncoder().encode(JSON.stringify(meta));
  const bytes = new Uint8Array(HEAD_BYTES + json.length);
  const view = new DataView(bytes.buffer);
  const directory = bytes.length;
  const entries = directory + DIRECTORY_BYTES;
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, json.length, true);
  view.setFloat64(8, meta.rows, true);
  view.setFloat64(16, directory, true);
  view.setFloat64(24, entries, true);
  view.setFloat64(32, entries + meta.rows * ENTRY_BYTES, true);
  bytes.set(json, HEAD_BYTES);
  return bytes;
}

export function writeEntry(
  view: DataView,
  at: number,
  high: number,
  low: number,
  offset: number,
  length: number,
) {
  view.setUint32(at, high, true);
  view.setUint32(at + 4, low, true);
  view.setUint32(at + 8, offset % 2 ** 32, true);
  view.setUint16(at + 12, Math.floor(offset / 2 ** 32), true);
  view.setUint16(at + 14, length, true);
}

/** Reads `length` bytes at `offset`, fewer where the snapshot ends; they are valid until the next read. */
export type ByteReader = (offset: number, length: number) => Uint8Array;
export type Snapshot = { meta: SnapshotMeta; find(number: string): RegistryRecord | undefined };

/** @throws RangeError when the bytes are no snapshot */
export function openSnapshot(read: ByteReader): Snapshot {
  const head = copyOf(read(0, HEAD_BYTES));
  if (head.byteLength < HEAD_BYTES || head.getUint32(0, true) !== MAGIC) throw new RangeError('no snapshot');
  const json = new TextDecoder().decode(read(HEAD_BYTES, head.getUint32(4, true)));
  const meta = SnapshotMeta.parse(JSON.parse(json));
  const [directoryAt, entriesAt, rowsAt] = [16, 24, 32].map((at) => head.getFloat64(at, true)) as [
    number,
    number,
    number,
  ];
  const directory = copyOf(read(directoryAt, DIRECTORY_BYTES));
  if (directory.byteLength < DIRECTORY_BYTES) throw new RangeError('a snapshot that was cut off');

  function find(number: string): RegistryRecord | undefined {
    const level = levelNumber(number);
    const { high, low } = hashNumber(level);
    const bucket = bucketOf(high);
    const from = directory.getUint32(bucket * 4, true);
    const to = directory.getUint32(bucket * 4 + 4, true);
    if (to <= from) return undefined;
    const entries = copyOf(read(entriesAt + from * ENTRY_BYTES, (to - from) * ENTRY_BYTES));
    for (let i = firstOf(entries, high, low); i < to - from; i++) {
      const at = i * ENTRY_BYTES;
      if (entries.getUint32(at, true) !== high || entries.getUint32(at + 4, true) !== low) return undefined;
      const offset = entries.getUint32(at + 8, true) + entries.getUint16(at + 12, true) * 2 ** 32;
      const row = read(rowsAt + offset, entries.getUint16(at + 14, true));
      if (numberOfRow(row) === level) return decodeRow(row, meta.kind, number);
    }
    return undefined;
  }
  return { meta, find };
}

/** First entry of a bucket that is not before a hash. */
function firstOf(entries: DataView, high: number, low: number): number {
  let [from, to] = [0, entries.byteLength / ENTRY_BYTES];
  while (from < to) {
    const middle = (from + to) >> 1;
    const here = entries.getUint32(middle * ENTRY_BYTES, true);
    const before = here < high || (here === high && entries.getUint32(middle * ENTRY_BYTES + 4, true) < low);
    if (before) from = middle + 1;
    else to = middle;
  }
  return from;
}

function copyOf(bytes: Uint8Array): DataView {
  return new DataView(new Uint8Array(bytes).buffer);
}
