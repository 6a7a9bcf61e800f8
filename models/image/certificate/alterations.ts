import type { Alteration } from '../../certificate-reading.ts';
import type { Frame } from '../decode.ts';
import type { FieldName } from './fields.ts';
import type { ReadLine } from './ocr.ts';

/** Places that look worked over. */
export function alterationsIn(
  _frame: Frame,
  _lines: readonly ReadLine[],
  _fields: Partial<Record<FieldName, { readonly region: ReadLine['region'] }>>,
): Alteration[] {
  return [];
}
