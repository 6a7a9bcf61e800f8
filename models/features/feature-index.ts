import * as z from 'zod';
import type { Region } from '../finding.ts';
import { colourAgreement, type Seen } from '../image/colour-likeness.ts';
import { type Look, type Looks, unpackLooks, wholeArea, withTransposed } from '../image/looks.ts';
import { hash256FromHex } from '../image/pdq/hash256.ts';
import { matchQuality } from '../image/pdq/pdq.ts';
import { buildIndex, loadIndex } from '../image/search/index.ts';
import type { ImageFacts } from '../image-facts.ts';
import { FEATURE_KINDS, type Feature } from './feature.ts';

export type FeatureMatch = {
  featureId: string;
  brand: string;
  kind: Feature['kind'];
  distance: number;
  /** False when only crops match, of the listing's picture or of the registered one. */
  whole: boolean;
  /** `other`: the same drawing or set in other colours; `unknown` where a picture has none, or none were registered. */
  colours: 'same' | 'other' | 'unknown';
  region?: Region;
};
export type FeatureIndex = { size: number; match(facts: QuestionedFacts): FeatureMatch[] };

/** What of a picture's facts is matched. */
export type QuestionedFacts = Pick<ImageFacts, 'pdq' | 'quality' | 'looks' | 'width' | 'height'>;
/** Without `pdq` only its parts are found: the whole is too plain to be told apart. */
export type RegisteredFeature = Pick<Feature, 'featureId' | 'brand' | 'kind' | 'looks'> & {
  readonly views: readonly string[];
  pdq?: string;
};

/**
 * A fingerprint sees no colour, and pictures of goods of one drawing lie 18 bits and more from each other. So farther than
 * `nearly` the colours must agree (strangers of one drawing: 0.67, seldom 0.9; copies 0.89 and more, under a strong white balance less); nearer it is the same
 * drawing whatever the colours, for recolouring hardly changes the light.
 */
const nearly = 16;
const agrees = 0.82;
const MOST_MATCHES = 10;

const Meta = z.array(z.tuple([z.string(), z.string(), z.enum(FEATURE_KINDS), z.string()]));

/** One artefact: length of the description, the description as JSON, the search index. */
export function buildFeatures(features: readonly RegisteredFeature[]): Uint8Array {
  const sorted = [...features].sort((a, b) => (rowOf(a) < rowOf(b) ? -1 : 1));
  const meta = new TextEncoder().encode(
    JSON.stringify(sorted.map((f) => [f.featureId, f.brand, f.kind, f.looks ?? ''])),
  );
  const index = buildIndex(sorted.flatMap(entriesOf));
  const start = align(4 + meta.length);
  const bytes = new Uint8Array(start + index.length);
  new DataView(bytes.buffer).setUint32(0, meta.length, true);
  bytes.set(meta, 4);
  bytes.set(index, start);
  return bytes;
}

const rowOf = ({ featureId, brand, kind, pdq, looks }: RegisteredFeature): string =>
  JSON.stringify([featureId, brand, kind, pdq, looks]);
const align = (length: number) => Math.ceil(length / 8) * 8;

/** Entries are named `row.look`: look 0 is the picture as it is, those of `views` have no number. */
function entriesOf({ pdq, looks, views }: RegisteredFeature, row: number) {
  const seen = withTransposed(looksFrom(pdq === undefined ? nothing : hash256FromHex(pdq), looks).looks);
  const named = seen.map((look, at) => ({ featureId: `${row}.${at}`, pdq: look.pdq }));
  return [
    ...(pdq === undefined ? named.slice(itselfAndTransposed) : named),
    ...[...new Set(views)].map((view) => ({ featureId: `${row}.`, pdq: hash256FromHex(view) })),
  ];
}

const nothing = new Uint8Array(32);
const itselfAndTransposed = 2;

/** All looks of a picture, itself first. */
function looksFrom(pdq: Uint8Array, packed: string | undefined): { colours?: Uint8Array; looks: Look[] } {
  const itself = { pdq, area: wholeArea, symmetry: 0 };
  if (!packed) return { looks: [itself] };
  const { colours, looks }: Looks = unpackLooks(packed);
  return { colours, looks: [itself, ...looks] };
}

/** What a picture is looked for by; of one too plain to be told apart only its parts. */
function questionsOf({ pdq, quality, looks: packed }: QuestionedFacts) {
  const { colours, looks } = looksFrom(hash256FromHex(pdq), packed);
  return { colours, looks: withTransposed(quality >= matchQuality ? looks : looks.slice(1)) };
}

export function loadFeatures(bytes: Uint8Array): FeatureIndex {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const rows = Meta.parse(JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)))).map(
    ([featureId, brand, kind, looks]) => ({ featureId, brand, kind, ...looksFrom(nothing, looks) }),
  );
  for (const row of rows) row.looks = withTransposed(row.looks);
  const index = loadIndex(bytes.subarray(align(4 + length)));
  return {
    size: rows.length,
    match(facts) {
      const best = new Map<string, FeatureMatch>();
      const { colours: mine, looks } = questionsOf(facts);
      for (const look of looks) {
        for (const { featureId: entry, distance } of index.query(look.pdq)) {
          const [at = '', part = ''] = entry.split('.');
          const row = rows[Number(at)];
          if (!row) continue;
          const { featureId, brand, kind } = row;
          const theirs = part === '' ? undefined : row.looks[Number(part)];
          const colours = sayingOf(seenAs(mine, look), seenAs(row.colours, theirs));
          if (colours === 'other' && distance > nearly) continue;
          const whole = isWhole(look) && theirs !== undefined && isWhole(theirs);
          const region = isWhole(look) ? {} : { region: regionOf(look, facts) };
          const match = { featureId, brand, kind, distance, whole, colours, ...region };
          const before = best.get(featureId);
          if (!before || stronger(match, before)) best.set(featureId, match);
        }
      }
      return [...best.values()].sort((a, b) => a.distance - b.distance).slice(0, MOST_MATCHES);
    },
  };
}

const isWhole = ({ area }: Look): boolean => area.width === 1 && area.height === 1;

/** The same colours say more than other ones, the whole more than a part at any distance. */
function stronger(a: FeatureMatch, b: FeatureMatch): boolean {
  if ((a.colours === 'other') !== (b.colours === 'other')) return b.colours === 'other';
  if (a.whole !== b.whole) return a.whole;
  return a.distance < b.distance;
}

function seenAs(colours: Uint8Array | undefined, look: Look | undefined): Seen | undefined {
  return colours && look ? { colours, area: look.area, symmetry: look.symmetry } : undefined;
}

function sayingOf(a: Seen | undefined, b: Seen | undefined): FeatureMatch['colours'] {
  const agreement = a && b ? colourAgreement(a, b) : undefined;
  if (agreement === undefined) return 'unknown';
  return agreement >= agrees ? 'same' : 'other';
}

/** In pixels of the upright picture. */
function regionOf({ area }: Look, { width, height }: { width: number; height: number }): Region {
  return {
    x: Math.round(area.x * width),
    y: Math.round(area.y * height),
    width: Math.max(1, Math.round(area.width * width)),
    height: Math.max(1, Math.round(area.height * height)),
  };
}
