import { hanziData } from './hanzi-data.ts';

/** How a character is put together, one level deep: across (`a`), downwards (`d`), enclosed (`s…`), repeated (`r…`). */
export type Decomposition = {
  readonly char: string;
  readonly kind: string;
  readonly parts: readonly string[];
};

/**
 * Gavin Grover's decomposition data (offered under the MIT licence among others), as the package `hanzi` carries it.
 * Parts that are no characters themselves are numbers.
 */
export function decompositions(): Decomposition[] {
  const rows: Decomposition[] = [];
  for (const line of hanziData('cjk-decomp.txt.js').split('\n')) {
    const found = /^(.):([^(]*)\(([^)]*)\)/u.exec(line);
    if (found === null) continue;
    const [, char = '', kind = '', parts = ''] = found;
    rows.push({ char, kind, parts: parts.split(',') });
  }
  return rows;
}
