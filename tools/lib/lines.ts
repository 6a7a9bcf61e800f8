const LINE_FEED = 0x0a;

/**
 * Lines of a stream as bytes, without their line feeds. JSON strings may hold U+2028 and other characters that count as line
 * ends elsewhere, so only the byte 0x0A ends a line; what is no UTF-8 stays for the reader to refuse.
 */
export async function* linesOf(input: NodeJS.ReadableStream): AsyncGenerator<Uint8Array> {
  let held: Buffer[] = [];
  for await (const piece of input) {
    const chunk = typeof piece === 'string' ? Buffer.from(piece) : piece;
    let from = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      yield Buffer.concat([...held, chunk.subarray(from, end)]);
      held = [];
      from = end + 1;
    }
    if (from < chunk.length) held.push(chunk.subarray(from));
  }
  if (held.length > 0) yield Buffer.concat(held);
}

/** A line of white space alone, a byte order mark among it. */
export const isBlank = (bytes: Uint8Array): boolean => new TextDecoder().decode(bytes).trim() === '';
