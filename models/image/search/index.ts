/** Exact search among registered PDQ values. */
export { type BuildOptions, buildIndex, type IndexEntry } from './index-file.ts';
export { type IndexHit, loadIndex, type PdqIndex, type QueryOptions } from './pdq-index.ts';
