import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sceneJpeg } from '../../../test/support/image-corpus.ts';
import { hostilePictures } from './hostile.ts';
import type { Row } from './row.ts';

/** Every hostile picture looked at in a process of its own: the longest answer, the most memory, all typed. */
export async function benchHostile(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-hostile-'));
  try {
    const small = join(folder, 'small.jpg');
    writeFileSync(small, await sceneJpeg(1, { width: 300, height: 300 }));
    const pictures = await hostilePictures();
    let [slowest, largest, typed] = [0, 0, 0];
    let slow = '';
    for (const { name, bytes } of pictures) {
      const file = join(folder, 'picture');
      writeFileSync(file, bytes);
      const child = new URL('hostile-child.ts', import.meta.url).pathname;
      const output = execFileSync(process.execPath, [child, file, small], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      const { outcome, ms, peak } = JSON.parse(output) as { outcome: string; ms: number; peak: number };
      console.error(`  ${name}: ${outcome}, ${ms.toFixed(0)} ms, ${peak.toFixed(0)} MB`);
      typed++;
      if (ms > slowest) slow = name;
      slowest = Math.max(slowest, ms);
      largest = Math.max(largest, peak);
    }
    return [
      {
        what: 'hostile pictures answered with a typed outcome',
        ours: `${typed} of ${pictures.length}`,
        value: typed / pictures.length,
        bar: 1,
      },
      { what: '  the longest, seconds', ours: slow, value: slowest / 1000, bar: 1, sense: 'at most' },
      {
        what: '  the most memory, MB (whole process)',
        value: largest,
        bar: 350,
        sense: 'at most',
        digits: 0,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
