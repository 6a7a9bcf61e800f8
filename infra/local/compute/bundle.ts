import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import type { FunctionPlan } from '../template/plan-types.ts';

/** Native and WebAssembly packages stay outside the bundles: they find their binaries beside themselves. */
const ALWAYS_EXTERNAL = ['sharp', '@techstark/opencv-js', 'tesseract.js', 'tesseract.js-core', 'zxing-wasm'];

const BANNER =
  "import { createRequire as touchstoneRequire } from 'node:module'; const require = touchstoneRequire(import.meta.url);";

interface BundleRecord {
  readonly key: string;
  /** Source files of this repository that went in, with size and modification time. */
  readonly inputs: Record<string, string>;
}

export interface Bundles {
  /** Absolute path of a function's bundle, by function name. */
  readonly files: ReadonlyMap<string, string>;
  readonly fromCache: boolean;
}

/**
 * Bundles all functions in one esbuild call, code they share in common chunks. When no source file changed
 * since the last time the old bundles serve again.
 */
export async function bundleFunctions(
  functions: readonly FunctionPlan[],
  root: string,
  stateDir: string,
): Promise<Bundles> {
  const outdir = join(stateDir, 'bundles');
  const external = [...new Set([...ALWAYS_EXTERNAL, ...functions.flatMap((one) => one.external)])].sort();
  const entries = new Map(functions.map((one) => [outputName(one.entry), resolve(root, one.entry)]));
  const files = new Map(functions.map((one) => [one.name, join(outdir, `${outputName(one.entry)}.mjs`)]));
  const key = cacheKey(root, entries, external);
  if (isFresh(outdir, key, root, [...files.values()])) return { files, fromCache: true };

  rmSync(outdir, { recursive: true, force: true });
  mkdirSync(outdir, { recursive: true });
  // External packages are found from the bundles' own folder, wherever the state lies.
  symlinkSync(join(root, 'node_modules'), join(outdir, 'node_modules'), 'dir');
  const { build } = await import('esbuild');
  const result = await build({
    entryPoints: Object.fromEntries(entries),
    absWorkingDir: root,
    outdir,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    mainFields: ['module', 'main'],
    external: external.flatMap((name) => [name, `${name}/*`]),
    banner: { js: BANNER },
    chunkNames: 'chunks/[hash]',
    sourcemap: 'linked',
    metafile: true,
    logLevel: 'silent',
  });
  const inputs: Record<string, string> = {};
  for (const input of Object.keys(result.metafile.inputs)) {
    if (input.includes('node_modules/')) continue;
    inputs[input] = stampOf(join(root, input)) ?? '';
  }
  writeFileSync(join(outdir, 'record.json'), JSON.stringify({ key, inputs } satisfies BundleRecord));
  return { files, fromCache: false };
}

/** `functions/intake/handler.ts` becomes `functions-intake-handler`. */
function outputName(entry: string): string {
  return relative('.', entry)
    .replace(/\.[cm]?[jt]s$/, '')
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^-+/, '');
}

/** Packages change only with the lock file, so it stands for all of them. */
function cacheKey(root: string, entries: ReadonlyMap<string, string>, external: readonly string[]): string {
  const lock = join(root, 'package-lock.json');
  const hash = createHash('sha256');
  hash.update(JSON.stringify([1, [...entries], external, BANNER]));
  if (existsSync(lock)) hash.update(readFileSync(lock));
  return hash.digest('hex');
}

function isFresh(outdir: string, key: string, root: string, outputs: readonly string[]): boolean {
  try {
    const record = JSON.parse(readFileSync(join(outdir, 'record.json'), 'utf8')) as BundleRecord;
    if (record.key !== key || !outputs.every((file) => existsSync(file))) return false;
    return Object.entries(record.inputs).every(([file, stamp]) => stampOf(join(root, file)) === stamp);
  } catch {
    return false;
  }
}

function stampOf(file: string): string | undefined {
  const stat = statSync(file, { throwIfNoEntry: false });
  return stat === undefined ? undefined : `${stat.size}:${stat.mtimeMs}`;
}
