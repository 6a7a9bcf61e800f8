import { closeSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Where each stream mapping stands. Kept on disk: after a restart nothing is skipped, little is repeated. */
export interface Checkpoints {
  read(mapping: string): string | undefined;
  write(mapping: string, sequence: string): void;
  close(): void;
}

/** Wider than any sequence number; a record this small is written in one piece. */
const WIDTH = 64;

/**
 * One small file a mapping, overwritten in place: replacing the file would make the file system flush it each
 * time, which costs milliseconds of the main thread.
 */
export function openCheckpoints(folder: string): Checkpoints {
  mkdirSync(folder, { recursive: true });
  const handles = new Map<string, number>();
  const fileOf = (mapping: string): string => join(folder, `${mapping.replace(/[^A-Za-z0-9-]/g, '_')}.txt`);

  function read(mapping: string): string | undefined {
    try {
      return /^\d+/.exec(readFileSync(fileOf(mapping), 'latin1'))?.[0];
    } catch {
      return undefined;
    }
  }
  return {
    read,
    write: (mapping, sequence) => {
      const handle =
        handles.get(mapping) ?? openSync(fileOf(mapping), read(mapping) === undefined ? 'w+' : 'r+');
      handles.set(mapping, handle);
      writeSync(handle, sequence.padEnd(WIDTH), 0, 'latin1');
    },
    close: () => {
      for (const handle of handles.values()) closeSync(handle);
      handles.clear();
    },
  };
}
