import { MAX_LINE_BYTES, type SourceLine } from './source-lines.ts';

const QUOTE = 34;
/** A quoted field may hold line ends, but not a whole file because one quote is missing. */
const MAX_LINES = 50;

/** Lines put together where a quoted field goes on over a line's end. A quote that never closes spoils its own line only. */
export function* csvRecords(lines: Iterable<SourceLine>): Generator<SourceLine & { broken?: true }> {
  let held: SourceLine[] = [];
  let open = false;
  for (const line of lines) {
    const odd = quotesIn(line.bytes) % 2 === 1;
    if (!open && !odd) {
      yield line;
      continue;
    }
    held.push({ ...line, bytes: Buffer.from(line.bytes) });
    open = open !== odd;
    if (!open) {
      yield joined(held);
      held = [];
    } else if (held.length > MAX_LINES || sizeOf(held) > MAX_LINE_BYTES) {
      yield* apart(held);
      held = [];
      open = false;
    }
  }
  if (held.length > 0) yield* apart(held);
}

/** The first line has lost its quote; those after it stand for themselves. */
function* apart(held: SourceLine[]): Generator<SourceLine & { broken?: true }> {
  for (const line of held) yield quotesIn(line.bytes) % 2 === 1 ? { ...line, broken: true } : line;
}

function joined(held: SourceLine[]): SourceLine {
  const [first, last] = [held[0], held.at(-1)];
  if (!first || !last) throw new RangeError('no lines');
  const parts = held.flatMap(({ bytes }, i) => (i === 0 ? [bytes] : [Buffer.from('\n'), bytes]));
  return { bytes: Buffer.concat(parts), line: first.line, endOffset: last.endOffset };
}

const sizeOf = (held: SourceLine[]) => held.reduce((sum, { bytes }) => sum + bytes.length, 0);

function quotesIn(bytes: Buffer): number {
  let count = 0;
  for (let at = bytes.indexOf(QUOTE); at >= 0; at = bytes.indexOf(QUOTE, at + 1)) count++;
  return count;
}

/**
 * Fields of one CSV record (RFC 4180).
 * @throws SyntaxError when text follows a closing quote
 */
export function csvFields(text: string, separator = ','): string[] {
  if (!text.includes('"')) return text.split(separator);
  const fields: string[] = [];
  for (let at = 0; ; ) {
    if (text[at] === '"') {
      let value = '';
      let from = at + 1;
      for (;;) {
        const end = text.indexOf('"', from);
        if (end < 0) throw new SyntaxError('a quote does not close');
        value += text.slice(from, end);
        if (text[end + 1] !== '"') {
          at = end + 1;
          break;
        }
        value += '"';
        from = end + 2;
      }
      fields.push(value);
      if (at >= text.length) return fields;
      if (text[at] !== separator) throw new SyntaxError('text after a closing quote');
      at++;
    } else {
      const end = text.indexOf(separator, at);
      fields.push(end < 0 ? text.slice(at) : text.slice(at, end));
      if (end < 0) return fields;
      at = end + 1;
    }
  }
}
