import { table } from '../table.ts';

/** One line of the table: a measurement beside its peer and its bar. */
export type Row = {
  readonly what: string;
  /** What was measured of ours, with its unit; of a mere count or share the ratio alone says it. */
  readonly ours?: string;
  readonly peer?: string;
  readonly value: number;
  readonly bar?: number;
  readonly sense?: 'at least' | 'at most';
  readonly digits?: number;
};

export function holds({ value, bar, sense = 'at least' }: Row): boolean {
  return bar === undefined || (sense === 'at least' ? value >= bar : value <= bar);
}

/** `what | ours | peer | ratio | bar | holds`. */
export function rowsTable(title: string, rows: readonly Row[]): string {
  return table(
    title,
    ['what', 'ours', 'peer', 'ratio', 'bar', 'holds'],
    rows.map((row) => [
      row.what,
      row.ours ?? '',
      row.peer ?? '',
      shown(row.value, row.digits),
      row.bar === undefined ? '' : `${row.sense ?? 'at least'} ${row.bar}`,
      row.bar === undefined ? '' : holds(row) ? 'yes' : 'NO',
    ]),
  );
}

function shown(value: number, digits?: number): string {
  if (digits !== undefined) return value.toFixed(digits);
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(Math.abs(value) >= 10 ? 1 : 3);
}

/** A time in the unit that reads best. */
export function time(ms: number): string {
  if (ms >= 1000) return `${(ms / 1000).toFixed(2)} s`;
  return ms >= 1 ? `${ms.toFixed(2)} ms` : `${(ms * 1000).toFixed(2)} us`;
}
