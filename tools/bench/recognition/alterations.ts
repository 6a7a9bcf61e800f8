import { alterationsIn } from '../../../models/image/certificate/alterations.ts';
import { decodeFrame } from '../../../models/image/decode.ts';
import { openImage } from '../../../models/image/guard.ts';
import { type Edit, makePage } from '../../../test/support/certificate-edits.ts';
import { type Row, time } from './row.ts';

const GENUINE = 100;
const EDITED = 25;
/** Fields of the made pages, line by line; what stands between is not judged. */
const FIELDS = ['number', 'holder', 'product', '', '', 'issuedAt', 'validUntil'];

/** Pages made anew, compressed twice: how often a genuine one is suspected in any field, how often an edited number is seen. */
export async function benchAlterations(): Promise<Row[]> {
  const suspected = async (seed: number, edit: Edit): Promise<boolean> => {
    const page = await makePage(seed, edit);
    const image = openImage(page.bytes);
    const decoded = image.ok ? await decodeFrame(image) : image;
    if (!decoded.ok) throw new Error(decoded.error.code);
    const lines = page.lines.map(({ text, region }) => ({ text, region, confidence: 90 }));
    const judged = lines.flatMap(({ region }, i) =>
      FIELDS[i] && (edit === 'none' || i === 0) ? [[FIELDS[i], { region }] as const] : [],
    );
    const begun = performance.now();
    const found = alterationsIn(decoded.frame, lines, Object.fromEntries(judged));
    spent += performance.now() - begun;
    return found.length > 0;
  };
  let spent = 0;
  const share = async (edit: Edit, count: number, from: number): Promise<number> => {
    let hits = 0;
    for (let i = 0; i < count; i++) if (await suspected(from + i, edit)) hits++;
    return hits / count;
  };
  const rows: Row[] = [
    {
      what: 'certificates, genuine pages suspected in any of five fields',
      value: await share('none', GENUINE, 500_000),
      bar: 0.01,
      sense: 'at most',
    },
  ];
  for (const edit of ['flat', 'flat-soft', 'clone', 'one-digit'] as const)
    rows.push({ what: `  edited number seen: ${edit}`, value: await share(edit, EDITED, 600_000) });
  const each = spent / (GENUINE + EDITED * 4);
  rows.push({ what: '  a page', ours: time(each), value: each });
  return rows;
}
