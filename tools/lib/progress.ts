import { SingleBar } from 'cli-progress';

export type Progress = { increment(): void; stop(): void };

/** A bar on the terminal's error stream, so that standard output stays clean; silent when told or piped away. */
export function progressBar(total: number, silent = false, label = '筛查'): Progress {
  if (silent || !process.stderr.isTTY) {
    let done = 0;
    const every = Math.max(1, Math.ceil(total / 4));
    return {
      increment: () => {
        done++;
        if (!silent && (done % every === 0 || done === total))
          process.stderr.write(`  ${label} ${done}/${total}\n`);
      },
      stop: () => undefined,
    };
  }
  const bar = new SingleBar({
    format: `  ${label} {bar} {value}/{total} · {duration_formatted}`,
    stream: process.stderr,
    hideCursor: true,
    barCompleteChar: '█',
    barIncompleteChar: '░',
  });
  bar.start(total, 0);
  return { increment: () => bar.increment(), stop: () => bar.stop() };
}
