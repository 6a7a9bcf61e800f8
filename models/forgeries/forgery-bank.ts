import * as z from 'zod';
import { readTable, type TableProblem } from '../goods/csv.ts';
import { hash256FromHex } from '../image/pdq/hash256.ts';
import { buildIndex, loadIndex } from '../image/search/index.ts';

const cell = (text: string) => text.trim();
const Day = z.union([
  z.literal('').transform(() => undefined),
  z.iso.date('日期应为 YYYY-MM-DD / a day is YYYY-MM-DD'),
]);
const Flag = z
  .enum(['', 'true', 'false', '是', '否'], '应为 true 或 false / is true or false')
  .transform((value) => value === 'true' || value === '是');

/** A row of knowledge/forgeries.csv: a certificate known to be forged, by its number, its picture, or both. */
const Row = z
  .strictObject({
    id: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, '编号只含字母、数字和 . _ - / letters, digits and . _ -'),
    kind: z.string().max(64),
    number: z.string().max(128),
    pdq: z.union([
      z.literal(''),
      z.string().regex(/^[0-9a-fA-F]{64}$/, '应为 64 位十六进制 / is 64 hexadecimal digits'),
    ]),
    reason: z.string().min(1, '请写明原因 / say why').max(256),
    source: z.string().min(1, '请写明来源 / say whence').max(256),
    added: z.iso.date('日期应为 YYYY-MM-DD / a day is YYYY-MM-DD'),
    until: Day,
    disabled: Flag,
  })
  .refine((row) => row.number !== '' || row.pdq !== '', {
    path: ['number'],
    message: 'number 和 pdq 至少填一项 / give the number, the pdq, or both',
  })
  .refine((row) => row.number === '' || levelOf(row.number).length >= 5, {
    path: ['number'],
    message: '编号太短，会误伤 / too short: it would hit strangers',
  });

/** What the bank knows of one forged certificate. */
export const Forgery = z.strictObject({
  id: z.string(),
  kind: z.string(),
  number: z.string(),
  pdq: z.string(),
  reason: z.string(),
  source: z.string(),
  added: z.string(),
  until: z.string().optional(),
});
export type Forgery = z.infer<typeof Forgery>;

/** A number as it compares in the bank: widths, case, spaces, brackets and ordinals levelled. */
function levelOf(number: string): string {
  return number
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s()[\]〔〕【】\-—·.:：/第号]/g, '');
}

/** Rows of the CSV; a row or column with a fault is named, and an id may stand only once. Disabled rows are left out. */
export function parseForgeries(csv: string): { rows: Forgery[]; problems: TableProblem[] } {
  const { rows, problems } = readTable(csv, Row);
  const seen = new Set<string>();
  for (const [index, { id }] of rows.entries()) {
    if (seen.has(id))
      problems.push({ row: index + 2, column: 'id', message: `「${id}」重复 / “${id}” stands twice` });
    seen.add(id);
  }
  return {
    rows: rows
      .filter((row) => !row.disabled)
      .map(({ disabled: _, until, pdq, ...row }) => ({
        ...row,
        number: cell(row.number),
        pdq: pdq.toLowerCase(),
        ...(until === undefined ? {} : { until }),
      })),
    problems,
  };
}

/** One artefact of the rows, ordered by id, so that equal banks have equal bytes. */
export function buildForgeries(rows: readonly Forgery[]): Uint8Array {
  const sorted = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
  return new TextEncoder().encode(JSON.stringify(sorted));
}

export type ForgeryBank = {
  readonly size: number;
  /** Entries in force on a day whose number is this one, whatever its brackets and spaces. */
  byNumber(number: string, today: string): Forgery[];
  /** Entries in force whose picture lies within 31 bits, nearest first. */
  byPicture(pdq: string, today: string): { forgery: Forgery; distance: number }[];
};

export function loadForgeries(bytes: Uint8Array): ForgeryBank {
  const rows = z.array(Forgery).parse(JSON.parse(new TextDecoder().decode(bytes)));
  const numbers = new Map<string, Forgery[]>();
  for (const row of rows) {
    if (row.number === '') continue;
    const level = levelOf(row.number);
    numbers.set(level, [...(numbers.get(level) ?? []), row]);
  }
  const pictured = new Map(rows.filter((row) => row.pdq !== '').map((row) => [row.id, row]));
  const index = loadIndex(
    buildIndex([...pictured.values()].map(({ id, pdq }) => ({ featureId: id, pdq: hash256FromHex(pdq) }))),
  );
  const inForce = (today: string) => (row: Forgery) => row.until === undefined || today <= row.until;
  return {
    size: rows.length,
    byNumber: (number, today) => (numbers.get(levelOf(number)) ?? []).filter(inForce(today)),
    byPicture: (pdq, today) =>
      index.query(hash256FromHex(pdq)).flatMap(({ featureId, distance }) => {
        const forgery = pictured.get(featureId);
        return forgery && inForce(today)(forgery) ? [{ forgery, distance }] : [];
      }),
  };
}
