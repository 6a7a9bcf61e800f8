import { levelNumber } from './level-number.ts';
import type { RegistryRecord } from './port.ts';

/** A row may not be longer: its length is kept in two bytes. */
export const MAX_ROW_BYTES = 65_535;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

type Row = [
  number: string,
  status: RegistryRecord['status'],
  holder?: string | null,
  product?: string | null,
  validUntil?: string | null,
  fields?: Record<string, string> | null,
];

/** A record as a row of a snapshot: JSON under its levelled number, without what is not there. */
export function encodeRow(record: RegistryRecord): Uint8Array {
  const row: Row = [
    levelNumber(record.number),
    record.status,
    record.holder ?? null,
    record.product ?? null,
    record.validUntil ?? null,
    record.fields ?? null,
  ];
  while (row.at(-1) === null) row.pop();
  return encoder.encode(JSON.stringify(row));
}

export function numberOfRow(bytes: Uint8Array): string {
  return (JSON.parse(decoder.decode(bytes)) as Row)[0];
}

/** The record of a row, under the kind and the number as it was asked for. */
export function decodeRow(bytes: Uint8Array, kind: string, number: string): RegistryRecord {
  const [, status, holder, product, validUntil, fields] = JSON.parse(decoder.decode(bytes)) as Row;
  return {
    kind,
    number,
    status,
    ...(holder ? { holder } : {}),
    ...(product ? { product } : {}),
    ...(validUntil ? { validUntil } : {}),
    ...(fields ? { fields } : {}),
  };
}

/**
 * 64 bits of a levelled number as two unsigned words: two multiplicative hashes with the finishing of MurmurHash3.
 * It only spreads; rows of equal hash are told apart by their numbers.
 */
export function hashNumber(level: string): { high: number; low: number } {
  let high = 0x9e3779b9;
  let low = 0x85ebca6b;
  for (let i = 0; i < level.length; i++) {
    const code = level.charCodeAt(i);
    high = Math.imul(high ^ code, 0x01000193);
    low = Math.imul((low << 5) ^ (low >>> 27) ^ code, 0x5bd1e995);
  }
  return { high: finish(high ^ (low >>> 3)), low: finish(low ^ Math.imul(high, 31)) };
}

function finish(h: number): number {
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}
