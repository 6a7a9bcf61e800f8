import { parse } from 'csv-parse/sync';
import * as z from 'zod';
import type { Bilingual } from '../../text-pair.ts';

/** A paper as a merchant or a service provider lists it. */
export type PaperRow = {
  /** Row in the source, the header being row 1; in JSON the first row is 1. */
  row: number;
  kind?: string;
  number: string;
  holder?: string;
  product?: string;
  /** YYYY-MM-DD. */
  validUntil?: string;
};
export type RowError = { row: number; column: string; code: string; message: Bilingual };
export type PaperTable = { rows: PaperRow[]; errors: RowError[]; total: number };

export const MAX_ROWS = 1_000;

/** What people call the columns. */
const COLUMNS: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    kind: ['kind', '类型', '资质类型', '证书类型', '资质种类', '证件类型'],
    number: [
      'number',
      '编号',
      '证书编号',
      '资质编号',
      '证号',
      '注册号',
      '备案号',
      '许可证编号',
      '注册证号',
      '批准文号',
    ],
    holder: ['holder', '持有人', '企业名称', '注册人', '备案人', '证书持有人', '权利人', '公司名称'],
    product: ['product', '产品', '产品名称', '商品名称'],
    validUntil: ['validuntil', 'valid_until', '有效期至', '有效期', '截止日期', '到期日', '失效日期'],
  }).flatMap(([column, names]) => names.map((name) => [name, column])),
);

const MAX_CELL = 256;
const Cell = z.union([z.string(), z.number(), z.null()]).optional();
const JsonRow = z.looseObject({
  kind: Cell,
  number: Cell,
  holder: Cell,
  product: Cell,
  validUntil: Cell,
});

/** Rows given as JSON; what is no row is named and the others are taken. */
export function rowsFromJson(rows: readonly unknown[]): PaperTable {
  return readRows(
    rows.map((row) => {
      const parsed = JsonRow.safeParse(row);
      return parsed.success ? parsed.data : undefined;
    }),
    1,
  );
}

/** Rows of a CSV file in UTF-8 or GB 18030, as spreadsheets save it in China; columns in any order, by either name. */
export function rowsFromCsv(bytes: Uint8Array): PaperTable {
  let table: string[][];
  try {
    table = parse(textOf(bytes), {
      bom: true,
      trim: true,
      relax_column_count: true,
      skip_empty_lines: false,
    });
  } catch (error) {
    const said = error instanceof Error ? error.message : '';
    const row = Number(/line (\d+)/.exec(said)?.[1] ?? 1);
    return broken(row, '*', 'not-csv', `无法解析 CSV：${said}`, `cannot be read as CSV: ${said}`);
  }
  const [header = [], ...lines] = table;
  const names = header.map((name) => COLUMNS[name.trim().toLowerCase().replace(/\s/g, '')]);
  if (!names.includes('number'))
    return broken(1, 'number', 'no-column', '缺少「编号」列', 'there is no column “number”');
  const records = lines.map((cells) =>
    cells.every((cell) => cell === '')
      ? null
      : Object.fromEntries(cells.flatMap((cell, i) => (names[i] ? [[names[i], cell]] : []))),
  );
  return readRows(records, 2);
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

function broken(row: number, column: string, code: string, zh: string, en: string): PaperTable {
  return { rows: [], total: 0, errors: [{ row, column, code, message: { zh, en } }] };
}

/** `null` is an empty line, `undefined` no row at all. */
function readRows(
  records: readonly (z.infer<typeof JsonRow> | null | undefined)[],
  first: number,
): PaperTable {
  const rows: PaperRow[] = [];
  const errors: RowError[] = [];
  let total = 0;
  records.forEach((record, index) => {
    if (record === null) return;
    const row = first + index;
    total++;
    const add = (column: string, code: string, zh: string, en: string) =>
      errors.push({ row, column, code, message: { zh, en } });
    if (total > MAX_ROWS) {
      if (total === MAX_ROWS + 1)
        add(
          '*',
          'too-many',
          `最多 ${MAX_ROWS} 行，此行起未处理`,
          `at most ${MAX_ROWS} rows: from this one on nothing is done`,
        );
      return;
    }
    if (record === undefined) {
      add('*', 'not-a-row', '不是一行资质', 'is no row of a credential');
      return;
    }
    const before = errors.length;
    const cell = (name: 'kind' | 'number' | 'holder' | 'product' | 'validUntil') => {
      const text = String(record[name] ?? '').trim();
      if (text.length > MAX_CELL || !text.isWellFormed())
        add(
          name,
          'too-long',
          `超过 ${MAX_CELL} 字或含非法字符`,
          `is longer than ${MAX_CELL} characters or not text`,
        );
      return text;
    };
    const [kind, number, holder, product] = [cell('kind'), cell('number'), cell('holder'), cell('product')];
    const date = dayOf(cell('validUntil'));
    if (number === '') add('number', 'missing', '缺少编号', 'has no number');
    else if (/^\d(?:\.\d+)?E\+\d+$/i.test(number))
      add(
        'number',
        'spoilt',
        '编号被表格软件改成了科学计数法，请设为文本格式',
        'was turned into a float by the spreadsheet: format the column as text',
      );
    if (date === null)
      add(
        'validUntil',
        'no-date',
        '不是日期（如 2027-06-30 或「长期」）',
        'is no date (2027-06-30, or 长期)',
      );
    if (errors.length > before) return;
    rows.push({
      row,
      number,
      ...(kind === '' ? {} : { kind }),
      ...(holder === '' ? {} : { holder }),
      ...(product === '' ? {} : { product }),
      ...(date ? { validUntil: date } : {}),
    });
  });
  return { rows, errors, total };
}

/** A day as people write it; undefined for none or no end, null for what is no day. */
function dayOf(text: string): string | undefined | null {
  if (text === '' || /^(?:长期|永久|无|-|—)(?:有效)?$/.test(text)) return undefined;
  const match =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (!match) return null;
  const [, year = '', month = '', date = ''] = match;
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  return z.iso.date().safeParse(day).success ? day : null;
}
