import { readFileSync } from 'node:fs';
import { analyse } from '../../../models/image/analyse.ts';

/** Run on its own, so that its peak memory is that of one picture: prints outcome, milliseconds, peak megabytes. */
const bytes = readFileSync(process.argv[2] ?? '');
const small = readFileSync(process.argv[3] ?? '');
await analyse(small);
const begun = performance.now();
const outcome = await analyse(bytes);
const ms = performance.now() - begun;
console.log(JSON.stringify({ outcome: outcome.ok ? 'ok' : outcome.error.code, ms, peak: peakMegabytes() }));

/** The kernel's own high-water mark of this program; what getrusage tells includes the parent that forked it. */
function peakMegabytes(): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
  } catch {
    return process.resourceUsage().maxRSS / 1024;
  }
}
