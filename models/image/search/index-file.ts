import type { Hash256 } from '../pdq/hash256.ts';
import { buckets, pieces, unroll } from './kernel.ts';

/** One registered hash of a brand feature; a feature may have many (views, mirrored, on black and on white). */
export type IndexEntry = { readonly featureId: string; readonly pdq: Hash256 };

/**
 * The index as one file, the same bytes for the same set of entries in any order. Little-endian:
 * magic "TSPDQIX1", u32 entries, features, id bytes, posting bytes (0: no tables); then columns (2 x 16 bytes an
 * entry, padded to 8 entries), u32 first entry of each feature, u32 id offsets, tables (starts, postings), ids (UTF-8).
 */
export const magic = 'TSPDQIX1';
export const headerBytes = 32;

/** From this many entries on, piece tables pay for their size. */
const tablesFrom = 250_000;

export type Layout = {
  readonly entries: number;
  readonly features: number;
  readonly postingBytes: 0 | 3 | 4;
  readonly padded: number;
  readonly first: number;
  readonly second: number;
  readonly starts: number;
  readonly postings: number;
  readonly featureStarts: number;
  readonly idOffsets: number;
  readonly ids: number;
  readonly total: number;
};

/** Byte positions of every part. */
export function layoutOf(
  entries: number,
  features: number,
  idBytes: number,
  postingBytes: 0 | 3 | 4,
): Layout {
  const padded = Math.ceil(entries / unroll) * unroll;
  const first = headerBytes;
  const second = first + padded * 16;
  const featureStarts = second + padded * 16;
  const idOffsets = featureStarts + (features + 1) * 4;
  const starts = idOffsets + (features + 1) * 4;
  const postings = starts + (postingBytes === 0 ? 0 : pieces * (buckets + 1) * 4);
  // One byte more, because three-byte postings are read four at a time.
  const ids = postings + pieces * entries * postingBytes + (postingBytes === 3 ? 1 : 0);
  const total = ids + idBytes;
  return {
    entries,
    features,
    postingBytes,
    padded,
    first,
    second,
    starts,
    postings,
    featureStarts,
    idOffsets,
    ids,
    total,
  };
}

export type BuildOptions = {
  /** Whether to write the tables for multi-index hashing. @default from 250,000 entries on */
  readonly tables?: boolean;
};

/** Builds the index file. Throws RangeError on a malformed hash or an empty feature id. */
export function buildIndex(
  entries: readonly IndexEntry[],
  options: BuildOptions = {},
): Uint8Array<ArrayBuffer> {
  for (const { featureId, pdq } of entries) {
    if (featureId === '') throw new RangeError('a feature id must not be empty');
    if (pdq.length !== 32) throw new RangeError(`the PDQ value of ${featureId} has not 32 bytes`);
  }
  const ordered = unique(entries);
  const featureStarts: number[] = [];
  const idParts: Uint8Array[] = [];
  const idOffsets: number[] = [];
  let idBytes = 0;
  let last: string | undefined;
  for (const [i, { featureId }] of ordered.entries()) {
    if (featureId === last) continue;
    last = featureId;
    const encoded = new TextEncoder().encode(featureId);
    featureStarts.push(i);
    idOffsets.push(idBytes);
    idParts.push(encoded);
    idBytes += encoded.length;
  }
  featureStarts.push(ordered.length);
  idOffsets.push(idBytes);
  const withTables = options.tables ?? ordered.length >= tablesFrom;
  const postingBytes = withTables ? (ordered.length < 2 ** 24 ? 3 : 4) : 0;
  const layout = layoutOf(ordered.length, idParts.length, idBytes, postingBytes);
  const bytes = new Uint8Array(layout.total);
  const view = new DataView(bytes.buffer);
  bytes.set(new TextEncoder().encode(magic));
  for (const [i, value] of [ordered.length, idParts.length, idBytes, postingBytes].entries())
    view.setUint32(8 + i * 4, value, true);
  for (const [i, { pdq }] of ordered.entries()) {
    for (let k = 0; k < 16; k++) {
      bytes[layout.first + i * 16 + k] = pdq[k] as number;
      bytes[layout.second + i * 16 + k] = pdq[16 + k] as number;
    }
  }
  for (const [i, start] of featureStarts.entries()) view.setUint32(layout.featureStarts + i * 4, start, true);
  for (const [i, offset] of idOffsets.entries()) view.setUint32(layout.idOffsets + i * 4, offset, true);
  let at = layout.ids;
  for (const part of idParts) {
    bytes.set(part, at);
    at += part.length;
  }
  if (withTables) writeTables(bytes, view, layout);
  return bytes;
}

function unique(entries: readonly IndexEntry[]): IndexEntry[] {
  const ordered = [...entries].sort((a, b) => order(a.featureId, b.featureId) || orderBytes(a.pdq, b.pdq));
  return ordered.filter((entry, i) => {
    const before = ordered[i - 1];
    return before?.featureId !== entry.featureId || orderBytes(before.pdq, entry.pdq) !== 0;
  });
}

function orderBytes(a: Hash256, b: Hash256): number {
  for (let i = 0; i < 32; i++) {
    const difference = (a[i] as number) - (b[i] as number);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** By UTF-16 code unit: the same on every machine, whatever its locale. */
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** For each of 16 pieces a counting sort of the entries by that piece's value. */
function writeTables(bytes: Uint8Array, view: DataView, layout: Layout): void {
  const { entries, postingBytes } = layout;
  const next = new Uint32Array(buckets + 1);
  for (let piece = 0; piece < pieces; piece++) {
    const column = (piece < 8 ? layout.first : layout.second) + (piece % 8) * 2;
    next.fill(0);
    for (let i = 0; i < entries; i++) {
      const bucket = view.getUint16(column + i * 16, true) + 1;
      next[bucket] = (next[bucket] as number) + 1;
    }
    const starts = layout.starts + piece * (buckets + 1) * 4;
    for (let bucket = 0; bucket <= buckets; bucket++) {
      if (bucket > 0) next[bucket] = (next[bucket] as number) + (next[bucket - 1] as number);
      view.setUint32(starts + bucket * 4, next[bucket] as number, true);
    }
    const list = layout.postings + piece * entries * postingBytes;
    for (let i = 0; i < entries; i++) {
      const bucket = view.getUint16(column + i * 16, true);
      const at = list + (next[bucket] as number) * postingBytes;
      next[bucket] = (next[bucket] as number) + 1;
      bytes[at] = i & 255;
      bytes[at + 1] = (i >>> 8) & 255;
      bytes[at + 2] = (i >>> 16) & 255;
      if (postingBytes === 4) bytes[at + 3] = i >>> 24;
    }
  }
}
