import { Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { isBlank, linesOf } from '../../../tools/lib/lines.ts';

async function lines(chunks: (string | Buffer)[]): Promise<string[]> {
  const found: string[] = [];
  for await (const bytes of linesOf(Readable.from(chunks))) found.push(Buffer.from(bytes).toString());
  return found;
}

it('a line ends at a line feed alone, wherever the stream is cut', async () => {
  const text = '{"a":"毛\u2028巾\u0085"}\r\n\n{"b":1}';
  expect(await lines([text])).toEqual(['{"a":"毛\u2028巾\u0085"}\r', '', '{"b":1}']);
  const bytes = Buffer.from(text);
  expect(await lines([...bytes].map((byte) => Buffer.from([byte])))).toEqual(await lines([text]));
  expect(await lines([])).toEqual([]);
});

it('spaces and a byte order mark are a blank line', () => {
  expect(isBlank(Buffer.from('\ufeff \t\r'))).toBe(true);
  expect(isBlank(Buffer.from('\ufeff{'))).toBe(false);
});
