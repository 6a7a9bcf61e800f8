import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { FunctionPlan } from '../template/plan-types.ts';

/** Imports each bundle, which compiles it, and writes what was compiled; a bundle that cannot be imported here is skipped. */
const COMPILE = `
const { enableCompileCache, flushCompileCache } = await import('node:module');
enableCompileCache(process.argv[1]);
for (const file of process.argv.slice(2)) await import(file).catch(() => undefined);
flushCompileCache();
process.exit(0);
`;

/** Fills the compile cache of a state folder, so that the first start compiles nothing. */
export async function compileAhead(
  functions: readonly FunctionPlan[],
  bundles: ReadonlyMap<string, string>,
  stateDir: string,
): Promise<void> {
  // Handlers read their settings when they are loaded. Which value a name has does not matter to code.
  const settings = Object.assign({}, ...functions.map(({ environment }) => environment)) as object;
  const files = functions.flatMap(({ name }) => bundles.get(name) ?? []);
  await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '-e', COMPILE, join(stateDir, 'compile-cache'), ...files],
    { env: { PATH: process.env.PATH, AWS_REGION: 'us-east-1', ...settings } },
  );
}
