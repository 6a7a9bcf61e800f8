import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ObjectEngine, ObjectEvent } from '../engines/s3/server.ts';

/** Remembers the last moment at which no message was under way. */
export interface QuietMark {
  read(): number | undefined;
  write(moment: number): void;
}

export function openQuietMark(stateDir: string): QuietMark {
  const file = join(stateDir, 'quiet');
  return {
    read: () => {
      try {
        return Number(readFileSync(file, 'utf8')) || undefined;
      } catch {
        return undefined;
      }
    },
    write: (moment) => {
      writeFileSync(`${file}.part`, String(moment));
      renameSync(`${file}.part`, file);
    },
  };
}

/**
 * The embedded queues forget everything when the machine loses power, a creation event on its way included,
 * while S3 promises to deliver each at least once. So the events of all objects written since the last quiet
 * moment are delivered again.
 * @returns how many events were repeated
 */
export function redeliver(
  objects: ObjectEngine,
  buckets: readonly string[],
  since: number,
  notify: (event: ObjectEvent) => void,
): number {
  let repeated = 0;
  for (const bucket of buckets) {
    for (const { key, size, etag, modified } of objects.store.changedSince(bucket, since)) {
      notify({ bucket, key, size, etag, name: 'ObjectCreated:Put', time: modified });
      repeated += 1;
    }
  }
  return repeated;
}
