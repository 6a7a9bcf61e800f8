import { createHash, randomUUID } from 'node:crypto';
import {
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { LRUCache } from 'lru-cache';

export interface ObjectHead {
  readonly key: string;
  readonly size: number;
  /** MD5 of the body in hexadecimal, as S3 does for a single upload, without quotes. */
  readonly etag: string;
  /** Milliseconds since 1970. */
  readonly modified: number;
  readonly contentType: string;
  /** Further stored headers: `cache-control`, `content-encoding`, `x-amz-meta-*`, ... */
  readonly headers: Readonly<Record<string, string>>;
}

interface NewObject {
  readonly body: Buffer;
  readonly contentType: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What a conditional write demands of the object that is there. */
interface PutCondition {
  readonly ifNoneMatch: boolean;
  readonly ifMatch: string | undefined;
}

export interface ObjectStore {
  createBucket(bucket: string): void;
  hasBucket(bucket: string): boolean;
  buckets(): string[];
  /** @returns undefined when the condition does not hold */
  put(bucket: string, key: string, object: NewObject, condition: PutCondition): ObjectHead | undefined;
  head(bucket: string, key: string): ObjectHead | undefined;
  get(bucket: string, key: string): { readonly head: ObjectHead; readonly body: Buffer } | undefined;
  delete(bucket: string, key: string): boolean;
  /** Up to `limit` objects in key order (UTF-8 bytes), keys after `after`. */
  list(bucket: string, prefix: string, after: string, limit: number): ObjectHead[];
  /** Objects changed at or after a moment, oldest first. */
  changedSince(bucket: string, moment: number): ObjectHead[];
  close(): void;
}

/** Heads kept in memory: an image is asked for by its head in every listing that shows it. */
const HEADS_KEPT = 20_000;

/** Bodies up to this size live in the database file: one write instead of a file each. */
const INLINE_LIMIT = 64 * 1024;

interface Row {
  key: string;
  size: number;
  etag: string;
  modified: number;
  contentType: string;
  headers: string;
  file: string | null;
  body: Uint8Array | null;
}

/**
 * Objects on this machine's disk: an SQLite index beside a folder of bodies. File names are random, never made
 * from keys, so no key can reach outside the folder; a body is complete on disk before the index names it.
 */
export function openObjectStore(folder: string, now: () => number): ObjectStore {
  const bodies = join(folder, 'bodies');
  mkdirSync(bodies, { recursive: true });
  const database = new DatabaseSync(join(folder, 'index.db'));
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = NORMAL;
    CREATE TABLE IF NOT EXISTS buckets (name TEXT PRIMARY KEY) STRICT;
    CREATE TABLE IF NOT EXISTS objects (
      bucket TEXT NOT NULL, key BLOB NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
      modified INTEGER NOT NULL, contentType TEXT NOT NULL, headers TEXT NOT NULL, file TEXT, body BLOB,
      PRIMARY KEY (bucket, key)) STRICT, WITHOUT ROWID;
    CREATE INDEX IF NOT EXISTS objects_by_time ON objects (bucket, modified);
  `);
  const HEAD = 'CAST(key AS TEXT) AS key, size, etag, modified, contentType, headers, file';
  const select = database.prepare(`SELECT ${HEAD} FROM objects WHERE bucket = ? AND key = CAST(? AS BLOB)`);
  const selectBody = database.prepare(
    `SELECT ${HEAD}, body FROM objects WHERE bucket = ? AND key = CAST(? AS BLOB)`,
  );
  const upsert = database.prepare(
    `INSERT INTO objects (bucket, key, size, etag, modified, contentType, headers, file, body)
     VALUES (?, CAST(? AS BLOB), ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (bucket, key) DO UPDATE SET size = excluded.size, etag = excluded.etag,
       modified = excluded.modified, contentType = excluded.contentType, headers = excluded.headers,
       file = excluded.file, body = excluded.body`,
  );
  const remove = database.prepare('DELETE FROM objects WHERE bucket = ? AND key = CAST(? AS BLOB)');
  const range = database.prepare(
    `SELECT ${HEAD} FROM objects WHERE bucket = ? AND key > ? AND key >= ? AND (? IS NULL OR key < ?)
     ORDER BY key LIMIT ?`,
  );
  const since = database.prepare(
    `SELECT ${HEAD} FROM objects WHERE bucket = ? AND modified >= ? ORDER BY modified`,
  );
  const known = new Set(
    (database.prepare('SELECT name FROM buckets').all() as { name: string }[]).map(({ name }) => name),
  );
  const insertBucket = database.prepare('INSERT OR IGNORE INTO buckets (name) VALUES (?)');

  const headOf = (row: Row): ObjectHead => ({
    key: row.key,
    size: row.size,
    etag: row.etag,
    modified: row.modified,
    contentType: row.contentType,
    headers: JSON.parse(row.headers) as Record<string, string>,
  });
  const find = (bucket: string, key: string): Row | undefined => select.get(bucket, key) as Row | undefined;
  const heads = new LRUCache<string, ObjectHead>({ max: HEADS_KEPT });
  const nameOf = (bucket: string, key: string): string => `${bucket}/${key}`;
  const pathOf = (file: string): string => join(bodies, file.slice(0, 2), file);

  function writeBody(body: Buffer): string {
    const file = randomUUID();
    mkdirSync(join(bodies, file.slice(0, 2)), { recursive: true });
    const temporary = `${pathOf(file)}.part`;
    const handle = openSync(temporary, 'wx');
    try {
      for (let written = 0; written < body.length; ) written += writeSync(handle, body, written);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(temporary, pathOf(file));
    return file;
  }

  return {
    createBucket: (bucket) => {
      insertBucket.run(bucket);
      known.add(bucket);
    },
    hasBucket: (bucket) => known.has(bucket),
    buckets: () => [...known].sort(),
    put: (bucket, key, { body, contentType, headers }, condition) => {
      const before = find(bucket, key);
      if (condition.ifNoneMatch && before !== undefined) return undefined;
      if (condition.ifMatch !== undefined && before?.etag !== condition.ifMatch) return undefined;
      const etag = createHash('md5').update(body).digest('hex');
      const modified = now();
      const inline = body.length <= INLINE_LIMIT;
      const file = inline ? null : writeBody(body);
      upsert.run(
        bucket,
        key,
        body.length,
        etag,
        modified,
        contentType,
        JSON.stringify(headers),
        file,
        inline ? body : null,
      );
      if (before !== undefined && before.file !== null) rmSync(pathOf(before.file), { force: true });
      const head = { key, size: body.length, etag, modified, contentType, headers };
      heads.set(nameOf(bucket, key), head);
      return head;
    },
    head: (bucket, key) => {
      const known = heads.get(nameOf(bucket, key));
      if (known !== undefined) return known;
      const row = find(bucket, key);
      if (row === undefined) return undefined;
      const head = headOf(row);
      heads.set(nameOf(bucket, key), head);
      return head;
    },
    get: (bucket, key) => {
      const row = selectBody.get(bucket, key) as Row | undefined;
      if (row === undefined) return undefined;
      const body = row.file === null ? Buffer.from(row.body ?? []) : readFileSync(pathOf(row.file));
      return { head: headOf(row), body };
    },
    delete: (bucket, key) => {
      const before = find(bucket, key);
      if (before === undefined) return false;
      heads.delete(nameOf(bucket, key));
      remove.run(bucket, key);
      if (before.file !== null) rmSync(pathOf(before.file), { force: true });
      return true;
    },
    list: (bucket, prefix, after, limit) => {
      const start = Buffer.from(prefix);
      const end = endOfPrefix(start);
      return (range.all(bucket, Buffer.from(after), start, end, end, limit) as unknown as Row[]).map(headOf);
    },
    changedSince: (bucket, moment) => (since.all(bucket, moment) as unknown as Row[]).map(headOf),
    close: () => database.close(),
  };
}

/** The first byte string after everything that starts with the prefix; null when there is none. */
function endOfPrefix(prefix: Buffer): Buffer | null {
  for (let last = prefix.length - 1; last >= 0; last -= 1) {
    const byte = prefix[last] as number;
    if (byte < 0xff) {
      const end = Buffer.from(prefix.subarray(0, last + 1));
      end[last] = byte + 1;
      return end;
    }
  }
  return null;
}
