import * as z from 'zod';
import type { StockRow, StockTable } from './table.ts';

/**
 * How a table lies in the bucket, made for range reads: `TSI1`, the header's length (u32, little endian), the header
 * (JSON), then row blocks and term blocks. A term block holds, for each term in ascending order, its length and UTF-8
 * bytes, the number of rows, and the rows as differences; all numbers are varints.
 */
const MAGIC = 0x31495354;
const PREAMBLE = 8;
const ROWS_A_BLOCK = 1024;
const BLOCK_BYTES = 32_768;
/** What a first read should fetch: nearly always the whole header. */
export const FIRST_READ = 65_536;

const Span = z.tuple([z.number().int(), z.number().int()]);
const Header = z.object({
  rows: z.number().int(),
  /** Files this one was merged of; they no longer count, though they may still lie there. */
  replaces: z.array(z.string()),
  /** Offset and length of each block of 1,024 rows. */
  rowBlocks: z.array(Span),
  /** First term, offset and length of each term block. */
  termBlocks: z.array(z.tuple([z.string(), z.number().int(), z.number().int()])),
});
export type TableHeader = z.infer<typeof Header>;

const Rows = z.array(z.tuple([z.string(), z.string(), z.number().int(), z.string()]));
const utf8 = new TextEncoder();
const text = new TextDecoder();

export function encodeTable(table: StockTable, replaces: readonly string[] = []): Uint8Array {
  const blocks: Uint8Array[] = [];
  let at = 0;
  const push = (bytes: Uint8Array): [number, number] => {
    blocks.push(bytes);
    at += bytes.length;
    return [at - bytes.length, bytes.length];
  };
  const rowBlocks: [number, number][] = [];
  for (let i = 0; i < table.rows.length; i += ROWS_A_BLOCK) {
    const rows = table.rows.slice(i, i + ROWS_A_BLOCK);
    rowBlocks.push(
      push(utf8.encode(JSON.stringify(rows.map((r) => [r.listingId, r.merchantId, r.revision, r.run])))),
    );
  }
  const termBlocks: [string, number, number][] = [];
  let first: string | undefined;
  let bytes: number[] = [];
  const flush = () => {
    if (first !== undefined) termBlocks.push([first, ...push(Uint8Array.from(bytes))]);
    first = undefined;
    bytes = [];
  };
  for (const term of [...table.postings.keys()].sort()) {
    first ??= term;
    const name = utf8.encode(term);
    varint(bytes, name.length);
    for (const byte of name) bytes.push(byte);
    const ordinals = table.postings.get(term) ?? [];
    varint(bytes, ordinals.length);
    let before = 0;
    for (const ordinal of ordinals) {
      varint(bytes, ordinal - before);
      before = ordinal;
    }
    if (bytes.length >= BLOCK_BYTES) flush();
  }
  flush();
  return join({ rows: table.rows.length, replaces: [...replaces], rowBlocks, termBlocks }, blocks, at);
}

/** Offsets in the header count from its end, so that they do not depend on its length. */
function join(header: TableHeader, blocks: Uint8Array[], length: number): Uint8Array {
  const head = utf8.encode(JSON.stringify(header));
  const file = new Uint8Array(PREAMBLE + head.length + length);
  const view = new DataView(file.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, head.length, true);
  file.set(head, PREAMBLE);
  let at = PREAMBLE + head.length;
  for (const block of blocks) {
    file.set(block, at);
    at += block.length;
  }
  return file;
}

/** Where the blocks begin; the header is whole when that many bytes were read. Throws on another file. */
export function bodyStart(prefix: Uint8Array): number {
  const view = new DataView(prefix.buffer, prefix.byteOffset, prefix.byteLength);
  if (prefix.length < PREAMBLE || view.getUint32(0, true) !== MAGIC) throw new Error('not a stock table');
  return PREAMBLE + view.getUint32(4, true);
}

export function decodeHeader(prefix: Uint8Array): TableHeader {
  return Header.parse(JSON.parse(text.decode(prefix.subarray(PREAMBLE, bodyStart(prefix)))));
}

export function decodeRows(block: Uint8Array): StockRow[] {
  return Rows.parse(JSON.parse(text.decode(block))).map(([listingId, merchantId, revision, run]) => ({
    listingId,
    merchantId,
    revision,
    run,
  }));
}

export const rowBlockOf = (ordinal: number): number => Math.floor(ordinal / ROWS_A_BLOCK);
export const rowWithinBlock = (ordinal: number): number => ordinal % ROWS_A_BLOCK;

/** Term blocks that may hold terms from `from` up to, not including, `to`. */
export function termBlocksFor(header: TableHeader, from: string, to: string): [number, number][] {
  const { termBlocks } = header;
  return termBlocks.flatMap(([first, offset, length], i): [number, number][] => {
    const next = termBlocks[i + 1]?.[0];
    return first < to && (next === undefined || next > from) ? [[offset, length]] : [];
  });
}

/** Each term of a block with its rows. */
export function* termsIn(block: Uint8Array): Generator<[term: string, ordinals: number[]]> {
  const cursor = { at: 0 };
  while (cursor.at < block.length) {
    const length = readVarint(block, cursor);
    const term = text.decode(block.subarray(cursor.at, cursor.at + length));
    cursor.at += length;
    const ordinals: number[] = new Array(readVarint(block, cursor));
    let before = 0;
    for (let i = 0; i < ordinals.length; i++) {
      before += readVarint(block, cursor);
      ordinals[i] = before;
    }
    yield [term, ordinals];
  }
}

/** A whole table, for merging. */
export function decodeTable(file: Uint8Array): StockTable {
  const header = decodeHeader(file);
  const start = bodyStart(file);
  const block = (offset: number, length: number) => file.subarray(start + offset, start + offset + length);
  return {
    rows: header.rowBlocks.flatMap(([offset, length]) => decodeRows(block(offset, length))),
    postings: new Map(header.termBlocks.flatMap(([, offset, length]) => [...termsIn(block(offset, length))])),
  };
}

function varint(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  bytes.push(rest);
}

function readVarint(bytes: Uint8Array, cursor: { at: number }): number {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[cursor.at++];
    if (byte === undefined) throw new Error('a stock table ends within a number');
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80) return value;
  }
}
