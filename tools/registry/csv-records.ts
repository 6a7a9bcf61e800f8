import { MAX_LINE_BYTES, type SourceLine } from './source-lines.ts';

const QUOTE = 34;
const COMMA = 44;
/** A quoted field may hold line ends, but not a whole file because one quote is missing. */
const MAX_LINES = 50;

/**
 * Lines put together where a quoted field goes on over a line's end. A quote that never closes spoils its own line
 * only: the lines after it are taken for themselves again.
 */
export function* csvRecords(lines: Iterable<SourceLine>): Generator<SourceLine & { broken?: true }> {
  let held: SourceLine[] = [];
  for (const incoming of lines) {
    const again: SourceLine[] = [incoming];
    for (let line = again.shift(); line; line = again.shift()) {
      const end = scan(line.bytes, held.length > 0);
      if (end === 'open') {
        // The bytes of a line are valid until the next one is read.
        held.push({ ...line, bytes: Buffer.from(line.bytes) });
        if (held.length <= MAX_LINES && sizeOf(held) <= MAX_LINE_BYTES) continue;
      } else if (held.length === 0) {
        yield line;
        continue;
      } else if (end === 'closed') {
        yield joined([...held, line]);
        held = [];
        continue;
      } else held.push(line);
      const [first, ...rest] = held;
      held = [];
      if (first) yield { ...first, broken: true };
      again.unshift(...rest);
    }
  }
  while (held.length > 0) {
    const [first, ...rest] = held;
    if (first) yield { ...first, broken: true };
    held = [];
    yield* csvRecords(rest);
  }
}

/** How a line ends: within a quoted field, after whole fields, or with text after a closing quote. */
function scan(bytes: Buffer, within: boolean): 'open' | 'closed' | 'malformed' {
  let at = 0;
  if (!within && bytes.indexOf(QUOTE) < 0) return 'closed';
  for (;;) {
    if (!within) {
      // A quote within an unquoted field is a mere character: 5" screen.
      if (bytes[at] !== QUOTE) {
        const comma = bytes.indexOf(COMMA, at);
        if (comma < 0) return 'closed';
        at = comma + 1;
        continue;
      }
      at++;
    }
    within = false;
    let quote = bytes.indexOf(QUOTE, at);
    while (quote >= 0 && bytes[quote + 1] === QUOTE) quote = bytes.indexOf(QUOTE, quote + 2);
    if (quote < 0) return 'open';
    at = quote + 1;
    if (at >= bytes.length) return 'closed';
    if (bytes[at] !== COMMA) return 'malformed';
    at++;
  }
}

function joined(held: SourceLine[]): SourceLine {
  const [first, last] = [held[0], held.at(-1)];
  if (!first || !last) throw new RangeError('no lines');
  const parts = held.flatMap(({ bytes }, i) => (i === 0 ? [bytes] : [Buffer.from('\n'), bytes]));
  return { bytes: Buffer.concat(parts), line: first.line, endOffset: last.endOffset };
}

const sizeOf = (held: SourceLine[]) => held.reduce((sum, { bytes }) => sum + bytes.length, 0);

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
