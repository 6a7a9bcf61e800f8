import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { OcrEngine } from '../../models/image/certificate/ocr.ts';
import { matchQuality } from '../../models/image/pdq/pdq.ts';
import { UnavailableError } from '../shared/errors.ts';
import type { CertificateEngine } from './picture-reader.ts';

/** Longest a page may take: four passes of a large page take some ten seconds. */
const PAGE_SECONDS = 75;

/**
 * The recognition engine, started with the first picture and started anew after it broke down or hung. Engine and language
 * data lie beside the function: nothing is fetched, nothing is written to disk.
 */
export function certificateEngine(): CertificateEngine {
  let starting: Promise<OcrEngine> | undefined;

  async function start(): Promise<OcrEngine> {
    const { loadOcrEngine } = await import('../../models/image/certificate/ocr.ts');
    const data = createRequire(import.meta.url).resolve('@tesseract.js-data/chi_sim/package.json');
    return loadOcrEngine(join(dirname(data), '4.0.0_best_int'));
  }

  async function restart(broken: Promise<OcrEngine>): Promise<void> {
    if (starting === broken) starting = undefined;
    await broken.then((engine) => engine.close()).catch(() => undefined);
  }

  return {
    async read(bytes) {
      const { readingOf } = await import('../../models/image/certificate/reading.ts');
      starting ??= start();
      const mine = starting;
      try {
        const engine = await mine;
        return await within(PAGE_SECONDS, readingOf(bytes, engine));
      } catch (error) {
        await restart(mine);
        throw error;
      }
    },
    async fingerprint(bytes) {
      const { openImage } = await import('../../models/image/guard.ts');
      const { fingerprintFast } = await import('../../models/image/fingerprint.ts');
      const image = openImage(bytes);
      const outcome = image.ok ? await fingerprintFast(image) : image;
      // A picture that does not open says so in its reading; it just has no fingerprint to be found by.
      if (!outcome.ok) return { pdq: '0'.repeat(64), quality: 0 };
      const { pdq, quality } = outcome.fingerprint;
      return { pdq, quality: quality < matchQuality ? 0 : quality };
    },
  };
}

async function within<T>(seconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new UnavailableError(`no answer in ${seconds} s`)), seconds * 1000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
