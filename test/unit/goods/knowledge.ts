import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildClaims, loadClaims } from '../../../models/claims/load.ts';
import { buildGoods, loadGoods } from '../../../models/goods/load.ts';

const FILES = [
  'product-types.csv',
  'categories.csv',
  'title-words.csv',
  'requirements.json',
  'claims.csv',
  'claims.json',
  'clean-titles.csv',
];

/** The files compliance staff edit, as texts by name. */
export const sources: Record<string, string> = Object.fromEntries(
  FILES.map((name) => [name, readFileSync(join(import.meta.dirname, '../../../knowledge', name), 'utf8')]),
);

let opened:
  | { goods: ReturnType<typeof loadGoods>; claims: ReturnType<typeof loadClaims>; bytes: Uint8Array }
  | undefined;

/** The knowledge built once for a test file. */
export function knowledge() {
  if (!opened) {
    const bytes = buildGoods(sources);
    opened = { goods: loadGoods(bytes), claims: loadClaims(buildClaims(sources)), bytes };
  }
  return opened;
}
