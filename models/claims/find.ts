import { type Folded, fold, sourceSpan } from '../text/fold.ts';
import { cutText, textLimits } from '../text/limits.ts';
import type { Matcher } from '../text/matcher.ts';
import { isLatin } from '../text/units.ts';
import { fill } from '../text-pair.ts';
import { buybackSpans } from './buyback.ts';
import { chainSpans } from './chains.ts';
import type { ClaimCode } from './codes.ts';
import { exemptionOf, isAward, isProvableFact, type Place, ruleHolds } from './context.ts';
import { offPlatformSpans } from './off-platform.ts';
import type { Claim, ClaimInput } from './port.ts';
import { isDisguise, plainReading, type Reading, squeezedReading, variantReadings } from './reading.ts';
import type { ClaimRow, ClaimSource } from './rules.ts';
import { classOf, codeFor, lawFor, type Scope, scopesOf } from './scope.ts';

const MAX_CLAIMS = 60;
const FACTUAL = new Set<string>(['claims.absolute', 'claims.lowest-price']);

type Found = {
  code: ClaimCode;
  from: number;
  to: number;
  strength: number;
  status: Claim['status'];
  exemption?: string;
};

/** Claims of a listing in all its texts, each with what its context makes of it. */
export function findClaims(input: ClaimInput, source: ClaimSource, matcher: Matcher): Claim[] {
  const texts: [string, string, number][] = [
    ['title', input.title, textLimits.title],
    ['description', input.description ?? '', textLimits.description],
    ...Object.entries(input.attributes ?? {})
      .slice(0, textLimits.attributes)
      .map(([name, value]): [string, string, number] => [`attributes.${name}`, value, textLimits.attribute]),
  ];
  const folds = texts
    .filter(([, text]) => text !== '')
    .map(([field, text, limit]) => ({ field, folded: fold(cutText(text, limit).text) }));
  const whole = folds
    .map(({ folded }) => folded.text)
    .join('\n')
    .slice(0, 4000);
  const scopes = scopesOf(input.goods, whole, input.approved);
  const claims = folds.flatMap(({ field, folded }) => {
    const found = [
      ...termClaims(field, folded, source, matcher, scopes, classOf(input.goods)),
      ...compoundClaims(folded, whole, source),
    ];
    const named = field === 'title' && isWork(input.goods);
    const judged = named ? found.map((item) => asWorkTitle(item, folded.text)) : found;
    return settle(judged).map((item) => claimOf(item, field, folded, source, scopes, input.goods.confidence));
  });
  return claims.slice(0, MAX_CLAIMS);
}

/** Books and the like: a listing's title carries the title of the work itself. */
function isWork({ code, confidence }: ClaimInput['goods']): boolean {
  return code.startsWith('book.') && confidence >= 0.6;
}

/** 世界上最好的爸爸 names a picture book (guide art. 6: names and titles); 销量第一 still praises the goods. */
function asWorkTitle(item: Found, text: string): Found {
  const praise = /销量|品牌|全网|热销|冠军|排名|畅销|全国|国家级/;
  const superlative = item.code === 'claims.absolute' && item.status === 'violation';
  if (!superlative || praise.test(text.slice(Math.max(0, item.from - 4), item.to + 4))) return item;
  return { ...item, status: 'exempt', exemption: 'work-title' };
}

function termClaims(
  field: string,
  folded: Folded,
  { rows, file, chains }: ClaimSource,
  matcher: Matcher,
  scopes: ReadonlySet<Scope>,
  goodsClass: ClaimInput['goods']['class'],
): Found[] {
  const found: Found[] = [];
  const seen = new Set<number>();
  const squeezed = squeezedReading(folded);
  const readings: Reading[] = [plainReading(folded), squeezed, ...variantReadings(squeezed)];
  readings.forEach((reading, layer) => {
    const { units, starts } = reading;
    for (const hit of matcher.find(units, starts === undefined ? {} : { starts }).hits) {
      const row = rows[hit.id];
      if (!row?.scope.some((scope) => scopes.has(scope))) continue;
      const from = reading.from[hit.start] as number;
      const to = reading.to[hit.end - 1] as number;
      const key = (hit.id * 65536 + from) * 8 + Math.min(7, hit.end - hit.start);
      if (seen.has(key) || runsOn(folded.units, from, to)) continue;
      if (layer > 0 && !isDisguise(folded, reading, hit.start, hit.end)) continue;
      seen.add(key);
      const place: Place = { text: folded.text, from, to, field };
      if (!ruleHolds(row, place)) continue;
      found.push({ from, to, ...statusOf(row, codeFor(row.code, goodsClass), place, file) });
    }
  });
  for (const { row, from, to } of chainSpans(folded, squeezed, chains)) {
    const place: Place = { text: folded.text, from, to, field };
    if (!row.scope.some((scope) => scopes.has(scope)) || !ruleHolds(row, place)) continue;
    found.push({ from, to, ...statusOf(row, codeFor(row.code, goodsClass), place, file) });
  }
  return found;
}

/** A Latin term must not be part of a longer word. */
function runsOn(units: Uint16Array, from: number, to: number): boolean {
  const joined = (a: number | undefined, b: number | undefined) =>
    a !== undefined && b !== undefined && isLatin(a) && isLatin(b);
  return joined(units[from - 1], units[from]) || joined(units[to - 1], units[to]);
}

/** What the official exemptions make of a claim; a fact that can be proven needs its proof (guide art. 7). */
function statusOf(
  row: Pick<ClaimRow, 'strength' | 'status'>,
  code: ClaimCode,
  place: Place,
  file: ClaimSource['file'],
): Omit<Found, 'from' | 'to'> {
  const exemption = exemptionOf(code, place, file);
  if (exemption !== undefined) return { code, strength: row.strength, status: 'exempt', exemption };
  if (FACTUAL.has(code) && row.status === 'violation') {
    if (isAward(place, file)) return { code, strength: 0.4, status: 'needs-evidence', exemption: 'award' };
    if (isProvableFact(place, file))
      return { code, strength: 0.45, status: 'needs-evidence', exemption: 'provable-fact' };
  }
  return { code, strength: row.strength, status: row.status };
}

function compoundClaims(folded: Folded, whole: string, { file }: ClaimSource): Found[] {
  const as =
    (code: ClaimCode) =>
    (span: { from: number; to: number; strength: number }): Found => ({ code, status: 'violation', ...span });
  return [
    ...offPlatformSpans(folded, file.offPlatform.innocent).map(as('claims.off-platform')),
    ...buybackSpans(folded, whole, file.buyback).map(as('claims.buyback')),
  ];
}

/** Of overlapping claims of one code the longest stays; of different codes all do. An exempt longer one hides a shorter. */
function settle(found: Found[]): Found[] {
  const kept: Found[] = [];
  for (const item of [...found].sort((a, b) => b.to - b.from - (a.to - a.from) || b.strength - a.strength)) {
    if (!kept.some((other) => other.code === item.code && item.from < other.to && item.to > other.from))
      kept.push(item);
  }
  return kept.sort((a, b) => a.from - b.from);
}

function claimOf(
  item: Found,
  field: string,
  folded: Folded,
  { file }: ClaimSource,
  scopes: ReadonlySet<Scope>,
  confidence: number,
): Claim {
  const { start, end } = sourceSpan(folded, item.from, item.to);
  const text = folded.source.slice(start, end);
  const family = file.families[item.code];
  // Rules that depend on what the goods are are no surer than that.
  const sure =
    item.code === 'claims.absolute' || item.code === 'claims.off-platform' || confidence >= 0.45 ? 1 : 0.75;
  return {
    code: item.code,
    field,
    start,
    end,
    text,
    status: item.status,
    ...(item.exemption === undefined ? {} : { exemption: item.exemption }),
    strength: Math.round(item.strength * sure * 1000) / 1000,
    law: lawFor(item.code, scopes, text) ?? family.law,
    message: fill(family.message, { text }),
    remedy: fill(family.remedy, { text }),
  };
}
