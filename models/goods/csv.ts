import { parse } from 'csv-parse/sync';
import * as z from 'zod';

export type TableProblem = { row: number; column: string; message: string };

/** A knowledge file with faults; every fault names its row (the header is row 1) and column. */
export class KnowledgeTableError extends Error {
  override name = 'KnowledgeTableError';
  readonly problems: readonly TableProblem[];
  constructor(file: string, problems: readonly TableProblem[]) {
    const lines = problems
      .slice(0, 20)
      .map(
        (p) =>
          `knowledge/${file} 第 ${p.row} 行 ${p.column} 列 / row ${p.row}, column ${p.column}: ${p.message}`,
      );
    super(lines.join('\n'));
    this.problems = problems;
  }
}

const Records = z.array(z.record(z.string(), z.string()));

/** Reads a CSV with a header by a row schema. Rows with a fault are left out and named. */
export function readTable<R>(csv: string, schema: z.ZodType<R>): { rows: R[]; problems: TableProblem[] } {
  const rows: R[] = [];
  const problems: TableProblem[] = [];
  let records: Record<string, string>[];
  try {
    records = Records.parse(
      parse(csv, {
        columns: true,
        bom: true,
        skip_empty_lines: true,
        trim: true,
        comment: '#',
        comment_no_infix: true,
      }),
    );
  } catch (error) {
    const message = error instanceof Error ? error.message : 'not CSV';
    const line = /line (\d+)/.exec(message)?.[1];
    return {
      rows,
      problems: [
        { row: Number(line ?? 1), column: '*', message: `无法解析 CSV / cannot be read as CSV: ${message}` },
      ],
    };
  }
  records.forEach((record, index) => {
    const parsed = schema.safeParse(record);
    if (parsed.success) rows.push(parsed.data);
    else
      for (const issue of parsed.error.issues)
        problems.push({ row: index + 2, column: issue.path.join('.') || '*', message: issue.message });
  });
  return { rows, problems };
}

/** The rows of a knowledge file, or the error that names every fault. */
export function soundTable<R>(sources: Record<string, string>, file: string, schema: z.ZodType<R>): R[] {
  const text = sources[file];
  if (text === undefined)
    throw new KnowledgeTableError(file, [{ row: 1, column: '*', message: '文件缺失 / the file is missing' }]);
  const { rows, problems } = readTable(text, schema);
  if (problems.length > 0) throw new KnowledgeTableError(file, problems);
  return rows;
}

/** A cell that holds a list. */
export const List = z.string().transform((cell) =>
  cell
    .split('|')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
);
