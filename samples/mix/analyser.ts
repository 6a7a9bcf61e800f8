import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { analyse } from '../../models/image/analyse.ts';
import { loadCodeReader } from '../../models/image/codes.ts';
import { ImageFacts } from '../../models/image-facts.ts';

/** The pipeline's own look at a picture, for pictures known to be sound. Without `codes` bar codes are not read. */
export async function analyser({
  codes: withCodes = true,
} = {}): Promise<(bytes: Uint8Array) => Promise<ImageFacts>> {
  const wasm = createRequire(import.meta.url).resolve('zxing-wasm/reader/zxing_reader.wasm');
  const codes = withCodes ? await loadCodeReader(await readFile(wasm)) : undefined;
  return async (bytes) => {
    const outcome = await analyse(bytes, codes ? { codes } : {});
    if (!outcome.ok) throw new Error(`a sample picture does not open: ${outcome.error.code}`);
    return ImageFacts.parse(outcome.facts);
  };
}
