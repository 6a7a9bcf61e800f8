import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { ImageFacts } from '../../models/image-facts.ts';
import type { AnalyseImage } from './images.ts';

let engine: Promise<AnalyseImage> | undefined;

/** models/image is loaded when the first unknown image arrives: most batches need no pixels at all. */
export const analyseImage: AnalyseImage = (bytes) => {
  engine ??= start();
  return engine.then((analyse) => analyse(bytes));
};

async function start(): Promise<AnalyseImage> {
  const [{ analyse }, { loadCodeReader }] = await Promise.all([
    import('../../models/image/analyse.ts'),
    import('../../models/image/codes.ts'),
  ]);
  // The reader's wasm comes from the package beside the function: nothing is fetched from a network.
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const codes = await loadCodeReader(await readFile(wasm));
  return async (bytes) => {
    const outcome = await analyse(bytes, { codes });
    // Only the facts the checks use are kept.
    if (outcome.ok) return { ok: true, facts: ImageFacts.parse(outcome.facts) };
    return { ok: false, code: outcome.error.code, message: outcome.error.message };
  };
}
