import * as z from 'zod';
import { FEATURE_KINDS, type Feature } from '../features/feature.ts';
import { buildFeatures, loadFeatures, type QuestionedFacts } from '../features/feature-index.ts';
import type { LocalReference } from '../image/local/reference.ts';
import { layout, Shape, sectionsOf } from './sections.ts';

/** A feature whose picture was given: what is looked for inside pictures. A mark has two, itself and its negative. */
export type Mark = {
  readonly feature: Pick<Feature, 'featureId' | 'brand' | 'kind' | 'pdq' | 'looks'>;
  readonly references: readonly LocalReference[];
};

export type MarkIndex = {
  readonly marks: readonly Mark[];
  /** Whether a picture is one of theirs as a whole, colours too: fingerprints say so already, and looking closer adds nothing. */
  holdsWhole(facts: QuestionedFacts): boolean;
};

/** Of the detector whose descriptors these are; descriptors of another cannot be compared. */
const DETECTOR = 3;

const Meta = z.object({
  detector: z.literal(DETECTOR),
  marks: z.array(
    z.object({
      feature: z.object({
        featureId: z.string(),
        brand: z.string(),
        kind: z.enum(FEATURE_KINDS),
        pdq: z.string(),
        looks: z.string().optional(),
      }),
      references: z.array(Shape),
    }),
  ),
});

/** One artefact: length of the description, the description as JSON, the numbers. No marks at all are no bytes at all. */
export function buildMarks(marks: readonly Mark[]): Uint8Array {
  if (marks.length === 0) return new Uint8Array();
  const sorted = [...marks].sort((a, b) => (a.feature.featureId < b.feature.featureId ? -1 : 1));
  const parts: Uint8Array[] = [];
  const meta: z.infer<typeof Meta> = {
    detector: DETECTOR,
    marks: sorted.map(({ feature: { featureId, brand, kind, pdq, looks }, references }) => ({
      feature: { featureId, brand, kind, pdq, ...(looks === undefined ? {} : { looks }) },
      references: references.map((reference) => {
        const { shape, sections } = sectionsOf(reference);
        parts.push(...sections);
        return shape;
      }),
    })),
  };
  const json = new TextEncoder().encode(JSON.stringify(meta));
  const start = align(4 + json.length);
  const bytes = new Uint8Array(start + parts.reduce((sum, part) => sum + align(part.length), 0));
  new DataView(bytes.buffer).setUint32(0, json.length, true);
  bytes.set(json, 4);
  let at = start;
  for (const part of parts) {
    bytes.set(part, at);
    at += align(part.length);
  }
  return bytes;
}

const align = (length: number): number => Math.ceil(length / 4) * 4;

/** Throws when the bytes are no index of this detector. */
export function loadMarks(given: Uint8Array): MarkIndex {
  if (given.length === 0) return { marks: [], holdsWhole: () => false };
  // Numbers are read in place, which asks for a start at a whole word.
  const bytes =
    given.byteOffset % 4 === 0
      ? new Uint8Array(given.buffer, given.byteOffset, given.length)
      : new Uint8Array(given);
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const meta = Meta.parse(JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length))));
  const take = layout(bytes, align(4 + length), align);
  const marks = meta.marks.map(({ feature, references }) => ({
    feature,
    references: references.map((shape) => take(feature.featureId, shape)),
  }));
  const wholes = loadFeatures(buildFeatures(marks.map(({ feature }) => ({ ...feature, views: [] }))));
  return {
    marks,
    holdsWhole: (facts) => wholes.match(facts).some(({ whole, colours }) => whole && colours !== 'other'),
  };
}
