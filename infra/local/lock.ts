import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const held = new Set<string>();

/**
 * Keeps a second runtime off the same state: two engines on one set of files would corrupt them.
 * @throws Error naming the process that holds the folder
 */
export function lockFolder(folder: string): () => void {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'lock');
  const holder = readHolder(file);
  const elsewhere = holder !== undefined && holder !== process.pid && isRunning(holder);
  if (elsewhere || held.has(folder)) {
    throw new Error(
      `${folder} is in use by process ${holder ?? process.pid}; stop it first or choose another folder.`,
    );
  }
  writeFileSync(file, String(process.pid));
  held.add(folder);
  return () => {
    held.delete(folder);
    rmSync(file, { force: true });
  };
}

function readHolder(file: string): number | undefined {
  try {
    return Number.parseInt(readFileSync(file, 'utf8'), 10) || undefined;
  } catch {
    return undefined;
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Someone else's process exists but may not be signalled.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
