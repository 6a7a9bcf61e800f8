import { closeSync, openSync, readSync } from 'node:fs';

export type SourceLine = { bytes: Buffer; line: number; endOffset: number };

const CHUNK = 1 << 20;
/** No row of any registry is that long; what is has lost its quote or its line end. */
export const MAX_LINE_BYTES = 1 << 18;

/**
 * Lines of a file from a byte offset on, without their ends; read piece by piece. Splitting at the byte 0x0A is right
 * for UTF-8 and for GB18030, where it is never part of a character. `bytes` is valid until the next line.
 */
export function* sourceLines(file: string, offset = 0, line = 0): Generator<SourceLine> {
  const fd = openSync(file, 'r');
  try {
    let held = Buffer.alloc(0);
    let [at, endOffset] = [offset, offset];
    for (;;) {
      const chunk = Buffer.allocUnsafe(CHUNK);
      const read = readSync(fd, chunk, 0, CHUNK, at);
      at += read;
      const text = held.length > 0 ? Buffer.concat([held, chunk.subarray(0, read)]) : chunk.subarray(0, read);
      let from = 0;
      for (let end = text.indexOf(10, from); end >= 0; end = text.indexOf(10, from)) {
        endOffset += end + 1 - from;
        yield { bytes: trimmed(text, from, end), line: ++line, endOffset };
        from = end + 1;
      }
      held = text.subarray(from);
      if (read === 0) {
        if (held.length > 0) yield { bytes: held, line: ++line, endOffset: endOffset + held.length };
        return;
      }
      if (held.length > 64 * CHUNK)
        throw new RangeError(`line ${line + 1} is longer than 64 MB: is this text?`);
    }
  } finally {
    closeSync(fd);
  }
}

function trimmed(text: Buffer, from: number, end: number): Buffer {
  return text.subarray(from, end > from && text[end - 1] === 13 ? end - 1 : end);
}
