import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync, renameSync, rmSync, writeSync } from 'node:fs';
import {
  bucketOf,
  DIRECTORY_BITS,
  ENTRY_BYTES,
  encodeHead,
  type SnapshotMeta,
  writeEntry,
} from '../../models/registry/snapshot.ts';
import { numberOfRow } from '../../models/registry/snapshot-row.ts';
import { RUN_HEAD } from '../../models/registry/snapshot-run.ts';

const BUFFER = 1 << 18;

/** Merges sorted runs, oldest first, into one snapshot file; of rows with one number the newest stays. */
export function mergeRuns(
  runs: readonly string[],
  meta: Omit<SnapshotMeta, 'rows'>,
  file: string,
): { rows: number; replaced: number; version: string; bytes: number } {
  const readers = runs.map(openRun);
  const heap = readers.map((_, i) => i).filter((i) => readers[i]?.next());
  const before = (a: number, b: number) => {
    const [x, y] = [readers[a] as RunReader, readers[b] as RunReader];
    return x.high - y.high || x.low - y.low || a - b;
  };
  for (let i = heap.length >> 1; i >= 0; i--) sink(heap, i, before);

  const [entries, rows] = [writer(`${file}.entries`), writer(`${file}.rows`)];
  const directory = new Uint32Array((1 << DIRECTORY_BITS) + 1);
  let [count, replaced] = [0, 0];
  /** Rows of one hash, by number: as a rule one. */
  let group: Row[] = [];
  const flush = () => {
    const last = new Map(group.length > 1 ? group.map((row) => [numberOfRow(row.bytes), row]) : []);
    const kept = group.length > 1 ? [...last.values()] : group;
    replaced += group.length - kept.length;
    for (const { high, low, bytes } of kept) {
      writeEntry(entries.view, entries.room(ENTRY_BYTES), high, low, rows.bytes(), bytes.length);
      rows.put(bytes);
      directory[bucketOf(high) + 1] = (directory[bucketOf(high) + 1] as number) + 1;
      count++;
    }
    group = [];
  };
  while (heap.length > 0) {
    const first = readers[heap[0] as number] as RunReader;
    if (group[0] && (group[0].high !== first.high || group[0].low !== first.low)) flush();
    group.push({ high: first.high, low: first.low, bytes: first.row() });
    if (!first.next()) {
      const last = heap.pop();
      if (heap.length > 0 && last !== undefined) heap[0] = last;
    }
    sink(heap, 0, before);
  }
  flush();
  for (let i = 1; i < directory.length; i++)
    directory[i] = (directory[i] as number) + (directory[i - 1] as number);
  entries.close();
  rows.close();
  for (const reader of readers) reader.close();

  const hash = createHash('sha256');
  const whole = openSync(`${file}.part`, 'w');
  let bytes = 0;
  const append = (part: Uint8Array) => {
    hash.update(part);
    writeSync(whole, part);
    bytes += part.length;
  };
  append(encodeHead({ ...meta, rows: count }));
  append(new Uint8Array(directory.buffer));
  for (const part of [`${file}.entries`, `${file}.rows`]) {
    copy(part, append);
    rmSync(part);
  }
  closeSync(whole);
  renameSync(`${file}.part`, file);
  return { rows: count, replaced, version: hash.digest('hex'), bytes };
}

type Row = { high: number; low: number; bytes: Uint8Array };
type RunReader = ReturnType<typeof openRun>;

/** Reads a run row by row through one buffer. */
function openRun(file: string) {
  const fd = openSync(file, 'r');
  let buffer = Buffer.alloc(BUFFER);
  let [at, end, length] = [0, 0, 0];
  const have = (bytes: number): boolean => {
    if (end - at >= bytes) return true;
    if (bytes > buffer.length) buffer = Buffer.concat([buffer, Buffer.alloc(bytes)]);
    buffer.copyWithin(0, at, end);
    end -= at;
    at = 0;
    while (end < bytes) {
      const read = readSync(fd, buffer, end, buffer.length - end, null);
      if (read === 0) return false;
      end += read;
    }
    return true;
  };
  const reader = {
    high: 0,
    low: 0,
    next(): boolean {
      at += length;
      length = 0;
      if (!have(RUN_HEAD)) return false;
      reader.high = buffer.readUInt32LE(at);
      reader.low = buffer.readUInt32LE(at + 4);
      const size = buffer.readUInt16LE(at + 8);
      at += RUN_HEAD;
      if (!have(size)) throw new RangeError(`${file} was cut off`);
      length = size;
      return true;
    },
    row: (): Uint8Array => Uint8Array.from(buffer.subarray(at, at + length)),
    close: () => closeSync(fd),
  };
  return reader;
}

/** Lets the top of a heap sink to its place. */
function sink(heap: number[], i: number, before: (a: number, b: number) => number): void {
  const item = heap[i];
  if (item === undefined) return;
  for (;;) {
    let child = 2 * i + 1;
    const [left, right] = [heap[child], heap[child + 1]];
    if (left === undefined) break;
    if (right !== undefined && before(right, left) < 0) child++;
    const smaller = heap[child] as number;
    if (before(item, smaller) <= 0) break;
    heap[i] = smaller;
    i = child;
  }
  heap[i] = item;
}

/** A file written through one buffer. */
function writer(file: string) {
  const fd = openSync(file, 'w');
  const buffer = Buffer.alloc(BUFFER);
  let [used, total] = [0, 0];
  const empty = () => {
    if (used > 0) writeSync(fd, buffer, 0, used);
    used = 0;
  };
  const room = (bytes: number): number => {
    if (used + bytes > buffer.length) empty();
    used += bytes;
    total += bytes;
    return used - bytes;
  };
  return {
    view: new DataView(buffer.buffer, buffer.byteOffset, buffer.length),
    room,
    put: (bytes: Uint8Array) => buffer.set(bytes, room(bytes.length)),
    bytes: () => total,
    close: () => {
      empty();
      closeSync(fd);
    },
  };
}

function copy(file: string, append: (part: Uint8Array) => void): void {
  const fd = openSync(file, 'r');
  const buffer = Buffer.alloc(1 << 20);
  for (let read = readSync(fd, buffer); read > 0; read = readSync(fd, buffer))
    append(buffer.subarray(0, read));
  closeSync(fd);
}
