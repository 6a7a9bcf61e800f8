import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/** A file of data that the package `hanzi` carries, as text. */
export function hanziData(name: string): string {
  const folder = require.resolve('hanzi').replace(/index\.js$/, '');
  return readFileSync(`${folder}lib/data/${name}`, 'utf8');
}
