import type { Compact } from './compact.ts';
import { compact } from './compact.ts';
import { problem } from './explain.ts';
import { RUN } from './grammar.ts';
import { formOf, judge } from './judge.ts';
import { type CredentialKind, credentialKinds, formsOf } from './kinds.ts';
import type { CredentialMention } from './port.ts';
import { PROVINCES } from './provinces.ts';

/** A stretch of the levelled text that may hold a number; `sure` when a label or an anchor names its kind. */
type Candidate = { kind: CredentialKind; start: number; end: number; bare: boolean };

const HAN = /[\u4e00-\u9fff]/;
const MAX_MENTIONS = 200;

/** Every credential number in a text, malformed ones included, in order; offsets are UTF-16 positions in `text`. */
export function findCredentials(text: string): CredentialMention[] {
  const view = compact(text);
  // No number is shorter than four digits or placeholders in a row; most texts end here.
  const long = /[0-9OIL]{4}|X{3}|\*{3}|-[0-9A-Z]{4}-/.test(view.text);
  const candidates = long ? [...anchored(view), ...labelled(view), ...bare(view)] : anchored(view);
  const mentions = candidates.map((candidate) => mentionOf(view, text, candidate));
  return settle([...mentions.filter((mention) => mention !== undefined), ...disguised(view, text)]);
}

/** 国药准宇, 卫食健宇: one character of the issuing words replaced by one that looks like it, as forgers print it. */
const LOOK_ALIKES: readonly [RegExp, string][] = [
  [/(?<=[准健备进妆特证注])[宇学宁]/g, '字'],
  [/(?<=[药械国])[淮谁难](?=[字注许])/g, '准'],
  [/[囯圀囻](?=[药妆食械])/g, '国'],
  [/(?<=[国食])[键建](?=[字注])/g, '健'],
  [/(?<=国妆)[待持侍](?=[字进制])/g, '特'],
  [/[C6OQ](?=妆网备字)/g, 'G'],
];

/** Numbers that would be sound but for a look-alike among their words: malformed, and said why. */
function disguised(view: Compact, source: string): CredentialMention[] {
  const text = LOOK_ALIKES.reduce((level, [like, meant]) => level.replace(like, meant), view.text);
  if (text === view.text) return [];
  const meant = { ...view, text };
  return anchored(meant).flatMap((candidate): CredentialMention[] => {
    const { start, end } = candidate;
    if (text.slice(start, end) === view.text.slice(start, end)) return [];
    const mention = mentionOf(meant, source, candidate);
    if (!mention) return [];
    const told = problem(
      'look-alike',
      'words',
      mention.normalized,
      '发证字样中有形近字，不是真实的编号格式',
      'a character of the issuing words is only one that looks like it',
    );
    return [{ ...mention, state: 'malformed', problems: [told, ...mention.problems] }];
  });
}

/** Kinds whose numbers carry words of their own: 国药准字, 械注准, 妆网备字 … */
function anchored(view: Compact): Candidate[] {
  return credentialKinds.flatMap((kind) =>
    formsOf(kind).flatMap((form) => {
      if (!HAN.test(form.anchor) || !view.text.includes(core(form.anchor))) return [];
      return [...view.text.matchAll(form.loose)]
        .filter((match) => isNumberLike(match[0]))
        .map((match) => ({
          kind,
          start: match.index + strayLead(match[0]),
          end: match.index + match[0].length,
          bare: false,
        }));
    }),
  );
}

/** Characters of the sentence taken for a city: 说明沪械备… begins at 沪, 美械备… at its own first character. */
function strayLead(text: string): number {
  const lead = /^[\u4e00-\u9fff]{1,3}(?=械备|食?药监械)/.exec(text)?.[0] ?? '';
  const region = [...lead].findIndex((char) => PROVINCES.includes(char) || char === '国');
  return region >= 0 ? region : Math.max(0, lead.length - 1);
}

const core = (anchor: string) => anchor.replace(/[()第号-]/g, '');
const isNumberLike = (text: string) => /\d|X{3,}|\*{3,}/.test(text);

const GLUE = '(?:证书?)?(?:编号|号码|号)?(?:[:(第.#]|NO|为|是)*';
const labels = credentialKinds
  .filter((kind) => kind.label !== undefined)
  .map((kind) => ({
    kind,
    pattern: new RegExp(`(?:${kind.label?.source})${GLUE}(${RUN}{4,30}(?:\\(M\\))?)`, 'g'),
  }));
const prefixes = credentialKinds
  .filter((kind) => kind.prefix !== undefined)
  .map((kind) => ({
    kind,
    pattern: new RegExp(`(?<![A-Z0-9-])${kind.prefix}[:.-]?(?=[0-9OIL]${RUN}{7,})${RUN}{8,26}`, 'g'),
  }));
/** 第1234567号商标 */
const MARK = /第(G?\d{5,8}[ABC]?)号(?:注册)?商标/g;

/** Bare digit strings are claimed only when words before them say what they are. */
function labelled(view: Compact): Candidate[] {
  const found: Candidate[] = [];
  for (const { kind, pattern } of labels) {
    for (const match of view.text.matchAll(pattern)) {
      const number = match[1] ?? '';
      if (!/\d/.test(number) || !startsLike(kind, number)) continue;
      const end = match.index + match[0].length;
      found.push({ kind, start: end - number.length, end, bare: false });
    }
  }
  for (const { kind, pattern } of prefixes) {
    for (const match of view.text.matchAll(pattern)) {
      const digits = match[0].replace(/[^0-9]/g, '').length;
      if (digits < 10) continue;
      found.push({ kind, start: match.index, end: match.index + match[0].length, bare: false });
    }
  }
  const trademark = credentialKinds.find((kind) => kind.id === 'trademark');
  for (const match of view.text.matchAll(MARK)) {
    const start = match.index + 1;
    if (trademark) found.push({ kind: trademark, start, end: start + (match[1]?.length ?? 0), bare: false });
  }
  return found;
}

/** 生产许可证编号 XK16-… is no food licence: the first characters must agree with the kind. */
function startsLike(kind: CredentialKind, number: string): boolean {
  if (kind.prefix !== undefined) return new RegExp(`^(?:${kind.prefix}|[0-9OIL]{4})`).test(number);
  switch (kind.id) {
    case 'drug-import':
      return /^B?[A-Z]C?[0-9OIL*X]/.test(number);
    case 'trademark':
      return /^G?\d/.test(number);
    case 'network-access':
    case 'radio-approval':
      return /^[0-9A-Z]/.test(number);
    case 'pesticide-registration':
      return /^[A-Z]{2}\d/.test(number);
    default:
      return /^[0-9A-Z]/.test(number);
  }
}

const shapes = credentialKinds
  .filter((kind) => kind.bare !== undefined)
  .map((kind) => ({
    kind,
    pattern: new RegExp(`(?<![0-9A-Z.-])(?:${kind.bare?.source})(?![0-9A-Z]|-\\d)`, 'g'),
  }));

/** Shapes so particular that they need no label; spaces inside them are not forgiven. */
function bare(view: Compact): Candidate[] {
  const spaced = view.text.split('').map((char, i) => (view.gap[i] ? ` ${char}` : char));
  const at: number[] = [];
  let text = '';
  spaced.forEach((piece, i) => {
    if (piece.length > 1) at.push(i);
    at.push(i);
    text += piece;
  });
  return shapes.flatMap(({ kind, pattern }) =>
    [...text.matchAll(pattern)]
      .map((match) => ({
        kind,
        start: at[match.index] ?? 0,
        end: (at[match.index + match[0].length - 1] ?? 0) + 1,
        bare: true,
      }))
      .filter((candidate) => isClaimable(candidate, view.text.slice(candidate.start, candidate.end))),
  );
}

function isClaimable({ kind }: Candidate, text: string): boolean {
  const { state, checkDigit } = judge(kind, text);
  if (state !== 'well-formed') return false;
  // Without a label only the check digit tells a drug code or a company code from any other long number.
  if (kind.id === 'drug-standard-code' || kind.id === 'isbn') return checkDigit === 'pass';
  if (kind.id === 'uscc') return checkDigit === 'pass' || /[A-Z]/.test(text);
  return true;
}

/** What follows the digits of a quantity: 50ml, 100片. */
const UNIT = /^(?:ML|MG|KG|G|L|CM|MM|SPF|片|粒|克|毫升|升|瓶|盒|袋|支|件|元|%|天|年|月|号色|[.*X]\d)/;

/** Cuts a candidate where its number ends: at the first gap that leaves a sound number, else by its digits. */
function mentionOf(
  view: Compact,
  source: string,
  { kind, start, end, bare: unlabelled }: Candidate,
): CredentialMention | undefined {
  const stops = cuts(view, start, end);
  const fits = stops.filter((stop) => formOf(kind, view.text.slice(start, stop)) !== undefined);
  // Serials of open length: a break inside the number is likelier than another number after it, unless a unit follows.
  const sound = fits.findLast((stop) => !UNIT.test(view.text.slice(stop, stop + 3))) ?? fits[0];
  const stop = trimmed(
    view,
    start,
    sound ?? stops.find((candidate) => enough(kind, view.text.slice(start, candidate))) ?? end,
  );
  const text = view.text.slice(start, stop);
  if (sound === undefined && !unlabelled && !isNumberLike(text)) return undefined;
  const judged = judge(kind, text);
  if (sound === undefined && kind.label !== undefined && !plausible(kind, text)) return undefined;
  const [from, to] = [view.starts[start] ?? 0, view.ends[stop - 1] ?? source.length];
  return { kind: kind.id, number: source.slice(from, to), start: from, end: to, ...judged };
}

/** Ends worth trying: gaps, letters that begin a word, and the whole, nearest first. */
function cuts(view: Compact, start: number, end: number): number[] {
  const stops: number[] = [];
  for (let i = start + 1; i < end; i++) {
    const word = /[A-NP-Z]{2}/.test(view.text.slice(i, i + 2)) && /\d/.test(view.text[i - 1] ?? '');
    if (view.gap[i] || word || view.text[i] === '-') stops.push(i);
  }
  return [...stops, end];
}

function trimmed(view: Compact, start: number, end: number): number {
  let stop = end;
  while (stop > start + 1 && /[-_:.#?]/.test(view.text[stop - 1] ?? '')) stop--;
  return stop;
}

/** As many digits as the kind's shortest form has: what follows a gap then belongs to something else. */
function enough(kind: CredentialKind, text: string): boolean {
  const least = Math.min(
    ...formsOf(kind).map((form) =>
      form.parts.reduce(
        (sum, part) => sum + (part.type === 'digits' ? part.min : part.type === 'year' ? 4 : 0),
        0,
      ),
    ),
  );
  return least > 0 && text.replace(/\D/g, '').length >= least;
}

/** A label followed by something far from a number of its kind (型号核准 5G) is no malformed credential. */
function plausible(kind: CredentialKind, text: string): boolean {
  const digits = text.replace(/[^0-9OIL*X]/g, '').length;
  return digits >= 5 && (kind.id !== 'network-access' || text.length >= 10);
}

/** Of overlapping mentions the sound one wins, then the longer, then the one whose kind comes first in the table. */
function settle(mentions: readonly CredentialMention[]): CredentialMention[] {
  const rank = (mention: CredentialMention) =>
    mention.state === 'well-formed' ? (mention.checkDigit === 'fail' ? 1 : 2) : 0;
  const ordered = [...mentions].sort(
    (a, b) => rank(b) - rank(a) || b.end - b.start - (a.end - a.start) || a.start - b.start,
  );
  const kept: CredentialMention[] = [];
  for (const mention of ordered) {
    if (
      kept.length < MAX_MENTIONS &&
      !kept.some((other) => mention.start < other.end && mention.end > other.start)
    )
      kept.push(mention);
  }
  return kept.sort((a, b) => a.start - b.start);
}
