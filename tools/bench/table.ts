/** A plain table: a title, a header, rows. */
export function table(title: string, header: string[], rows: string[][]): string {
  const widths = header.map((name, i) => Math.max(name.length, ...rows.map((row) => (row[i] ?? '').length)));
  const line = (cells: string[]) =>
    `  ${cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ')}`;
  return [`\n${title}`, line(header), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join(
    '\n',
  );
}

/** A measurement beside its bar. */
export function ratioRow(
  what: string,
  measured: number,
  bar: number | undefined,
  sense: 'at least' | 'at most',
): string[] {
  const holds =
    bar === undefined ? '' : (sense === 'at least' ? measured >= bar : measured <= bar) ? 'yes' : 'NO';
  return [what, format(measured), bar === undefined ? '' : `${sense} ${format(bar)}`, holds];
}

function format(value: number): string {
  return Math.abs(value) >= 100
    ? value.toFixed(0)
    : Math.abs(value) >= 1
      ? value.toFixed(2)
      : value.toPrecision(3);
}

/** Middle value of several runs. */
export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
