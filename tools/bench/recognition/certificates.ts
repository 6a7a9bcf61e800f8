import { createRequire } from 'node:module';
import { join } from 'node:path';
import sharp from 'sharp';
import { loadOcrEngine, type ReadLine } from '../../../models/image/certificate/ocr.ts';
import { readCertificate } from '../../../models/image/certificate/read.ts';
import { drawCertificate, photographed } from '../../../test/support/certificate-corpus.ts';
import { type Row, time } from './row.ts';

const require = createRequire(import.meta.url);
const PAGES = 12;
/** Of the clean sealed pages, as many again turned by five degrees; read once each. */
const CLEAN = 3;

/** Characters found in order in what was read (longest common subsequence). */
export function sharedCharacters(wanted: string, read: string): number {
  let before = new Int32Array(read.length + 1);
  for (const char of wanted) {
    const row = new Int32Array(read.length + 1);
    for (let i = 0; i < read.length; i++)
      row[i + 1] =
        read[i] === char ? (before[i] as number) + 1 : Math.max(row[i] as number, before[i + 1] as number);
    before = row;
  }
  return before[read.length] as number;
}

/** Widths of signs are not characters misread. */
const plain = (text: string): string => text.normalize('NFKC').replaceAll(/\s/g, '');

/** Lines as one reads them: pieces of one row from left to right. */
function inOrder(lines: readonly ReadLine[]): string[] {
  const middle = ({ region }: ReadLine): number => region.y + region.height / 2;
  const sorted = [...lines].sort((a, b) => middle(a) - middle(b));
  const rows: ReadLine[][] = [];
  for (const line of sorted) {
    const row = rows.at(-1);
    if (row?.[0] && Math.abs(middle(line) - middle(row[0])) < line.region.height * 0.6) row.push(line);
    else rows.push([line]);
  }
  return rows.flatMap((row) => row.sort((a, b) => a.region.x - b.region.x).map(({ text }) => text));
}

/** Sealed certificates, clean, turned and photographed: characters, numbers, holders, dates. */
export async function benchCertificates(): Promise<Row[]> {
  const engine = await loadOcrEngine(
    join(require.resolve('@tesseract.js-data/chi_sim/package.json'), '../4.0.0_best_int'),
  );
  try {
    const characters = { wanted: 0, read: 0 };
    for (let i = 0; i < CLEAN * 2; i++) {
      const { png, lines } = drawCertificate(300 + i);
      const page = i < CLEAN ? png : await sharp(png).rotate(5, { background: '#fdfbf3' }).png().toBuffer();
      const outcome = await readCertificate(page, engine, { mostPasses: 1 });
      if (!outcome.ok) continue;
      const wanted = plain(lines.join(''));
      characters.wanted += wanted.length;
      characters.read += sharedCharacters(wanted, plain(inOrder(outcome.certificate.lines).join('')));
    }
    const counts = { number: 0, holder: 0, until: 0, most: 0 };
    const begun = performance.now();
    for (let seed = 0; seed < PAGES; seed++) {
      const { png, truth } = drawCertificate(200 + seed);
      const bytes = seed % 2 === 0 ? png : await photographed(png, 200 + seed, seed % 4 === 1 ? 5 : -4);
      const outcome = await readCertificate(bytes, engine);
      if (!outcome.ok) continue;
      const { fields, passes } = outcome.certificate;
      counts.most = Math.max(counts.most, passes);
      if (fields.number?.value === truth.number) counts.number++;
      if (fields.holder?.value === truth.holder) counts.holder++;
      if (fields.validUntil?.value === truth.validUntil) counts.until++;
    }
    const each = (performance.now() - begun) / PAGES;
    const of = (count: number): string => `${count} of ${PAGES}`;
    return [
      {
        what: 'certificates, sealed, half of them turned 5 degrees: characters, one pass',
        value: characters.read / characters.wanted,
        bar: 0.98,
      },
      {
        what: '  numbers, half of the pages photographed',
        ours: of(counts.number),
        value: counts.number,
        bar: 12,
        digits: 0,
      },
      { what: '  holders', ours: of(counts.holder), value: counts.holder, bar: 12, digits: 0 },
      { what: '  expiry dates', ours: of(counts.until), value: counts.until, bar: 11, digits: 0 },
      { what: '  seconds a page, all passes', ours: time(each), value: each / 1000 },
      { what: '  passes at most', value: counts.most, bar: 4, sense: 'at most', digits: 0 },
    ];
  } finally {
    await engine.close();
  }
}
