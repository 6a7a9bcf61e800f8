/** Exact search among registered PDQ values. */
export { type BuildOptions, buildIndex, type IndexEntry } from './index-file.ts';
export {
  type IndexHit,
  type IndexRoom,
  loadIndex,
  type PdqIndex,
  type QueryOptions,
  reserveIndex,
} from './pdq-index.ts';
