import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { bundleFunctions } from '../../../infra/local/compute/bundle.ts';
import { planTemplate } from '../../../infra/local/template/plan.ts';
import type { FunctionPlan } from '../../../infra/local/template/plan-types.ts';
import { synthesize } from '../../lib/assembly.ts';
import { median, table } from '../table.ts';

/** Imports a bundle in a fresh process, as a cold start does; prints milliseconds and the peak of memory. */
const COLD = `
const begun = performance.now();
await import(process.argv[1]);
const ms = performance.now() - begun;
const { readFileSync } = await import('node:fs');
let peak = process.resourceUsage().maxRSS / 1024;
try { peak = Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1]) / 1024; } catch {}
console.log(JSON.stringify({ ms, peak }));
process.exit(0);
`;

type Cold = { ms: number; peak: number };

/** What each function weighs on AWS: its bundle with the chunks it loads, import time and memory of a cold start. */
export async function benchLambda(): Promise<string> {
  const root = process.cwd();
  const nowhere = {
    region: 'us-east-1',
    queueUrl: (name: string) => `https://queues.invalid/${name}`,
    apiUrl: '',
  };
  const { functions } = planTemplate(synthesize().stacks, nowhere);
  const folder = mkdtempSync(join(tmpdir(), 'touchstone-bundles-'));
  try {
    const { files } = await bundleFunctions(functions, root, folder);
    const rows = functions.map((one) => {
      const file = files.get(one.name) ?? '';
      const colds = Array.from({ length: 3 }, () => cold(one, file));
      return [
        one.name,
        `${(weight(file) / 1024).toFixed(0)} kB`,
        `${median(colds.map(({ ms }) => ms)).toFixed(0)} ms`,
        `${median(colds.map(({ peak }) => peak)).toFixed(0)} MB`,
      ];
    });
    return table(
      '函数 / functions: bundle, import, memory after import',
      ['function', 'bundle', 'import', 'memory'],
      rows,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function cold({ environment }: FunctionPlan, file: string): Cold {
  const output = execFileSync(process.execPath, ['--input-type=module', '-e', COLD, file], {
    encoding: 'utf8',
    env: { ...process.env, ...environment, AWS_REGION: 'us-east-1' },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  return JSON.parse(output.trim().split('\n').at(-1) ?? '{}') as Cold;
}

/** Bytes of a bundle and of every chunk it imports. */
function weight(file: string, seen = new Set<string>()): number {
  if (seen.has(file) || !existsSync(file)) return 0;
  seen.add(file);
  const text = readFileSync(file, 'utf8');
  const chunks = [...text.matchAll(/(?:from|import)\s*\(?["'](\.{1,2}\/[^"']+)["']/g)].map(([, path]) =>
    join(dirname(file), path ?? ''),
  );
  return chunks.reduce((sum, chunk) => sum + weight(chunk, seen), statSync(file).size);
}
