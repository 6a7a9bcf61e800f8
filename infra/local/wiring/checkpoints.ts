import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where each stream mapping stands. Kept on disk: after a restart nothing is skipped, little is repeated. */
export interface Checkpoints {
  read(mapping: string): string | undefined;
  write(mapping: string, sequence: string): void;
}

export function openCheckpoints(folder: string): Checkpoints {
  mkdirSync(folder, { recursive: true });
  const fileOf = (mapping: string): string => join(folder, `${mapping.replace(/[^A-Za-z0-9-]/g, '_')}.txt`);
  return {
    read: (mapping) => {
      try {
        return readFileSync(fileOf(mapping), 'utf8').trim() || undefined;
      } catch {
        return undefined;
      }
    },
    write: (mapping, sequence) => {
      const temporary = `${fileOf(mapping)}.part`;
      writeFileSync(temporary, sequence);
      renameSync(temporary, fileOf(mapping));
    },
  };
}
