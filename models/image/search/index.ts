/** Exact search among registered PDQ values. */
export { buildIndex, type IndexEntry } from './index-file.ts';
export { loadIndex } from './pdq-index.ts';
