import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { NormaliseNumber } from '../../models/image/certificate/fields.ts';
import { loadOcrEngine } from '../../models/image/certificate/ocr.ts';
import { type Certificate, readCertificate } from '../../models/image/certificate/read.ts';

export type CertificateReading = {
  /** Recognised lines, top to bottom. */
  readonly text: string[];
  readonly fields: Certificate['fields'];
};

const require = createRequire(import.meta.url);

/** Reads certificates with the language data installed beside the project; nothing is fetched. */
export async function certificateReader(
  normaliseNumber?: NormaliseNumber,
): Promise<(bytes: Uint8Array) => Promise<CertificateReading>> {
  const folder = join(require.resolve('@tesseract.js-data/chi_sim/package.json'), '../4.0.0_best_int');
  const engine = await loadOcrEngine(folder);
  return async (bytes) => {
    const outcome = await readCertificate(bytes, engine, normaliseNumber ? { normaliseNumber } : {});
    if (!outcome.ok) return { text: [], fields: {} };
    const { lines, fields } = outcome.certificate;
    return { text: lines.map((line) => line.text), fields };
  };
}
