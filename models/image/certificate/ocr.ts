import { isAbsolute } from 'node:path';
import { createWorker, OEM, PSM } from 'tesseract.js';
import type { Region } from '../region.ts';

/** One line as read: text without the spaces the engine puts between Chinese characters. */
export type ReadLine = { readonly text: string; readonly region: Region; readonly confidence: number };

/** A page as PNG or a single line of it. */
export type OcrEngine = {
  read(png: Uint8Array, layout: 'page' | 'block' | 'line'): Promise<ReadLine[]>;
  close(): Promise<void>;
};

const modes = { page: PSM.AUTO, block: PSM.SINGLE_BLOCK, line: PSM.SINGLE_LINE } as const;

/**
 * Tesseract's LSTM engine (220-330 MB; one page at a time) with the language file chi_sim.traineddata.gz of
 * `languageFolder`, an absolute path. The library reads it in its own thread; given a folder it never fetches, and
 * nothing is cached. (Its other way, handing the bytes over, is broken in 7.0: it takes them for the language's name.)
 */
export async function loadOcrEngine(languageFolder: string): Promise<OcrEngine> {
  if (!isAbsolute(languageFolder)) throw new RangeError('the language folder must be an absolute path');
  const worker = await createWorker('chi_sim', OEM.LSTM_ONLY, {
    langPath: languageFolder,
    cacheMethod: 'none',
    // Without a handler the library throws a failed job out of its event loop, besides rejecting it.
    errorHandler: () => undefined,
    gzip: true,
  });
  await worker.setParameters({ user_defined_dpi: '200' });
  let last: Promise<unknown> = Promise.resolve();

  async function recognise(png: Uint8Array, layout: 'page' | 'block' | 'line'): Promise<ReadLine[]> {
    await worker.setParameters({ tessedit_pageseg_mode: modes[layout] });
    const { data } = await worker.recognize(Buffer.from(png), {}, { blocks: true, text: false });
    return (data.blocks ?? []).flatMap((block) =>
      block.paragraphs.flatMap((paragraph) =>
        paragraph.lines.map(({ text, bbox, confidence }) => ({
          text: joined(text),
          confidence,
          region: { x: bbox.x0, y: bbox.y0, width: bbox.x1 - bbox.x0, height: bbox.y1 - bbox.y0 },
        })),
      ),
    );
  }

  return {
    // The layout is a setting of the engine, so pages must not overlap.
    read(png, layout) {
      const turn = last.then(() => recognise(png, layout));
      last = turn.catch(() => undefined);
      return turn;
    },
    async close() {
      await worker.terminate();
    },
  };
}

/** Spaces stay only between two Latin words. */
function joined(text: string): string {
  return text
    .trim()
    .replace(/(?<=[^\x20-\x7e])\s+|\s+(?=[^\x20-\x7e])/g, '')
    .replace(/\s+/g, ' ');
}
