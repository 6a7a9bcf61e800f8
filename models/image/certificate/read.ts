import type { Alteration } from '../../certificate-reading.ts';
import { decodeFrame, type Frame } from '../decode.ts';
import { type ImageError, openImage } from '../guard.ts';
import type { Region } from '../region.ts';
import { alterationsIn } from './alterations.ts';
import { type Candidate, candidatesIn, type FieldName, type NormaliseNumber } from './fields.ts';
import { turnedBack, turnedByHalf } from './half-turn.ts';
import type { OcrEngine, ReadLine } from './ocr.ts';
import { type Channel, deskew, flatField, onOriginal, type Page, pageOf, pngOf } from './prepare.ts';

export type CertificateField = {
  readonly value: string;
  readonly raw: string;
  readonly region: Region;
  /** 0-1. */
  readonly confidence: number;
  /** How many ways of reading agree on the value. */
  readonly passes: number;
  /** The value passed a check that a misreading would fail. */
  readonly sure: boolean;
};

export type Certificate = {
  readonly lines: ReadLine[];
  readonly fields: Partial<Record<FieldName, CertificateField>>;
  /** Every number read, surest first. */
  readonly numbers: CertificateField[];
  /** Places whose pixels do not belong to the page around them. */
  readonly alterations: Alteration[];
  /** Ways the page was read. */
  readonly passes: number;
};

export type CertificateOutcome =
  | { readonly ok: true; readonly certificate: Certificate }
  | { readonly ok: false; readonly error: ImageError };

export type ReadOptions = {
  readonly normaliseNumber?: NormaliseNumber;
  /** @default 4 */
  readonly mostPasses?: number;
};

/** Values whose labels were not read: lines that begin with the colon behind a label. */
function lostLabels(lines: readonly ReadLine[]): boolean {
  return lines.filter((line) => /^[:：;；]\s*\S/.test(line.text)).length >= 2;
}

async function readAsBlock(page: Page, engine: OcrEngine, options: ReadOptions): Promise<Reading> {
  const lines = (await engine.read(await pngOf(page.grey), 'block')).map((line) => ({
    ...line,
    region: onOriginal(page, line.region),
  }));
  return { lines, candidates: candidatesIn(lines, options.normaliseNumber), turned: page.turned };
}

type Preparation = { readonly channel: Channel; readonly even: boolean; readonly longest: number };

/**
 * Ways to prepare a page, best first: red ink gone and light evened; untouched (evening light hurts blurred print);
 * red ink gone only; every colour of ink kept. No single one reads all photos, and different sizes make different slips.
 */
const preparations = [
  { channel: 'red', even: true, longest: 1500 },
  { channel: 'luma', even: false, longest: 1300 },
  { channel: 'red', even: false, longest: 1800 },
  { channel: 'darkest', even: true, longest: 1500 },
] as const satisfies readonly Preparation[];

/** Reads a certificate: lines of the best pass, fields that fit their grammar, agreed on by as many passes as needed. */
export async function readCertificate(
  bytes: Uint8Array,
  engine: OcrEngine,
  options: ReadOptions = {},
): Promise<CertificateOutcome> {
  const image = openImage(bytes);
  if (!image.ok) return image;
  const decoded = await decodeFrame(image);
  if (!decoded.ok) return decoded;
  const { frame } = decoded;
  const first = await readOnce(frame, preparations[0], engine, options);
  if (readable(first.reading)) return { ok: true, certificate: await readOn(frame, first, engine, options) };
  // The engine reads pages that lie on one side; turned by half it reads those on the other, and those upside down.
  const turned = turnedByHalf(frame);
  const second = await readOnce(turned, preparations[0], engine, options);
  if (!readable(second.reading))
    return { ok: true, certificate: await readOn(frame, first, engine, options) };
  return { ok: true, certificate: turnedBack(await readOn(turned, second, engine, options), frame) };
}

type Pass = { readonly page: Page; readonly reading: Reading };

async function readOnce(
  frame: Frame,
  preparation: Preparation,
  engine: OcrEngine,
  options: ReadOptions,
): Promise<Pass> {
  const page = await prepared(frame, preparation);
  const lines = (await engine.read(await pngOf(page.grey), 'page')).map((line) => ({
    ...line,
    region: onOriginal(page, line.region),
  }));
  const candidates = candidatesIn(lines, options.normaliseNumber);
  return { page, reading: { lines, candidates, turned: page.turned } };
}

/** Upside down, letters are read at a confidence of 0-25; upright ones, however bad the photograph, at 60 and more. */
function readable({ lines, candidates }: Reading): boolean {
  const characters = lines.reduce((sum, { text }) => sum + text.length, 0);
  const trust = lines.reduce((sum, { text, confidence }) => sum + text.length * confidence, 0);
  return candidates.length > 0 || trust > characters * 45;
}

/** Reads on, after the first way, until enough ways agree. */
async function readOn(
  frame: Frame,
  first: Pass,
  engine: OcrEngine,
  options: ReadOptions,
): Promise<Certificate> {
  const readings: Reading[] = [];
  const most = options.mostPasses ?? preparations.length;
  for (const [at, preparation] of preparations.entries()) {
    const { page, reading } = at === 0 ? first : await readOnce(frame, preparation, engine, options);
    readings.push(reading);
    // The engine's own layout sometimes takes a column of labels for ornament; as one block nothing is left out.
    if (lostLabels(reading.lines) && readings.length < most)
      readings.push(await readAsBlock(page, engine, options));
    if (readings.length >= most || (readings.length >= 2 && settled(readings))) break;
  }
  const best = [...readings].sort((a, b) => weightOf(b.lines) - weightOf(a.lines))[0];
  const elected = elect(readings.map((reading) => reading.candidates));
  const fields = winners(elected);
  const lines = best?.lines ?? [];
  return {
    lines,
    fields,
    numbers: elected.get('number') ?? [],
    // Boxes of lines that do not lie straight hold parts of their neighbours.
    alterations: Math.abs(best?.turned ?? 0) > STRAIGHT ? [] : alterationsIn(frame, lines, fields),
    passes: readings.length,
  };
}

async function prepared(frame: Frame, { channel, even, longest }: Preparation): Promise<Page> {
  const page = await pageOf(frame, channel, longest);
  return deskew(even ? { ...page, grey: flatField(page.grey) } : page);
}

function weightOf(lines: readonly ReadLine[]): number {
  return lines.reduce((sum, { text, confidence }) => sum + text.length * (confidence - 40), 0);
}

type Reading = {
  readonly lines: ReadLine[];
  readonly candidates: Candidate[];
  /** Degrees the page had to be turned. */
  readonly turned: number;
};

/** Degrees up to which a line fits its box. */
const STRAIGHT = 1;

/** Words that stand beside an expiry; a page without them has none to wait for (filings, compulsory certification). */
const TERM = /有效|期限|截止|到期/;

/** Two passes suffice when they agree on everything one needs. */
function settled(readings: readonly Reading[]): boolean {
  const fields = winners(elect(readings.map((reading) => reading.candidates)));
  const dated = readings.some(({ lines }) => lines.some(({ text }) => TERM.test(text)));
  const needed: readonly FieldName[] = dated ? ['number', 'holder', 'validUntil'] : ['number', 'holder'];
  return needed.every((name) => (fields[name]?.passes ?? 0) >= 2);
}

/** For each field its values, first the one most passes agree on; a value that passed a check beats any number that did not. */
function elect(passes: readonly (readonly Candidate[])[]): Map<FieldName, CertificateField[]> {
  const ballots = new Map<FieldName, Map<string, { passes: Set<number>; best: Candidate; order: number }>>();
  let order = 0;
  for (const [pass, candidates] of passes.entries()) {
    for (const candidate of candidates) {
      const values = ballots.get(candidate.field) ?? new Map();
      ballots.set(candidate.field, values);
      const key = candidate.value.replace(/[\s()（）]/g, '');
      const ballot = values.get(key) ?? { passes: new Set<number>(), best: candidate, order: order++ };
      ballot.passes.add(pass);
      if (candidate.confidence > ballot.best.confidence) ballot.best = candidate;
      values.set(key, ballot);
    }
  }
  return new Map(
    [...ballots].map(([name, values]) => [
      name,
      [...values.values()]
        .sort(
          (a, b) =>
            Number(b.best.sure) - Number(a.best.sure) ||
            b.passes.size - a.passes.size ||
            b.best.confidence - a.best.confidence ||
            a.order - b.order,
        )
        .map((ballot) => fieldOf(ballot.best, ballot.passes.size)),
    ]),
  );
}

function fieldOf({ value, raw, region, confidence, sure }: Candidate, passes: number): CertificateField {
  const agreement = Math.min(1, 0.5 + 0.2 * passes + (sure ? 0.2 : 0));
  return { value, raw, region, confidence: Math.round(confidence * agreement) / 100, passes, sure };
}

function winners(
  elected: ReadonlyMap<FieldName, readonly CertificateField[]>,
): Partial<Record<FieldName, CertificateField>> {
  const fields: Partial<Record<FieldName, CertificateField>> = {};
  for (const [name, [winner]] of elected) if (winner) fields[name] = winner;
  return fields;
}
