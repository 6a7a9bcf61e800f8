import type { Layer } from './lexicon.ts';

/** A term seen by a layer, in folded units. */
export interface Candidate {
  readonly term: number;
  readonly layer: Layer;
  readonly start: number;
  readonly end: number;
}
