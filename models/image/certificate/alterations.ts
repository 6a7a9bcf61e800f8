import type { Alteration } from '../../certificate-reading.ts';
import type { Frame } from '../decode.ts';
import { type Region, scaleRegion } from '../region.ts';
import type { FieldName } from './fields.ts';
import type { ReadLine } from './ocr.ts';
import { type Planes, planesOf, type Window, windowsOf } from './windows.ts';

/** What is compared, with the least spread (in its own unit) that lines of one page are granted. */
const CUES = { grain: 0.3, step: 1.2, tint: 1.2, edge: 0.05, ink: 6 } as const;
type Cue = keyof typeof CUES;

/**
 * How far outside the other lines a genuine value practically never falls, in spreads: the 99.8th of a hundred of each cue on
 * genuine pages (test/support/certificate-edits.ts; figures in docs/adr/0008). Higher and lower apart.
 */
const USUAL: Readonly<Record<Cue, readonly [higher: number, lower: number]>> = {
  grain: [2.4, 2.4],
  step: [1.1, 1.2],
  tint: [0.9, 1.4],
  edge: [0.5, 0.5],
  ink: [0.6, 1.1],
};
/**
 * Root of the summed squares of all cues. One genuine page in two hundred lies above 2.6 where lines are known, more where they are
 * read off a page that lies a little askew; the rest is distance.
 */
const SUSPECT = 3.3;
/** One cue alone has an innocent reason now and then: a seal over the value, another ink. */
const LEAST_CUES = 2;
const TELLING = 0.7;
/** Lines needed to know what is usual on a page. */
const LEAST_LINES = 3;
const LEAST_WINDOWS = 3;

/** A printed line in its two parts: label and value are set apart, because many forms print them differently. */
type Parts = { readonly line: ReadLine; readonly label: Window[]; readonly value: Window[] };

/**
 * Fields whose value does not belong to the page: its paper, its ink or its edges lie outside what all other values show, both as they
 * are and against the label beside them. Finds whole values pasted or written over; one changed digit is too little to
 * measure, and a page that does not lie straight is not judged.
 */
export function alterationsIn(
  frame: Frame,
  lines: readonly ReadLine[],
  fields: Partial<Record<FieldName, { readonly region: Region }>>,
): Alteration[] {
  const wanted = Object.entries(fields).filter(([name]) => name !== 'kind') as [
    FieldName,
    { region: Region },
  ][];
  if (wanted.length === 0) return [];
  const planes = planesOf(frame);
  const parts = lines.flatMap((line) => partsOf(planes, frame, line) ?? []);
  return wanted.flatMap(([field, { region }]) => {
    const mine = parts.find(({ line }) => overlaps(line.region, region));
    if (!mine) return [];
    const others = parts.filter(
      ({ line }) =>
        line !== mine.line &&
        line.region.height > mine.line.region.height * 0.7 &&
        line.region.height < mine.line.region.height * 1.4,
    );
    if (others.length < LEAST_LINES) return [];
    const cues = (Object.keys(CUES) as Cue[]).map((cue) => ({ cue, value: outside(cue, mine, others) }));
    const total = Math.sqrt(cues.reduce((sum, { value }) => sum + value * value, 0));
    const telling = cues.filter(({ value }) => value >= TELLING);
    if (total <= SUSPECT || telling.length < LEAST_CUES) return [];
    return [
      {
        field,
        region: rounded(mine.line.region),
        score: Math.min(1, 0.5 + (total - SUSPECT) * 0.1),
        cues: telling.map(({ cue, value }) => ({
          name: cue,
          value: Math.round(value * 100) / 100,
          limit: 1,
        })),
      },
    ];
  });
}

/** Label and value of a line with a colon, measured; nothing when either is too short to say anything. */
function partsOf(planes: Planes, frame: Frame, line: ReadLine): Parts | undefined {
  const text = line.text.replace(/\s/g, '');
  const colon = text.search(/[:：]/);
  if (colon < 2 || colon > 14 || colon === text.length - 1) return undefined;
  const share = widthOf(text.slice(0, colon + 1)) / widthOf(text);
  const original = { width: frame.originalWidth, height: frame.originalHeight };
  const region = scaleRegion(line.region, original, frame);
  const cut = region.x + region.width * share;
  const windows = windowsOf(planes, region);
  const side = region.height;
  const label = windows.filter((window) => window.region.x + side <= cut + side * 0.3);
  const value = windows.filter((window) => window.region.x >= cut - side * 0.3);
  return label.length >= LEAST_WINDOWS && value.length >= LEAST_WINDOWS ? { line, label, value } : undefined;
}

/** Printed width in ems: Latin letters and digits are about half as wide as Chinese characters. */
function widthOf(text: string): number {
  return [...text].reduce((sum, char) => sum + (/[\x20-\x7e]/.test(char) ? 0.56 : 1), 0);
}

/** How far a value lies outside the others in one cue, as it is and against its label, in usual spreads. */
function outside(cue: Cue, mine: Parts, others: readonly Parts[]): number {
  const own = (parts: Parts) => median(parts.value.map((window) => window[cue]));
  const beside = (parts: Parts) => own(parts) - median(parts.label.map((window) => window[cue]));
  const [a, b] = [own, beside].map((of) => beyond(of(mine), others.map(of), CUES[cue])) as [number, number];
  const [higher, lower] = USUAL[cue];
  return Math.max(0, Math.min(a, b) / higher, Math.min(-a, -b) / lower);
}

/** Spreads above the highest (positive) or below the lowest (negative) of the others; 0 among them. */
function beyond(value: number, others: readonly number[], least: number): number {
  const centre = median(others);
  const spread = Math.max(least, 1.48 * median(others.map((other) => Math.abs(other - centre))));
  const [low, high] = [Math.min(...others), Math.max(...others)];
  return value > high ? (value - high) / spread : value < low ? (value - low) / spread : 0;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

function overlaps(a: Region, b: Region): boolean {
  const across = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const down = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  return across > Math.min(a.width, b.width) * 0.5 && down > Math.min(a.height, b.height) * 0.5;
}

function rounded({ x, y, width, height }: Region): Region {
  return { x: Math.round(x), y: Math.round(y), width: Math.round(width), height: Math.round(height) };
}
